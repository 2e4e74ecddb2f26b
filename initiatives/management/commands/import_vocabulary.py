from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from initiatives.vocabulary import import_vocabulary
from portal.history import told_of


class Command(BaseCommand):
    help = "Import the categories, terms and methods that activities are described with."

    def add_arguments(self, parser):
        parser.add_argument(
            "--folder",
            type=Path,
            default=settings.BASE_DIR / "portal" / "seed" / "registers",
            help="a folder with sorteringsord.csv and metoder.csv",
        )

    @told_of(why="ordlistorna lästes in")
    def handle(self, folder, **options):
        try:
            counts = import_vocabulary(folder)
        except (OSError, KeyError) as error:
            raise CommandError(f"The lists cannot be read: {error}") from error
        for kind, count in counts.items():
            self.stdout.write(f"{kind}: {count['new']} new, {count['unchanged']} unchanged")
