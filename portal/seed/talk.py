"""What is said in the demo, and a file beside an activity. All of it is invented."""

from initiatives import file_types
from initiatives.actions import attachments, comments
from initiatives.models import Activity
from portal.seed.people import actor

CHECKLIST = """Inför utbildningskvällen (påhittat exempel)

1. Boka lokal och fika.
2. Skicka inbjudan till föreningarna tre veckor före.
3. Bestäm vem som tar emot den som behöver prata efteråt.
4. Ta med listan över var man får hjälp: 112, 90101, 1177 och Bris 116 111.
5. Logga kvällen i portalen när den är slut.
"""


def seed_talk(people):
    """Two comments, one of which mentions Storuman's coordinator, and a checklist."""
    evening = Activity.objects.get(title="Våga fråga: kvällsutbildning för föreningslivet")
    alva = people["samordnare@storuman.example"]
    attachments.attach(
        file_types.read("Checklista inför kvällen.txt", CHECKLIST.encode()),
        activity=evening,
        by=alva,
    )
    comments.comment_on(
        evening,
        text="Tack för en fin kväll i Tärnaby. Kyrkan vill gärna stå värd nästa gång.",
        actor=actor("Storumans kommun"),
        by=alva,
    )
    asked = comments.comment_on(
        evening,
        text="Kan vi få använda er checklista i fler kommuner?",
        actor=actor("Region Västerbotten"),
        by=people["handlaggare@regionvasterbotten.example"],
    )
    asked.mentions.add(alva)  # without a letter, which nobody awaits when the demo starts
