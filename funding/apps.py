from django.apps import AppConfig


class FundingConfig(AppConfig):
    """With which money: agreements, pots, decisions and the ledger that PostgreSQL guards."""

    name = "funding"
    verbose_name = "Medel"
