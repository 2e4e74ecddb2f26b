"""The front page."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actors.access import Act, may
from actors.middleware import actor_for
from initiatives.models import B4
from reports import todo
from reports.todo_money import county_money, money_todos


@require_safe
@login_not_required
def home(request):
    """The front page: what the portal is, or, signed in, what awaits the person."""
    if not request.user.is_authenticated:
        return render(request, "start.html", {"bs": B4})
    context = todo.home_of(request.user, request.acting)
    context["todos"] = [*context["todos"], *money_todos(request.user, request.acting)]
    context["money"] = county_money(request.user, request.acting)
    context["may_log"] = may(request.user, Act.LOG_ACTIVITY, actor_for(request, Act.LOG_ACTIVITY))
    return render(request, "reports/home.html", context)
