from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.seed.people import ACCOUNTS, PASSWORD


class Command(BaseCommand):
    help = "Print the demo accounts and their password."

    def handle(self, **options):
        if not (settings.DEMO or settings.DEBUG):
            raise CommandError("This is not a demo: demo accounts cannot sign in here.")
        width = max(len(address) for address, *_ in ACCOUNTS)
        self.stdout.write(f"Password for all of them: {PASSWORD}")
        for address, _, works_for, role in ACCOUNTS:
            who = f"{role.label}, {works_for}" if works_for else "Portaladministratör"
            self.stdout.write(f"  {address:<{width}}  {who}")
