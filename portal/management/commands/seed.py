from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from actors.models import User
from actors.registers import import_registers
from initiatives.vocabulary import import_vocabulary
from portal import fence
from portal.seed.agreements import seed_agreements
from portal.seed.money import seed_rules
from portal.seed.people import ACCOUNTS, seed_people
from portal.seed.register import seed_register
from portal.seed.stockholm import seed_money_of_2022, seed_stockholm
from portal.seed.talk import seed_talk
from portal.seed.this_year import seed_this_year
from portal.seed.vasterbotten import seed_money_of_2024, seed_vasterbotten

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
            _, linked = seed_vasterbotten(people)
            support, joint = seed_stockholm(people)
            seed_register(people)
            _money(people, linked, support, joint)
            seed_talk(people)
        self.stdout.write(self.style.SUCCESS("The demo is in place."))


def _money(people, linked, support, joint):
    """Every krona by the actions that the pages use; no balance is written."""
    by = people["handlaggare@skr.example"]
    suicide_2022, parts_of_2024 = seed_agreements(by)
    seed_rules()
    seed_money_of_2024(parts_of_2024, people, linked)
    seed_money_of_2022(suicide_2022, people, support, joint)
    seed_this_year(people, linked)
