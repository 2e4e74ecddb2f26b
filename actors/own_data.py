"""Everything that the portal keeps about a person, in Swedish words and Swedish time."""

from django.apps import apps
from django.conf import settings
from django.utils import timezone

from actors.actions.accounts import invitations_to
from actors.models import Invitation, Membership, User
from portal.history import is_bookkeeping
from portal.models import Event

OUR_APPS = {"portal", "actors", "initiatives", "funding", "reports"}
PASSED_BY = {Membership, Invitation, Event}  # told in parts of their own
# Events about what is no row of a model.
OTHER_THINGS = {"actors.import": "import av aktörer"}


def own_data(user):
    """The data as a dictionary that JSON can hold."""
    held = user.memberships.select_related("actor").order_by("starts_on", "pk")
    return {
        "hämtat": _moment(timezone.now()),
        "tider": "Svensk tid",
        "konto": {
            "namn": user.name,
            "e-postadress": user.email,
            "skapat": _moment(user.created_at),
            "senaste inloggning": _moment(user.last_login),
            "brev när någon nämner dig": user.get_mention_mail_display(),
        },
        "roller": [
            {
                "aktör": str(one.actor),
                "roll": one.get_role_display(),
                "från och med": one.starts_on,
                "till och med": one.ends_on,
            }
            for one in held
        ],
        "inbjudningar": [
            {
                "aktör": str(one.actor),
                "roll": one.get_role_display(),
                "skickad": _moment(one.invited_at),
                "accepterad": _moment(one.accepted_at),
            }
            for one in invitations_to(user).select_related("actor")
        ],
        "inloggningar": [
            {
                "inloggad": _moment(one.created_at),
                "senast sedd": _moment(one.last_seen_at),
                "IP-adress": one.ip,
                "webbläsare": one.user_agent,
            }
            for one in user.usersession_set.order_by("created_at")
        ],
        "inloggning med organisation": [
            {
                "organisation": _organisation(one.provider),
                "ditt nummer där": one.uid,
                "uppgifter därifrån": one.extra_data,
            }
            for one in user.socialaccount_set.order_by("pk")
        ],
        "skrivet": list(_written_by(user)),
        "händelser": [
            {
                "när": _moment(one.at),
                "vad du gjorde": one.verb,
                "slag": _kind(one.object_type),
                "nummer": one.object_id,
                "namn": one.object_label,
                "varför": one.why,
            }
            for one in Event.objects.filter(by=user.pk).order_by("at", "pk")
        ],
    }


def _moment(at):
    """A moment in Swedish time, with its distance from UTC."""
    return timezone.localtime(at).isoformat(timespec="seconds") if at else None


def _organisation(provider):
    """What the people of the organisation call its sign-in."""
    known = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return next((one["name"] for one in known if one["provider_id"] == provider), provider)


def _kind(object_type):
    try:
        return str(apps.get_model(object_type)._meta.verbose_name)
    except LookupError:
        return OTHER_THINGS.get(object_type, "annat")


def _written_by(user):
    """Kind, number and name of every row that names the person, whatever app it stands in."""
    for model in apps.get_models():
        is_ours = model._meta.app_label in OUR_APPS
        if not is_ours or model in PASSED_BY or is_bookkeeping(model):
            continue
        for field in model._meta.fields:
            if field.related_model is User:
                rows = model._default_manager.filter(**{field.name: user}).order_by("pk")
                for row in rows.select_related():
                    yield {
                        "slag": str(model._meta.verbose_name),
                        "nummer": str(row.pk),
                        "namn": str(row),
                        "du": str(field.verbose_name),
                    }
