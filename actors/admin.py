from django.contrib import admin
from django.urls import reverse

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
from portal.models import Event


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


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    list_display = ["email", "name", "is_active", "is_staff"]
    search_fields = ["email", "name"]
    fields = ["email", "name", "is_active", "is_staff"]
    readonly_fields = ["is_active"]  # closed on the account's page, which keeps an administrator
    inlines = [MembershipInline]

    def has_delete_permission(self, request, obj=None):
        """Accounts are anonymised on their page; what the person did stays."""
        return False

    def view_on_site(self, obj):
        return reverse("actors:account", args=[obj.pk])

    def save_model(self, request, obj, form, change):
        """The portal's administrators may all of the admin; there are no half ones."""
        obj.is_superuser = obj.is_staff
        super().save_model(request, obj, form, change)
        Event.record("ändrade kontot" if change else "lade upp kontot", obj, by=request.user)

    def save_formset(self, request, form, formset, change):
        has_changed = formset.has_changed()  # asked first: a saved row may no longer be changed
        super().save_formset(request, form, formset, change)
        if has_changed:
            Event.record("ändrade rollerna för", form.instance, by=request.user)


@admin.register(Group)
class GroupAdmin(admin.ModelAdmin):
    list_display = ["name", "form", "commissioner", "county"]
    list_filter = ["form"]
    search_fields = ["name"]
    autocomplete_fields = ["commissioner", "leader_employer"]
    inlines = [SeatInline]


admin.site.register(County)
