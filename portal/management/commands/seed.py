from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from actors.models import User
from actors.registers import import_registers
from initiatives.vocabulary import import_vocabulary
from portal import fence
from portal.seed.people import ACCOUNTS, seed_people
from portal.seed.register import seed_register
from portal.seed.stockholm import seed_stockholm
from portal.seed.talk import seed_talk
from portal.seed.vasterbotten import seed_vasterbotten

REGISTERS = settings.BASE_DIR / "portal" / "seed" / "registers"


class Command(BaseCommand):
    help = "Fill an empty database with the demo: Västerbotten 2024 and Stockholms län 2021–2022."

    def handle(self, **options):
        if not (settings.DEMO or settings.DEBUG):
            raise CommandError(
                "The demo has accounts with a known password. It is refused unless DEMO=true "
                "or DEBUG=true, and production has neither."
            )
        if User.objects.filter(email=ACCOUNTS[0][0]).exists():
            self.stdout.write("The demo is there already; nothing was changed.")
            return
        with fence.everything():
            import_registers(REGISTERS)
            import_vocabulary(REGISTERS)
            people = seed_people()
            seed_vasterbotten(people)
            seed_stockholm(people)
            seed_register(people)
            seed_talk(people)
        self.stdout.write(self.style.SUCCESS("The demo is in place."))
