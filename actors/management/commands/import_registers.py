from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from actors.registers import RegisterError, import_registers
from portal.history import told_of


class Command(BaseCommand):
    help = "Import the 21 counties, 21 regions and 290 kommuner with their population."

    def add_arguments(self, parser):
        parser.add_argument(
            "--folder",
            type=Path,
            default=settings.BASE_DIR / "portal" / "seed" / "registers",
            help="a folder with lan.csv and kommuner.csv",
        )

    @told_of(why="registren lästes in")
    def handle(self, folder, **options):
        try:
            result = import_registers(folder)
        except (RegisterError, OSError) as error:
            raise CommandError(str(error)) from error
        for kind, counts in result.counts.items():
            parts = ", ".join(f"{counts[name]} {name}" for name in ("new", "changed", "unchanged"))
            self.stdout.write(f"{kind}: {parts}")
