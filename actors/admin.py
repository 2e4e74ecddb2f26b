from django.contrib import admin

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
    model = Membership
    extra = 0
    autocomplete_fields = ["actor"]


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
    inlines = [MembershipInline]

    def save_model(self, request, obj, form, change):
        """The portal's administrators may all of the admin; there are no half ones."""
        obj.is_superuser = obj.is_staff
        super().save_model(request, obj, form, change)
        Event.record("ändrade kontot" if change else "lade upp kontot", obj, by=request.user)

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        if formset.has_changed():
            Event.record("ändrade rollerna för", form.instance, by=request.user)


@admin.register(Group)
class GroupAdmin(admin.ModelAdmin):
    list_display = ["name", "form", "commissioner", "county"]
    list_filter = ["form"]
    search_fields = ["name"]
    autocomplete_fields = ["commissioner", "leader_employer"]
    inlines = [SeatInline]


admin.site.register(County)
