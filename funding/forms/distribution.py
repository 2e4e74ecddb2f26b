"""Forms for distributing by a key, and for setting aside to a county's joint pot."""

import re

import django_filters
from django import forms
from django.db.models import Q
from django.utils import timezone

from actors.models import REGIONAL, Actor, County, Role
from funding.forms.agreements import day
from funding.models import Agreement, Component, Decision, DistributionKey, Frame, Stream
from portal.swedish import kr

PERCENT = re.compile(r"([0-9]{1,3})(?:[.,]([0-9]{1,2}))?\s*(?:%|procent)?", re.IGNORECASE)

NO_LONGER = "En av delarna är redan fördelad eller finns inte kvar. Välj om."


class ComponentChoices(forms.ModelMultipleChoiceField):
    def label_from_instance(self, component):
        return f"{component} ({component.get_stream_display()}, {kr(component.total)})"


class DistributeForm(forms.Form):
    """By which key one or several components of an agreement are distributed. Lives in the URL."""

    nyckel = forms.ModelChoiceField(
        label="Nyckel",
        queryset=DistributionKey.objects.all(),
        empty_label="Välj en nyckel",
        error_messages={"required": "Välj en nyckel."},
    )
    delar = ComponentChoices(
        label="Delar som fördelas samtidigt",
        queryset=Component.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Välj minst en del.",
            "invalid_choice": NO_LONGER,
            "invalid_pk_value": NO_LONGER,
        },
    )
    dag = forms.DateField(
        label="Datum", widget=day(), error_messages={"required": "Skriv vilken dag det gäller."}
    )

    def __init__(self, data, *, component):
        initial = {"delar": [component.pk], "dag": timezone.localdate()}
        super().__init__(data, initial=initial)
        self.fields["delar"].queryset = (
            Component.objects.filter(
                Q(pk=component.pk) | Q(account__balance__gt=0, account__closed_at=None, parts=None),
                agreement=component.agreement_id,
            )
            .exclude(stream=Stream.SKR)
            .select_related("account", "agreement")
            .with_total()
            .order_by("pk")
        )


class Hundredths(forms.CharField):
    """A percentage as people write it, "4" or "2,5", read as hundredths of a percent."""

    def __init__(self, **kwargs):
        super().__init__(widget=forms.TextInput({"inputmode": "decimal", "size": 6}), **kwargs)

    def clean(self, value):
        text = super().clean(value)
        found = PERCENT.fullmatch(text)
        if not found:
            raise forms.ValidationError(
                "Skriv andelen i procent med högst två decimaler, till exempel 4 eller 2,5."
            )
        whole, parts = found.groups()
        hundredths = int(whole) * 100 + int((parts or "").ljust(2, "0"))
        if not 0 < hundredths <= 10_000:
            raise forms.ValidationError("Andelen ska vara mer än 0 och högst 100 procent.")
        return hundredths


class TopSliceForm(forms.Form):
    """How much of the members' own frames is set aside, to which joint pot, by which decision."""

    source = forms.TypedChoiceField(
        label="Ur vilken del har medlemmarna pengarna?",
        error_messages={"required": "Välj vilken del det tas ur."},
    )
    hundredths = Hundredths(
        label="Hur många procent?",
        help_text="Av det som är kvar hos var och en, till exempel 4 eller 2,5. Avrundas nedåt.",
        error_messages={"required": "Skriv hur många procent."},
    )
    component = forms.TypedChoiceField(
        label="Till vilken gemensam pott?",
        error_messages={"required": "Välj vilken pott det går till."},
    )
    decision = forms.ModelChoiceField(
        label="Enligt vilket beslut?",
        queryset=Decision.objects.none(),
        empty_label="Välj ett beslut",
        help_text="Bara beslut där avsättningen står i ord, som en punkt av slaget Annat. Alla som "
        "det tas ifrån ska ha ställt sig bakom det.",
        error_messages={"required": "Välj vilket beslut det sker enligt."},
    )
    on = forms.DateField(
        label="Datum", widget=day(), error_messages={"required": "Skriv vilken dag det gäller."}
    )

    def __init__(self, data, *, county, user):
        super().__init__(data, initial={"on": timezone.localdate()})
        own = Frame.objects.filter(county=county, actor__isnull=False, account__balance__gt=0)
        sources = Component.objects.filter(frames__in=own).distinct().select_related("agreement")
        self.sources = {str(component.pk): component for component in sources}
        joint = Component.objects.filter(
            agreement__in={component.agreement_id for component in self.sources.values()},
            stream__in=[Stream.LANSGEMENSAM, Stream.MIXED],
        ).select_related("agreement")
        for name, parts in [
            ("source", self.sources),
            ("component", {str(component.pk): component for component in joint}),
        ]:
            self.fields[name].choices = [
                ("", "Välj en del"),
                *((pk, f"{part} ({part.agreement})") for pk, part in parts.items()),
            ]
            self.fields[name].coerce = parts.get
        decisions = Decision.objects.visible_to(user).filter(county=county)
        self.fields["decision"].queryset = decisions & Decision.objects.in_words()

    def clean(self):
        data = super().clean()
        source, component = data.get("source"), data.get("component")
        if source and component and source.agreement_id != component.agreement_id:
            self.add_error("component", "Välj en pott i samma överenskommelse som medlen tas ur.")
        return data


def counties_moved_by(user):
    """Counties in which the person is officer of the region or a county body."""
    held = [number for number, roles in user.reach.roles.items() if Role.OFFICER in roles]
    bodies = Actor.objects.active().filter(pk__in=held, kind__in=REGIONAL)
    return County.objects.filter(actors__in=bodies).distinct()


class FrameFilter(django_filters.FilterSet):
    """What each has: by agreement, component, county and name."""

    overenskommelse = django_filters.ModelChoiceFilter(
        label="Överenskommelse",
        field_name="component__agreement",
        queryset=Agreement.objects.all(),
        empty_label="Alla överenskommelser",
    )
    bidragsdel = django_filters.ModelChoiceFilter(
        label="Bidragsdel",
        field_name="component",
        queryset=Component.objects.exclude(frames=None),
        empty_label="Alla delar",
    )
    lan = django_filters.ModelChoiceFilter(
        label="Län",
        field_name="county",
        queryset=County.objects.all(),
        to_field_name="code",
        empty_label="Alla län",
    )
    sok = django_filters.CharFilter(label="Kommun eller region", field_name="actor__name")
    aktor = django_filters.NumberFilter(field_name="actor", widget=forms.HiddenInput)

    class Meta:
        model = Frame
        fields = []

    def __init__(self, data, *, queryset, user):
        super().__init__(data, queryset=queryset)
        self.filters["sok"].lookup_expr = "icontains"
        if not user.reach.is_national:
            self.filters["lan"].field.queryset = County.objects.filter(pk__in=user.reach.counties)
        if str(data.get("overenskommelse", "")).isdecimal():
            only = self.filters["bidragsdel"].field
            only.queryset = only.queryset.filter(agreement=int(data["overenskommelse"][:18]))
