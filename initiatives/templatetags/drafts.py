"""Unsaved text in a form: {% load drafts %}."""

from urllib.parse import urlencode

from django import template
from django.utils import timezone

from initiatives.actions.drafts import draft_of

register = template.Library()
BEGINNINGS = ("fran", "mall", "plan", "metod")  # what in an address chooses how a form begins


@register.simple_tag(takes_context=True)
def unsaved(context, key):
    """The person's unsaved text in the form of that key, or None.

    When the person has chosen to go on with it, the page's form is filled with it; so the tag
    stands above the first field.
    """
    request, form = context["request"], context.get("form")
    draft = draft_of(request.user, key)
    if draft:
        draft.is_today = timezone.localdate(draft.updated_at) == timezone.localdate()
        draft.is_continued = request.GET.get("utkast") == "fortsatt"
        if draft.is_continued and form is not None and not form.is_bound:
            fill(form, draft.data)
            if copying := context.get("copying"):
                fill(copying, draft.data)
    return draft


@register.simple_tag(takes_context=True)
def page_of_form(context):
    """The address that the form is found at again, with what chose its beginning."""
    request = context["request"]
    chosen = {name: request.GET[name] for name in BEGINNINGS if name in request.GET}
    return f"{request.path}?{urlencode(chosen)}" if chosen else request.path


def fill(form, data):
    """Let a form show what was typed, also what was emptied or unticked."""
    for name, field in form.fields.items():
        values = data.get(form.add_prefix(name), [])
        if getattr(field.widget, "allow_multiple_selected", False):
            form.initial[name] = values
        elif name != "person":
            form.initial[name] = values[0] if values else None
