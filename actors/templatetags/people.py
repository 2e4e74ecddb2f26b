"""What the pages about people and sign-in need."""

import json

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import format_html

register = template.Library()

BROWSERS = {"Edg/": "Edge", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
SYSTEMS = {
    "Windows": "Windows",
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Mac OS": "Mac",
    "Linux": "Linux",
}


@register.filter
def as_json(value):
    """Data for a script, to stand in an attribute: the template escapes it like any text."""
    return json.dumps(value, cls=DjangoJSONEncoder)


@register.filter
def address(email):
    """An e-mail address that breaks after the @, if anywhere."""
    name, at, domain = email.rpartition("@")
    return format_html("{}{}<wbr>{}", name, at, domain)


@register.filter
def browser(user_agent):
    """Firefox på Linux: as much of a browser's long name as people recognise."""
    name = next((label for mark, label in BROWSERS.items() if mark in user_agent), "")
    system = next((label for mark, label in SYSTEMS.items() if mark in user_agent), "")
    if not name:
        return "Okänd webbläsare"
    return f"{name} på {system}" if system else name
