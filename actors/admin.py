from allauth.account.admin import EmailAddress
from allauth.mfa.admin import Authenticator
from allauth.socialaccount.admin import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.admin import UserSession
from django.contrib import admin
from django.urls import reverse

from actors.actions.accounts import UNNAMED, keep_a_portal_administrator
from actors.actions.people import note
from actors.models import (
    Actor,
    Alias,
    Contact,
    County,
    Group,
    GroupMember,
    Membership,
    Population,
    User,
)
from portal.forms import PortalModelForm

# People keep these on their own account's pages, where each change is proven and noted.
admin.site.unregister(
    [Authenticator, EmailAddress, SocialAccount, SocialApp, SocialToken, UserSession]
)


class MembershipInline(admin.TabularInline):
    """New roles alone: the portal's pages end and change them, and keep an administrator."""

    model = Membership
    extra = 0
    autocomplete_fields = ["actor"]
    verbose_name_plural = "roller (ändras och avslutas under Personer på aktörens sida)"

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class PopulationInline(admin.TabularInline):
    model = Population
    extra = 0


class AliasInline(admin.TabularInline):
    model = Alias
    extra = 0


class ContactInline(admin.TabularInline):
    model = Contact
    extra = 0


class SeatInline(admin.TabularInline):
    model = GroupMember
    extra = 0
    autocomplete_fields = ["actor"]


@admin.register(Actor)
class ActorAdmin(admin.ModelAdmin):
    list_display = ["name", "kind", "code"]
    list_filter = ["kind", "counties"]
    search_fields = ["name", "short_name", "code", "aliases__name"]
    autocomplete_fields = ["parent", "operator", "principals", "associations"]
    inlines = [AliasInline, ContactInline, PopulationInline]


class AccountForm(PortalModelForm):
    def clean_is_staff(self):
        is_staff = self.cleaned_data["is_staff"]
        if self.instance.is_staff and not is_staff:
            keep_a_portal_administrator(without=self.instance)
        return is_staff


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """Accounts. Its own log and the portal's never name the person, who can be forgotten."""

    form = AccountForm
    list_display = ["email", "name", "is_active", "is_staff"]
    search_fields = ["email", "name"]
    fields = ["email", "name", "is_active", "is_staff"]
    inlines = [MembershipInline]

    def get_readonly_fields(self, request, obj=None):
        """Accounts are closed on their page; an address is changed by its holder, who proves it."""
        return ["is_active", "email"] if obj else ["is_active"]

    def has_delete_permission(self, request, obj=None):
        """Accounts are anonymised on their page; what the person did stays."""
        return False

    def view_on_site(self, obj):
        return reverse("actors:account", args=[obj.pk])

    def save_model(self, request, obj, form, change):
        """The portal's administrators may all of the admin; there are no half ones."""
        obj.is_superuser = obj.is_staff
        super().save_model(request, obj, form, change)
        verb = "ändrade kontot" if change else "lade upp kontot"
        note(verb, obj, UNNAMED, by=request.user)

    def save_formset(self, request, form, formset, change):
        has_changed = formset.has_changed()  # asked first: a saved row may no longer be changed
        super().save_formset(request, form, formset, change)
        if has_changed:
            note("ändrade rollerna för", form.instance, UNNAMED, by=request.user)

    def log_addition(self, request, obj, message):
        return self._unnamed(super().log_addition(request, obj, ""))

    def log_change(self, request, obj, message):
        return self._unnamed(super().log_change(request, obj, ""))

    @staticmethod
    def _unnamed(entry):
        entry.object_repr = UNNAMED
        entry.save(update_fields=["object_repr"])
        return entry


@admin.register(Group)
class GroupAdmin(admin.ModelAdmin):
    list_display = ["name", "form", "commissioner", "county"]
    list_filter = ["form"]
    search_fields = ["name"]
    autocomplete_fields = ["commissioner", "leader_employer"]
    inlines = [SeatInline]


admin.site.register(County)
