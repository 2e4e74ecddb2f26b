"""Forms for a group's meetings and what they agreed."""

from django import forms
from django.db.models import Q

from actors.forms.register import DAY, day_input
from actors.models import Actor, FollowUp, Meeting
from portal.forms import PortalModelForm

NO_PERSONS = "Skriv inget som pekar ut en enskild person."


class MeetingForm(PortalModelForm):
    class Meta:
        model = Meeting
        fields = ["on", "theme", "present", "notes", "decisions"]
        widgets = {
            "on": day_input(),
            "present": forms.CheckboxSelectMultiple,
            "notes": forms.Textarea({"rows": 5}),
            "decisions": forms.Textarea({"rows": 4}),
        }
        labels = {"on": "Vilken dag?", "present": "Vilka var med?"}
        help_texts = {
            "on": "Ett kommande möte går bra. Fyll på med resten när ni har träffats.",
            "notes": NO_PERSONS,
        }
        error_messages = {
            "on": {"required": "Skriv vilken dag mötet är.", **DAY},
            "present": {
                "invalid_choice": "En av aktörerna är inte med i gruppen. Ta bort krysset."
            },
        }

    def __init__(self, *args, group, **kwargs):
        super().__init__(*args, **kwargs)
        offered = around(group).active()
        if self.instance.pk:
            offered |= self.instance.present.all()
        self.fields["present"].queryset = offered.distinct()


class FollowUpForm(PortalModelForm):
    class Meta:
        model = FollowUp
        fields = ["text", "owner", "due_on"]
        widgets = {"due_on": day_input()}
        labels = {"text": "Vad ska göras?", "owner": "Ansvarig", "due_on": "Senast"}
        error_messages = {
            "text": {"required": "Skriv vad som ska göras."},
            "owner": {
                "required": "Välj vem som ansvarar.",
                "invalid_choice": "Aktören är inte med i gruppen. Välj en annan.",
            },
            "due_on": {"required": "Skriv när det ska vara klart.", **DAY},
        }

    def __init__(self, *args, owners, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = owners
        # Read once for all the rows of the page.
        self.fields["owner"].choices = choices


FollowUps = forms.inlineformset_factory(
    Meeting, FollowUp, form=FollowUpForm, extra=2, max_num=30, validate_max=True, can_delete=True
)


def around(group):
    """The actors that may take part in a meeting: members, commissioner, leader's employer."""
    return Actor.objects.filter(
        Q(pk__in=group.seats.values("actor"))
        | Q(pk__in=[group.commissioner_id, group.leader_employer_id])
    )


def meeting_forms(data, *, group, meeting):
    """A meeting's form and the formset of its follow-up points."""
    owners = around(group).active()
    if meeting.pk:
        owners |= Actor.objects.filter(follow_ups__meeting=meeting)
    owners = owners.distinct()
    choices = [("", "Välj aktör"), *((actor.pk, str(actor)) for actor in owners)]
    form = MeetingForm(data, instance=meeting, group=group)
    options = {"owners": owners, "choices": choices}
    points = FollowUps(data, instance=meeting, prefix="punkt", form_kwargs=options)
    for point in points:
        point.fields["DELETE"].label = "Ta bort punkten"
    return form, points
