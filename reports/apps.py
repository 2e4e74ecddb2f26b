from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """What came of it: home, the yearly follow-up, its figures and its PDF."""

    name = "reports"
    verbose_name = "Rapporter"
