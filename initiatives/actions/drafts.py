"""What is done with text that is not saved yet: kept while somebody types, thrown, purged."""

import re
from datetime import timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from initiatives.models import FormDraft

KEPT = timedelta(days=30)
NAME = re.compile(r"[a-z]+(?:-[a-z]+)*(?::[0-9]{1,18})*")
# What is never kept: the token of a session, passwords, and the draft's own bookkeeping.
NEVER = re.compile(r"csrf|password|losenord|^utkast_|^person$")
MOST_FIELDS = 500
MOST_CHARACTERS = 60_000


class Stale(Exception):
    """Another window has kept another text since this one was opened; `draft` is that one."""

    def __init__(self, draft):
        super().__init__("stale")
        self.draft = draft


def draft_of(user, form):
    """The person's unsaved text in a form, or None."""
    return FormDraft.objects.filter(user=user, form=form).first()


def data_of(post):
    """What is kept of a posted form: {name: [values]}. A file is never among them."""
    return {name: values for name, values in post.lists() if not NEVER.search(name)}


@transaction.atomic
def keep_draft(*, form, data, version, by):
    """Keep what somebody has typed. Raises Stale when `version` is not the one that is kept.

    No Event: typing is not something done to anything, and nobody else ever sees it.
    """
    _check(form, data)
    draft = FormDraft.objects.select_for_update().filter(user=by, form=form).first()
    if draft is None:
        draft, made = FormDraft.objects.get_or_create(user=by, form=form)
        if not made:
            raise Stale(draft)
        draft.version = version
    elif draft.version != version and draft.data != data:
        raise Stale(draft)
    draft.data, draft.version, draft.lock = data, draft.version + 1, _lock(data)
    draft.save()
    return draft


def _check(form, data):
    if not is_name(form):
        raise ValidationError("Formuläret har inget namn som går att spara under.")
    size = sum(len(name) + sum(map(len, values)) for name, values in data.items())
    if len(data) > MOST_FIELDS or size > MOST_CHARACTERS:
        raise ValidationError(
            "Texten är för lång för att sparas som osparad text. Spara formuläret."
        )
    if any("\x00" in part for name, values in data.items() for part in [name, *values]):
        raise ValidationError("Texten innehåller tecken som inte går att spara.")


def _lock(data):
    """The number that the thing had when the typing began, if the form carries one."""
    return number_in(data.get("lock", [""])[0])


def is_name(form):
    """Whether a form may be called so; what comes from outside may be anything."""
    return len(form) <= 40 and bool(NAME.fullmatch(form))


def throw_draft(*, form, by):
    if is_name(form):
        FormDraft.objects.filter(user=by, form=form).delete()


def throw_saved(post, *, by):
    """Throw the unsaved text of a form that has been saved, but no other window's newer text.

    A last text may have been on its way when the form was sent; the form's mark tells that it is
    the same one. A form without a mark has at most one such text more than it knows of.
    """
    if not is_name(post["utkast_nyckel"]):
        return
    version, once = number_in(post.get("utkast_version", "")), post.get("once", "")
    marked = Q(version=version) | Q(data__once=[once])
    same = marked if _is_mark(once) else Q(version__lte=version + 1)
    FormDraft.objects.filter(same, user=by, form=post["utkast_nyckel"]).delete()


def _is_mark(text):
    try:
        return bool(UUID(text))
    except ValueError:
        return False


def number_in(text):
    """A small number in a hidden field, or 0."""
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def purge_drafts():
    """Delete what nobody has touched for thirty days. Safe to do again."""
    FormDraft.objects.filter(updated_at__lt=timezone.now() - KEPT).delete()
