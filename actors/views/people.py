"""The people of an actor: their roles, invitations, leaving; and the page that accepts."""

from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from actors.access import YES, Act, may, may_administer, require
from actors.actions import people as actions
from actors.forms.people import AcceptForm, EndForm, InviteForm, RoleForm
from actors.models import Actor, Invitation, Membership, User
from actors.signin import without_second_step
from portal.forms import posted

READ_AND_WRITE = ["GET", "HEAD", "POST"]
MANY_LETTERS = "Det blev många brev på kort tid. Vänta en timme och försök igen."


def attempt(form, action, *args, **kwargs):
    """Do an action; its refusal becomes an error of the form. Answers whether it was done."""
    try:
        action(*args, **kwargs)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


def limit_letters(request, *, to):
    """Refuse to send more letters than settings allow, from one person or to one address."""
    if not ratelimit.consume(request, action="letters", key=to.lower()):
        raise ValidationError(MANY_LETTERS, code="many")


def status_of(form):
    """200 before anything is posted, 422 when it was refused, 429 when it came too often."""
    if form.is_bound:
        return 429 if form.has_error("__all__", "many") else 422
    return 200


def within_reach(user):
    """The actors whose people one sees: one's own, and all for the portal's administrators."""
    if may_administer(user):
        return Actor.objects.all()
    return Actor.objects.filter(pk__in=user.reach.actors)


def memberships_within_reach(user):
    return Membership.objects.filter(actor__in=within_reach(user)).select_related("actor", "user")


@require_http_methods(READ_AND_WRITE)
def people(request, pk):
    """Who works for an actor and who is invited; an administrator invites here."""
    actor = get_object_or_404(within_reach(request.user), pk=pk)
    may_manage = may(request.user, Act.MANAGE_PEOPLE, actor)
    if request.method == "POST":
        require(may_manage)
    form = InviteForm(posted(request))
    if (
        form.is_valid()
        and attempt(form, limit_letters, request, to=form.cleaned_data["email"])
        and attempt(form, actions.invite, form.invitation_to(actor), by=request.user)
    ):
        messages.success(request, f"Inbjudan är skickad till {form.cleaned_data['email']}.")
        return redirect("actors:people", pk)
    waiting = actor.invitations.filter(accepted_at=None, withdrawn_at=None)
    memberships = list(
        actor.memberships.current().select_related("user").order_by("user__name", "role")
    )
    everybody = {held.user_id for held in memberships}
    return render(
        request,
        "people/people.html",
        {
            "actor": actor,
            "memberships": memberships,
            "everybody": everybody,
            "lacking": without_second_step(everybody) if may_manage else set(),
            "invitations": waiting.select_related("invited_by") if may_manage else [],
            "may_manage": may_manage,
            "may_administer": may_administer(request.user),
            "form": form,
        },
        status=status_of(form),
    )


@require_POST
def second_step(request, pk):
    """Demand two-factor sign-in of everybody in the actor, or stop it."""
    actor = get_object_or_404(within_reach(request.user), pk=pk)
    require(may(request.user, Act.MANAGE_PEOPLE, actor))
    demanded = request.POST.get("krav") == "ja"
    actions.demand_second_step(actor, demanded=demanded, by=request.user)
    messages.success(
        request,
        f"Alla som arbetar för {actor} behöver nu tvåfaktor."
        if demanded
        else f"{actor} kräver inte längre tvåfaktor.",
    )
    return redirect("actors:people", pk)


def _answer_invitation(request, pk, action, done):
    found = Invitation.objects.filter(actor__in=within_reach(request.user))
    invitation = get_object_or_404(found.select_related("actor"), pk=pk)
    require(may(request.user, Act.MANAGE_PEOPLE, invitation.actor))
    try:
        action(invitation, by=request.user)
        messages.success(request, done)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("actors:people", invitation.actor_id)


@require_POST
def withdraw(request, pk):
    return _answer_invitation(request, pk, actions.withdraw, "Inbjudan är återtagen.")


@require_POST
def send_again(request, pk):
    def send(invitation, *, by):
        limit_letters(request, to=invitation.email)
        actions.send_again(invitation, by=by)

    done = "En ny länk är skickad. Den gamla gäller inte längre."
    return _answer_invitation(request, pk, send, done)


@require_http_methods(READ_AND_WRITE)
def membership(request, pk):
    """Change which role somebody has."""
    held = get_object_or_404(memberships_within_reach(request.user), pk=pk)
    require(may(request.user, Act.MANAGE_PEOPLE, held.actor))
    before = Membership.objects.select_related("actor", "user").get(pk=pk)
    form = RoleForm(posted(request), instance=held)
    if form.is_valid() and attempt(
        form, actions.change_role, before, role=form.cleaned_data["role"], by=request.user
    ):
        messages.success(request, "Rollen är ändrad.")
        return redirect("actors:people", before.actor_id)
    return render(
        request,
        "people/role.html",
        {"form": form, "membership": before},
        status=422 if form.is_bound else 200,
    )


@require_http_methods(READ_AND_WRITE)
def leave(request, pk):
    """End a role: one's own, or somebody's in an actor that one administers."""
    held = get_object_or_404(memberships_within_reach(request.user), pk=pk)
    is_own = held.user_id == request.user.pk
    require(YES if is_own else may(request.user, Act.MANAGE_PEOPLE, held.actor))
    others = actions.roles_with_drafts().filter(user=held.user, actor=held.actor)
    keeps_drafts = others.exclude(pk=held.pk).exists()
    drafts = 0 if keeps_drafts else actions.count_drafts(held.user, held.actor)
    form = EndForm(posted(request), membership=held, drafts=drafts)
    if form.is_valid() and attempt(
        form,
        actions.end_membership,
        held,
        ends_on=form.cleaned_data["ends_on"],
        successor=form.cleaned_data.get("successor"),
        by=request.user,
    ):
        messages.success(request, "Rollen är avslutad.")
        return redirect("actors:me") if is_own else redirect("actors:people", held.actor_id)
    return render(
        request,
        "people/leave.html",
        {"form": form, "membership": held, "is_own": is_own, "drafts": drafts},
        status=422 if form.is_bound else 200,
    )


@sensitive_post_parameters("password")
@require_http_methods(READ_AND_WRITE)
@login_not_required
def accept(request, token):
    """What the link in an invitation opens: a new account, or a role for the one that exists."""
    if "\x00" in token:
        raise Http404
    invitation = Invitation.objects.open().with_token(token).select_related("actor").first()
    if invitation is None:
        return _gone(request)
    account = User.objects.filter(email__iexact=invitation.email).first()
    if account is None and not request.user.is_authenticated:
        return _accept_as_new(request, invitation)
    if not request.user.is_authenticated and request.method == "POST":
        return redirect_to_login(request.get_full_path())
    is_mine = request.user.is_authenticated and account == request.user
    if is_mine and request.method == "POST":
        try:
            actions.accept(invitation, by=request.user)
        except ValidationError:  # taken or withdrawn since it was looked up
            return _gone(request)
        messages.success(request, f"Du är nu {actions.role_in(invitation)}.")
        return redirect("home")
    return render(
        request,
        "people/accept.html",
        {"invitation": invitation, "is_mine": is_mine},
        status=403 if request.method == "POST" else 200,
    )


def _gone(request):
    return render(request, "people/invitation_gone.html", status=410)


def _accept_as_new(request, invitation):
    form = AcceptForm(posted(request), email=invitation.email)
    if form.is_valid():
        name, password = form.cleaned_data["name"], form.cleaned_data["password"]
        try:
            user = actions.accept_as_new(invitation, name=name, password=password)
        except ValidationError as error:
            if error.code == "gone":
                return _gone(request)
            form.add_error(None, error)
        else:
            messages.success(request, f"Välkommen. Du är nu {actions.role_in(invitation)}.")
            return perform_login(request, user, email_verification="none")
    return render(
        request,
        "people/accept_new.html",
        {"form": form, "invitation": invitation},
        status=422 if form.is_bound else 200,
    )
