"""The second fence: PostgreSQL itself hides drafts from a query that forgot its scope.

The policies stand in `initiatives/migrations/0002_fence.py`; docs/decisions/0008 weighs them. They
ask three settings that live as long as the transaction, so that a pooler cannot carry them over to
somebody else. Without any setting no draft is seen: forgetting the fence hides too much, never too
little.
"""

from contextlib import contextmanager

from django.core.checks import Error, Tags, register
from django.db import connection, transaction


def let_through(*, user_id, actors, approves_for, writes_for=()):
    """Let the rest of this transaction see what an account may see; None sees no draft.

    Without compiling queries (JIT): the policies make PostgreSQL believe that each is costly, and
    it would spend seconds on compiling what takes milliseconds.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL jit = off; " + _calls(5),
            _values(
                everything="off",
                user=user_id or "",
                actors=_list(actors),
                approves=_list(approves_for),
                writes=_list(writes_for),
            ),
        )


@contextmanager
def everything():
    """See all rows: for commands and jobs that act for the portal itself.

    A request may where it moves or counts all that is there whoever sees it, such as drafts that
    are handed over or an actor that is merged. What it finds is never shown.
    """
    with transaction.atomic():
        before = _get()
        _set(everything="on")
        yield
        _set(everything=before)


def _list(ids):
    return ",".join(str(number) for number in sorted(ids))


def _calls(count):
    return "SELECT " + ", ".join(["set_config(%s, %s, true)"] * count)


def _values(**settings):
    return [part for name, value in settings.items() for part in (f"portal.{name}", str(value))]


def _set(**settings):
    with connection.cursor() as cursor:
        cursor.execute(_calls(len(settings)), _values(**settings))


def _get():
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('portal.everything', true), 'off')")
        return cursor.fetchone()[0] or "off"


@register(Tags.database)
def check_role(app_configs, databases, **kwargs):
    """A superuser, or a role with BYPASSRLS, walks past every policy."""
    if not databases:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        passes = cursor.fetchone()[0]
    if not passes:
        return []
    return [
        Error(
            "The database role is a superuser or has BYPASSRLS, so row-level security is off.",
            hint="Give the portal a role of its own: CREATE ROLE portal LOGIN;",
            id="portal.E001",
        )
    ]
