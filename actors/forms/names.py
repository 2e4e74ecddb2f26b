"""Fields in which one writes the names of actors instead of choosing among thousands."""

from django import forms

from actors.models import Actor

MOST = 100


def find_actor(name):
    """The one active actor that goes by the name. Raises ValidationError with what to do."""
    found = list(Actor.objects.called(name))
    exact = [actor for actor in found if actor.name.casefold() == name.casefold()]
    active = [actor for actor in exact or found if actor.is_active()]
    if len(active) == 1:
        return active[0]
    if active:
        names = " och ".join(actor.name for actor in active[:2])
        raise forms.ValidationError(f"”{name}” kan vara {names}. Skriv hela namnet.")
    if found:
        raise forms.ValidationError(f"{found[0]} har upphört. Välj en aktör som finns i dag.")
    raise forms.ValidationError(
        f"Ingen aktör heter ”{name}”. Skriv namnet som det står i registret."
    )


def find_actors(names, *, kept):
    """(name → Actor, sentences about the names that say nobody), so that all are told at once.

    `kept`: name → Actor of those that stand there already and may stay.
    """
    actors, faults = {}, []
    for name in dict.fromkeys(names):
        try:
            actors[name] = kept.get(name) or find_actor(name)
        except forms.ValidationError as error:
            faults += error.messages
    return actors, faults


class ActorNameField(forms.CharField):
    """One actor, written by name, short name or alias. What stands there already may stay."""

    def __init__(self, **options):
        super().__init__(max_length=200, **{"required": False} | options)
        self.kept = None

    def prepare_value(self, value):
        if isinstance(value, int):
            value = Actor.objects.filter(pk=value).first()
        return str(value or "")

    def clean(self, value):
        name = super().clean(value)
        if not name:
            return None
        if self.kept and name == self.kept.name:
            return self.kept
        return find_actor(name)

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)


class ActorNamesField(forms.CharField):
    """Several actors, one name a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, **options):
        super().__init__(max_length=20_000, required=False, **options)
        self.kept = []

    def prepare_value(self, value):
        if isinstance(value, str) or value is None:
            return value
        return "\n".join(str(actor) for actor in value)

    def clean(self, value):
        kept = {actor.name: actor for actor in self.kept}
        actors, faults = find_actors(lines(super().clean(value), MOST), kept=kept)
        if faults:
            raise forms.ValidationError(faults)
        return list(dict.fromkeys(actors.values()))

    def has_changed(self, initial, data):
        return set(lines(self.prepare_value(initial) or "")) != set(lines(data or ""))


class OwnerField(forms.ModelChoiceField):
    """Finds what was chosen among the actors that were read once for all the points."""

    known = {}  # number as text → Actor

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if str(value) not in self.known:
            raise forms.ValidationError(self.error_messages["invalid_choice"])
        return self.known[str(value)]


def lines(text, most=None):
    """The lines that hold something, without the space around them."""
    found = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    if most and len(found) > most:
        raise forms.ValidationError(f"Skriv högst {most} rader.")
    return found
