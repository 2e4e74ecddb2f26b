from django.contrib import admin

from reports.models import ReportRun


@admin.register(ReportRun)
class ReportRunAdmin(admin.ModelAdmin):
    """To see what the workers do; runs are ordered and retried on the page."""

    list_display = [
        "actor",
        "year",
        "decision",
        "version",
        "state",
        "progress",
        "attempts",
        "error",
    ]
    list_filter = ["state", "year"]
    list_select_related = ["actor", "decision"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
