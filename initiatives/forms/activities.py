"""What an activity is. Fields that are seldom needed are folded away on the page."""

import unicodedata

from django import forms
from django.db.models import Q
from django.utils import timezone

from actors.access import MAY, Act
from actors.models import Actor
from initiatives.discretion import DEFAULT_HELP, default_visibility
from initiatives.forms.fields import NO_PERSONS, DateInput
from initiatives.models import B4, Activity, Plan, Taxonomy, Term
from portal.forms import PortalModelForm


class ActivityForm(PortalModelForm):
    """What an activity is. `actor` is the actor that the person acts for."""

    main_b = forms.ChoiceField(
        label="Huvudsakligt B",
        choices=B4.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Välj det B som aktiviteten främst hör till."},
    )
    further_b = forms.MultipleChoiceField(
        label="Fler B", choices=B4.choices, widget=forms.CheckboxSelectMultiple, required=False
    )

    class Meta:
        model = Activity
        fields = [
            "title",
            "main_b",
            "further_b",
            "methods",
            "terms",
            "lead",
            "partners",
            "plan",
            "status",
            "starts_on",
            "ends_on",
            "visibility",
        ]
        widgets = {
            "methods": forms.CheckboxSelectMultiple,
            "terms": forms.CheckboxSelectMultiple,
            "partners": forms.CheckboxSelectMultiple,
            "status": forms.RadioSelect,
            "visibility": forms.RadioSelect,
            "starts_on": DateInput(),
            "ends_on": DateInput(),
        }
        labels = {"title": "Vad handlade det om?"}
        help_texts = {
            "title": f"En kort rubrik, till exempel ”Utbildning i Våga fråga”. {NO_PERSONS}",
            "visibility": "Ett utkast ser bara den som skrev det och godkännaren, "
            "vad du än väljer här.",
        }
        error_messages = {
            "title": {"required": "Skriv vad aktiviteten handlade om."},
            "lead": {"required": "Välj vilken aktör som är ansvarig."},
            "partners": {
                "invalid_choice": "En av aktörerna har upphört eller finns inte i ditt län. "
                "Välj en annan."
            },
            "starts_on": {
                "required": "Skriv vilken dag aktiviteten började.",
                "invalid": "Skriv datumet som år-månad-dag, till exempel 2024-03-14.",
            },
            "ends_on": {"invalid": "Skriv datumet som år-månad-dag, till exempel 2024-03-14."},
        }

    def __init__(self, *args, user, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.actor = user, actor
        mine = [a for a, roles in user.reach.roles.items() if roles & MAY[Act.LOG_ACTIVITY]]
        near = Actor.objects.active().filter(Q(counties__in=user.reach.counties) | Q(counties=None))
        offered = Q(pk__in=near.values("pk"))
        if self.instance.pk:
            # Whoever is in stays on offer: what a page does not show, it would take away.
            offered |= Q(pk__in=self.instance.partners.values("pk"))
        self.fields["lead"].queryset = Actor.objects.filter(pk__in=mine)
        self.fields["lead"].empty_label = None
        self.fields["lead"].initial = actor
        # With several actors to lead, any of them may take part when another one leads.
        self.fields["partners"].queryset = Actor.objects.filter(offered).exclude(
            pk__in=[actor.pk] if len(mine) == 1 else []
        )
        self.fields["terms"].queryset = Term.objects.of(Taxonomy.TARGET_GROUP).in_use()
        self.fields["terms"].label = "Målgrupper"
        self.fields["plan"].queryset = Plan.objects.visible_to(user).filter(
            owner__in=user.reach.actors
        )
        self.fields["plan"].empty_label = "Ingen plan"
        if not self.instance.pk:
            self._offer_no_choice_of_visibility()
        if self._plan_is_hidden():
            del self.fields["plan"]  # a colleague's draft stays: what is not shown is not changed
        elif not self.instance.pk:
            self.fields["plan"].initial = (
                Plan.objects.for_actor(actor).in_force(timezone.localdate().year).first()
            )

    def _offer_no_choice_of_visibility(self):
        """Let a new activity follow its B when nobody chooses who sees it."""
        field = self.fields["visibility"]
        field.required, field.help_text = False, f"{field.help_text} {DEFAULT_HELP}"
        self.initial["visibility"] = None

    def clean_visibility(self):
        return self.cleaned_data["visibility"] or default_visibility(
            self.cleaned_data.get("main_b")
        )

    def clean_title(self):
        """One line with single spaces, whatever was pasted."""
        visible = (c for c in self.cleaned_data["title"] if unicodedata.category(c) != "Cf")
        return " ".join("".join(visible).split())

    def _plan_is_hidden(self):
        kept, offered = self.instance.plan_id, self.fields["plan"].queryset
        return kept is not None and not offered.filter(pk=kept).exists()

    def clean(self):
        data = super().clean()
        if data.get("main_b") in data.get("further_b", []):
            self.add_error(
                "further_b", "Det huvudsakliga B:t räknas redan. Ta bort krysset för det här."
            )
        if data.get("lead") and data["lead"] in data.get("partners", []):
            self.add_error(
                "partners",
                f"{data['lead']} är redan ansvarig aktör. Ta bort krysset för den här.",
            )
        return data
