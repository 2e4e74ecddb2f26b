"""One's own account, and the accounts as the portal's administrators see them."""

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actors.access import may_administer, require
from actors.actions import accounts as actions
from actors.forms.people import AnonymiseForm, EmailForm, LettersForm, NameForm
from actors.history import history_of
from actors.models import User
from actors.own_data import own_data
from actors.signin import has_second_step
from actors.views.people import READ_AND_WRITE, attempt, limit_letters, status_of
from portal.forms import posted


@require_http_methods(READ_AND_WRITE)
def me(request):
    """My page: name, address, roles, and how I sign in."""
    account = User.objects.get(pk=request.user.pk)  # apart from the name in the header
    chooses_letters = "mention_mail" in request.POST
    letters = LettersForm(request.POST if chooses_letters else None, instance=account)
    form = NameForm(None if chooses_letters else posted(request), instance=account)
    if letters.is_valid():
        chosen = letters.cleaned_data["mention_mail"]
        actions.choose_letters(account, mention_mail=chosen, by=account)
        messages.success(request, "Valet är sparat.")
        return redirect("actors:me")
    if form.is_valid():
        actions.rename(account, name=form.cleaned_data["name"], by=account)
        messages.success(request, "Namnet är ändrat.")
        return redirect("actors:me")
    return render(
        request,
        "people/me.html",
        {
            "form": form,
            "letters": letters,
            "memberships": request.user.memberships.current().select_related("actor"),
            "has_second_step": has_second_step(request.user),
            "contact": settings.CONTACT_EMAIL,
        },
        status=422 if form.is_bound or letters.is_bound else 200,
    )


@require_http_methods(READ_AND_WRITE)
@reauthentication_required
def email(request):
    """Ask for a new address; it is taken when the link that is sent there has been opened."""
    form = EmailForm(posted(request))
    new = form.cleaned_data["email"] if form.is_valid() else ""
    if (
        new
        and attempt(form, limit_letters, request, to=new)
        and attempt(form, actions.ask_for_new_email, request.user, email=new)
    ):
        messages.success(
            request,
            f"Vi har skickat en länk till {new}. Öppna den inom tre dagar.",
        )
        return redirect("actors:me")
    return render(request, "people/email.html", {"form": form}, status=status_of(form))


@require_http_methods(READ_AND_WRITE)
@login_not_required
def confirm_email(request, token):
    """What the link to a new address opens."""
    try:
        _, new = actions.read_email_token(token)
        if request.method == "POST":
            actions.change_email(token)
            messages.success(request, f"Från och med nu loggar du in med {new}.")
            return redirect("home")
    except ValidationError as error:
        return render(request, "people/link_gone.html", {"reason": error.messages[0]}, status=410)
    return render(request, "people/email_confirm.html", {"new": new})


@require_safe
def my_data(request):
    """Everything the portal keeps about the person, as a file (GDPR, articles 15 and 20)."""
    data = own_data(request.user)
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="mina-uppgifter.json"'
    return response


@require_safe
def account(request, pk):
    """An account as the portal's administrators see it."""
    require(may_administer(request.user))
    account = get_object_or_404(User, pk=pk)
    return render(
        request,
        "people/account.html",
        {
            "account": account,
            "memberships": account.memberships.select_related("actor"),
            "history": history_of(account, user=request.user, inside=True),
        },
    )


def _change_account(request, pk, action, done):
    require(may_administer(request.user))
    found = get_object_or_404(User, pk=pk)
    try:
        action(found, by=request.user)
        messages.success(request, done)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("actors:account", pk)


@require_POST
def close(request, pk):
    return _change_account(request, pk, actions.close, "Kontot är stängt.")


@require_POST
def reopen(request, pk):
    return _change_account(request, pk, actions.reopen, "Kontot är öppet igen.")


@require_http_methods(READ_AND_WRITE)
def anonymise(request, pk):
    """Ask once more, on a page of its own, before a person is forgotten for ever."""
    require(may_administer(request.user))
    found = get_object_or_404(User, pk=pk, anonymised_at=None)
    form = AnonymiseForm(posted(request))
    if form.is_valid() and attempt(form, actions.anonymise, found, by=request.user):
        messages.success(request, "Kontot är avidentifierat.")
        return redirect("actors:account", pk)
    context = {
        "form": form,
        "account": found,
        "memberships": found.memberships.current().select_related("actor"),
    }
    return render(request, "people/anonymise.html", context, status=status_of(form))
