"""How money is shown: {% load funding %}."""

from django import template
from django.urls import reverse

from actors.access import may_keep_agreements
from funding.models.deciders import decides_somewhere, prepares_somewhere

register = template.Library()


@register.inclusion_tag("funding/_nav.html", takes_context=True)
def money_nav(context):
    """The pages of the section Medel that the person can use, the current one marked."""
    request = context["request"]
    decides = decides_somewhere(request.user)
    pages = [
        ("Översikt", "overview", True),
        ("Följ kronan", "follow", True),
        ("Ansökningar", "applications", True),
        ("Att granska", "review", decides),
        ("Alternativ", "scenarios", prepares_somewhere(request.user)),
        ("Beslut", "decisions", True),
        ("Redovisningar", "returns", True),
        ("Överenskommelser", "agreements", True),
        ("Länets regler", "rules", decides),
        ("Nycklar", "keys", bool(may_keep_agreements(request.user))),
    ]
    return {
        "pages": [
            {"label": label, "url": url, "current": request.path == url}
            for label, name, shown in pages
            if shown and (url := reverse(f"funding:{name}"))
        ]
    }
