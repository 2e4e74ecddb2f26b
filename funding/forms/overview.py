from django import forms
from django.db.models import Exists, OuterRef

from actors.models import Actor, County
from funding.forms.agreement_choice import agreement_choices, nearest
from funding.models import Agreement


class OverviewForm(forms.Form):
    """Which county and agreement the overview shows; it lives in the URL."""

    lan = forms.ChoiceField(label="Län", required=False)
    overenskommelse = forms.ChoiceField(label="Överenskommelse", required=False)

    def __init__(self, data, *, frames, acting):
        super().__init__()
        links = Actor.counties.through.objects.filter(county=OuterRef("pk"), actor=acting)
        counties = County.objects.filter(pk__in=frames.values("county"))
        self.counties = list(counties.annotate(is_own=Exists(links)))
        self.county = self._county(data.get("lan"))
        seen = frames.filter(county=self.county).values("component__agreement")
        self.agreements = list(Agreement.objects.filter(pk__in=seen)) if self.county else []
        self.agreement = self._agreement(data.get("overenskommelse"))
        self.fields["lan"].choices = [(one.code, one.name) for one in self.counties]
        self.fields["overenskommelse"].choices = agreement_choices(self.agreements)
        self.initial = {
            "lan": self.county and self.county.code,
            "overenskommelse": self.agreement and self.agreement.pk,
        }

    @property
    def is_a_choice(self):
        """Whether there is more than one thing to choose."""
        return len(self.counties) > 1 or len(self.agreements) > 1

    def _county(self, code):
        """The county that was asked for, else one's own, else the first; or None."""
        asked = [one for one in self.counties if one.code == code]
        own = [one for one in self.counties if one.is_own]
        return next(iter(asked + own + self.counties), None)

    def _agreement(self, number):
        """The agreement that was asked for, else the one of this year; or None."""
        asked = [one for one in self.agreements if str(one.pk) == number]
        return asked[0] if asked else nearest(self.agreements)
