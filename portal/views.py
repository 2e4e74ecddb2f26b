"""Open pages about the portal itself."""

from datetime import date

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

# The day somebody last went through the pages against the standard, and wrote the statement.
ACCESSIBILITY_ASSESSED = date(2026, 11, 22)


@require_safe
@login_not_required
def favicon(request):
    """Browsers ask here when a document names no icon of its own, such as a PDF."""
    return redirect(static("img/mark.svg"))


@require_safe
@login_not_required
def about(request):
    """What the portal is, what it is not for, and who answers for it."""
    return render(request, "about.html", _operator())


@require_safe
@login_not_required
def accessibility(request):
    """The accessibility statement that the law (2018:1937) asks for."""
    return render(
        request, "accessibility.html", _operator() | {"assessed_on": ACCESSIBILITY_ASSESSED}
    )


def _operator():
    return {"operator": settings.OPERATOR, "contact": settings.CONTACT_EMAIL}
