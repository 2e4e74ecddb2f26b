"""Changing the register: actors, contacts, brukarrörelse, and two rows that are one."""

import re

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from actors.access import Act, may, may_administer, may_decide_user_movement, require
from actors.actions import merge as merging
from actors.actions import register as actions
from actors.forms.register import ActorForm, ContactForm, MergeForm, UserMovementForm
from actors.models import ASSOCIATIONS, Actor, Contact
from portal.forms import posted
from portal.swedish import datum

MOST_FOUND = 20


def _page(request, template, form, **context):
    status = 422 if form.is_bound else 200
    return render(request, f"actors/{template}.html", {"form": form, **context}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request):
    """Add an actor to the register."""
    require(may_administer(request.user))
    form = ActorForm(posted(request), whole=True)
    if form.is_valid():
        actor = actions.create_actor(form, by=request.user)
        messages.success(request, f"{actor} finns nu i registret.")
        return redirect(actor)
    return _page(request, "actor_form", form, actor=None)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request, pk):
    """Change what an actor is."""
    actor = get_object_or_404(Actor.objects.select_related("parent", "operator"), pk=pk)
    require(may(request.user, Act.CHANGE_ACTOR, actor))
    name = str(actor)
    form = ActorForm(posted(request), instance=actor, whole=bool(may_administer(request.user)))
    if form.is_valid():
        try:
            changed = actions.change_actor(form, by=request.user)
        except ValidationError as error:  # PostgreSQL's own guard against a loop
            form.add_error("parent", error)
        else:
            messages.success(request, "Ändringarna är sparade.")
            return redirect(changed)
    return _page(request, "actor_form", form, actor=actor, name=name)


@require_http_methods(["GET", "HEAD", "POST"])
def add_contact(request, pk):
    """Add how to reach a function at the actor."""
    actor = get_object_or_404(Actor, pk=pk)
    require(may(request.user, Act.CHANGE_ACTOR, actor))
    form = ContactForm(posted(request), instance=Contact(actor=actor), user=request.user)
    if form.is_valid():
        actions.save_contact(form.instance, actor=actor, by=request.user)
        messages.success(request, "Kontakten är sparad.")
        return redirect(actor)
    return _page(request, "contact_form", form, actor=actor, contact=None)


@require_http_methods(["GET", "HEAD", "POST"])
def change_contact(request, pk):
    """Change how to reach a function."""
    contact = get_object_or_404(Contact.objects.select_related("actor"), pk=pk)
    require(may(request.user, Act.CHANGE_ACTOR, contact.actor))
    form = ContactForm(posted(request), instance=contact, user=request.user)
    if form.is_valid():
        actions.save_contact(form.instance, actor=contact.actor, by=request.user)
        messages.success(request, "Kontakten är sparad.")
        return redirect(contact.actor)
    return _page(request, "contact_form", form, actor=contact.actor, contact=contact)


@require_POST
def remove_contact(request, pk):
    """Take a function's contact away."""
    contact = get_object_or_404(Contact.objects.select_related("actor"), pk=pk)
    require(may(request.user, Act.CHANGE_ACTOR, contact.actor))
    actions.remove_contact(contact, by=request.user)
    messages.success(request, "Kontakten är borttagen.")
    return redirect(contact.actor)


@require_http_methods(["GET", "HEAD", "POST"])
def decide_user_movement(request, pk):
    """Record a decision on whether the actor counts as brukarrörelse."""
    actor = get_object_or_404(Actor.objects.filter(kind__in=ASSOCIATIONS), pk=pk)
    require(may_decide_user_movement(request.user, actor))
    form = UserMovementForm(posted(request))
    if form.is_valid():
        actions.decide_user_movement(form.instance, actor=actor, by=request.user)
        messages.success(request, "Beslutet är infört.")
        return redirect(actor)
    return _page(request, "user_movement_form", form, actor=actor)


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request, pk):
    """Merge a double into this actor: find it, see what would move, and do it."""
    require(may_administer(request.user))
    staying = get_object_or_404(Actor, pk=pk)
    sought = request.GET.get("sok", "").replace("\x00", "").strip()[:100]
    chosen = request.GET.get("med", "")
    context = {"actor": staying, "sought": sought, "found": None}
    if not re.fullmatch(r"[0-9]{1,18}", chosen):  # more are no key that PostgreSQL could hold
        if sought:
            context["found"] = Actor.objects.named(sought).exclude(pk=pk)[:MOST_FOUND]
        return render(request, "actors/merge_find.html", context)
    leaving = get_object_or_404(Actor, pk=chosen)
    form = MergeForm(posted(request))
    if form.is_valid():
        try:
            merging.merge_actors(staying, leaving, why=form.cleaned_data["why"], by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"{leaving} har gått upp i {staying}.")
            return redirect(staying)
    return _page(
        request,
        "merge",
        form,
        **context,
        leaving=leaving,
        **_what_happens(staying, leaving),
    )


def _what_happens(staying, leaving):
    """What merging the two would do, or why they cannot become one."""
    try:
        merging.check(staying, leaving)
    except ValidationError as error:
        return {"refusal": error.messages[0], "are_two": bool(staying.code and leaving.code)}
    return {
        "moves": merging.preview(leaving),
        "facts": [
            (field.verbose_name, _shown(leaving, field.name, value))
            for field, value in merging.taken_over(staying, leaving)
        ],
        "demands": leaving.requires_mfa and not staying.requires_mfa,
    }


def _shown(leaving, name, value):
    if name == "organisation_number":
        return leaving.formatted_organisation_number
    return datum(value) if name == "started_on" else value
