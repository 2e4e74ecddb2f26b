"""What the demo's coordinators miss in the method library."""

from initiatives.actions import methods as library
from initiatives.models import Method, MethodSuggestion
from portal.seed.people import actor


def suggestions(people):
    """What two coordinators miss in the method library; one is answered, the other waits."""
    waiting = MethodSuggestion(
        name="Öppen föräldragrupp på nätet",
        main_b="BYGG",
        text="Byarna ligger långt isär. Vi vill veta vilka som har provat, och vad det gav.",
    )
    library.suggest_method(
        waiting, actor=actor("Storumans kommun"), by=people["samordnare@storuman.example"]
    )
    answered = library.suggest_method(
        MethodSuggestion(name="Samordnad individuell plan", text="Det är vårt viktigaste verktyg."),
        actor=actor("Umeå kommun"),
        by=people["samordnare@umea.example"],
    )
    library.answer_suggestion(
        answered,
        method=Method.objects.get(aliases__contains=["SIP"]),
        answer="Den finns nu i metodbanken, som ett verktyg. B-märkningen är vårt antagande.",
        by=people["admin@portal.example"],
    )
