"""What base.html shows around every page."""

from django.conf import settings
from django.urls import reverse

SECTIONS = [
    ("Hem", "home", "home"),
    ("Planer och aktiviteter", "initiatives:plans", "initiatives"),
    ("Medel", "funding:overview", "funding"),
    ("Rapporter", "reports:list", "reports"),
    ("Aktörer", "actors:list", "actors"),
]

# The one list of where help is; `{% helplines %}` writes it on every page.
HELPLINES = [
    ("Vid akut fara för liv", "112", "tel:112"),
    ("Självmordslinjen", "90101", "tel:90101"),
    ("Råd om vård", "1177", "tel:1177"),
    ("Bris, för dig under 18 år", "116 111", "tel:116111"),
]


def frame(request):
    """Context processor: what base.html shows around every page."""
    match = getattr(request, "resolver_match", None)
    # One's own account is reached from the name in the header, and is in no section.
    is_account = request.path.startswith(reverse("actors:me"))
    here = match and not is_account and (match.app_name or match.view_name)
    signed_in = hasattr(request, "user") and request.user.is_authenticated
    return {
        "sections": [
            {"label": label, "url": reverse(route), "current": here == name}
            for label, route, name in SECTIONS
        ]
        if signed_in
        else [],
        "acting": getattr(request, "acting", None),
        "acting_choices": getattr(request, "acting_choices", []),
        "demo": settings.DEMO,
    }
