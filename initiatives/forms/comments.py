"""What somebody says about an activity, and whom they mention."""

import re

from django import forms
from django.db.models import Prefetch

from actors.models import Membership
from initiatives.forms.fields import NO_PERSONS
from initiatives.forms.guard import GuardedText
from initiatives.models import Comment
from initiatives.models.talk import readers_of
from portal.forms import PortalModelForm

# @ and a name: a word, and those after it that begin with a capital; never an e-mail address.
NAMED = re.compile(r"(?<![\w.@])@(\w[\w-]*(?: [A-ZÅÄÖ][\w-]*){0,3})")


class Colleagues(forms.ModelMultipleChoiceField):
    def label_from_instance(self, user):
        actors = dict.fromkeys(str(held.actor) for held in user.held_here)
        return f"{user} ({', '.join(actors)})" if actors else str(user)


class CommentForm(GuardedText, PortalModelForm):
    mentions = Colleagues(
        label="Nämn",
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="De får se det på sin startsida. Du kan också skriva @ och hela namnet i texten.",
        error_messages={"invalid_choice": "En av dem kan inte läsa aktiviteten. Välj en annan."},
    )

    class Meta:
        model = Comment
        fields = ["text"]
        widgets = {"text": forms.Textarea({"rows": 3})}
        labels = {"text": "Kommentar"}
        help_texts = {"text": f"De som deltar i aktiviteten ser det du skriver. {NO_PERSONS}"}
        error_messages = {
            "text": {
                "required": "Skriv vad du vill säga.",
                "max_length": "Kommentaren är för lång. Skriv högst 2 000 tecken.",
            }
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        activity = self.instance.activity
        here = Membership.objects.current().filter(actor__in=activity.taking_part())
        self.fields["mentions"].queryset = (
            readers_of(activity)
            .exclude(pk=user.pk)
            .prefetch_related(
                Prefetch("memberships", here.select_related("actor"), to_attr="held_here")
            )
        )
        if not self.fields["mentions"].queryset.exists():
            del self.fields["mentions"]

    def clean(self):
        """Whoever stands in the text as @ and a name is mentioned too."""
        data = super().clean()
        text = " ".join(data.get("text", "").split())
        if "mentions" in data and "@" in text:
            chosen = list(data["mentions"])
            for colleague in self.fields["mentions"].queryset:
                name = re.compile(re.escape(f"@{' '.join(colleague.name.split())}"), re.IGNORECASE)
                if name.search(text) and colleague not in chosen:
                    chosen.append(colleague)
                text = name.sub("", text)
            data["mentions"] = chosen
        self.not_mentioned = list(dict.fromkeys(NAMED.findall(text)))
        return data
