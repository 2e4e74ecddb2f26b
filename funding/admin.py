from django.contrib import admin

from funding.models import Account, Agreement, Component, Decision, Frame, Transfer


class ReadOnlyAdmin(admin.ModelAdmin):
    """Money is looked at here, and moved by `funding.actions` alone."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Transfer)
class TransferAdmin(ReadOnlyAdmin):
    list_display = ["on", "kind", "amount", "entered_by", "note"]
    list_filter = ["kind"]
    date_hierarchy = "on"


@admin.register(Account)
class AccountAdmin(ReadOnlyAdmin):
    list_select_related = [
        "agreement",
        "component",
        "frame__component",
        "frame__county",
        "allocation__receiver",
    ]


@admin.register(Frame)
class FrameAdmin(ReadOnlyAdmin):
    list_select_related = ["component", "county"]


admin.site.register([Agreement, Component, Decision], ReadOnlyAdmin)
