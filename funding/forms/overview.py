from django import forms

from actors.models import County
from funding.models import Agreement


class OverviewForm(forms.Form):
    """Which county and agreement the overview shows; it lives in the URL."""

    lan = forms.ModelChoiceField(
        label="Län",
        queryset=County.objects.none(),
        to_field_name="code",
        required=False,
        empty_label=None,
    )
    overenskommelse = forms.ModelChoiceField(
        label="Överenskommelse",
        queryset=Agreement.objects.none(),
        required=False,
        empty_label=None,
    )

    def __init__(self, data, *, counties, acting):
        super().__init__(data)
        self.acting = acting
        self.fields["lan"].queryset = counties
        self.fields["overenskommelse"].queryset = Agreement.objects.filter(
            components__frames__county__in=counties
        ).distinct()

    @property
    def is_a_choice(self):
        """Whether there is more than one thing to choose."""
        return any(field.queryset.count() > 1 for field in self.fields.values())

    def chosen(self):
        """The county and the agreement to show: what was asked for, else the nearest; or None."""
        self.is_valid()
        counties = self.fields["lan"].queryset
        own = counties.filter(actors=self.acting).first() if self.acting else None
        county = self.cleaned_data.get("lan") or own or counties.first()
        agreements = self.fields["overenskommelse"].queryset.filter(
            components__frames__county=county
        )
        asked = self.cleaned_data.get("overenskommelse")
        agreement = asked if asked in agreements else agreements.first()
        self.initial = {"lan": county and county.code, "overenskommelse": agreement}
        return county, agreement
