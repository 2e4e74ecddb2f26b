"""What an activity is. Fields that are seldom needed are folded away on the page."""

import unicodedata

from django import forms
from django.db.models import Q
from django.utils import timezone

from actors.access import MAY, Act
from actors.models import Actor, Membership, User
from initiatives.discretion import DEFAULT_HELP, default_visibility
from initiatives.forms import words
from initiatives.forms.fields import NO_PERSONS, DateInput
from initiatives.forms.guard import GuardedText
from initiatives.forms.place_in_plan import key_of, places, plans_on_offer
from initiatives.models import B4, Activity, Method, Plan, Visibility
from initiatives.models.activity_rules import RULES
from initiatives.models.vocabulary import EARLIEST
from portal.forms import LockedModelForm

Status = Activity.Status
TOLD_AT = {  # the rules of the row that concern one field
    "activity_stopped_has_reason": "status_reason",
    "activity_starts_in_our_time": "starts_on",
    "activity_ended_has_end": "ends_on",
    "activity_dates_in_order": "ends_on",
}
DATE = "Skriv datumet som år-månad-dag, till exempel 2024-03-14."


class ActivityForm(GuardedText, LockedModelForm):
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
    plan = forms.ChoiceField(
        label="Plan, mål och åtgärd",
        required=False,
        error_messages={"invalid_choice": "Planen eller målet går inte längre att välja."},
    )
    also_saved = ("goal", "measure")

    class Meta:
        model = Activity
        fields = [
            "title",
            "main_b",
            "further_b",
            "methods",
            "categories",
            "terms",
            "lead",
            "partners",
            "responsible_function",
            "plan",
            "status",
            "status_reason",
            "starts_on",
            "ends_on",
            "need",
            "place",
            "own_effort",
            "is_sensitive",
            "visibility",
            "named",
        ]
        widgets = {
            "methods": forms.CheckboxSelectMultiple,
            "categories": forms.CheckboxSelectMultiple,
            "terms": forms.CheckboxSelectMultiple,
            "partners": forms.CheckboxSelectMultiple,
            "status": forms.RadioSelect,
            "visibility": forms.RadioSelect,
            "named": forms.CheckboxSelectMultiple,
            "need": forms.Textarea({"rows": 3}),
            "starts_on": DateInput(),
            "ends_on": DateInput(),
        }
        labels = {
            "title": "Vad handlar det om?",
            "need": "Vilket behov svarar den mot?",
            "place": "Var finns behovet?",
            "status_reason": "Varför är den pausad eller avbruten?",
            "is_sensitive": "Aktiviteten nämner en plats eller ett medel",
        }
        help_texts = {
            "title": f"En kort rubrik, till exempel ”Utbildning i Våga fråga”. {NO_PERSONS}",
            "visibility": "Ett utkast ser bara den som skrev det och godkännaren, "
            "vad du än väljer här.",
            "responsible_function": "En roll eller en enhet, till exempel ”elevhälsan”.",
            "is_sensitive": "Då visas den bara för dem som deltar eller för namngivna personer, "
            "och aldrig i länets eller landets rapporter.",
            "named": "Gäller bara när den är synlig för namngivna personer. Här står de som har "
            "konto hos aktörerna som deltar. Har du just lagt till en aktör? Spara först.",
            "own_effort": "Arbetstid, lokaler eller pengar som ni själva står för.",
        }
        error_messages = {
            "title": {"required": "Skriv vad aktiviteten handlade om."},
            "lead": {"required": "Välj vilken aktör som är ansvarig."},
            "partners": {
                "invalid_choice": "En av aktörerna har upphört eller finns inte i ditt län. "
                "Välj en annan."
            },
            "named": {
                "invalid_choice": "En av personerna har inte längre något konto hos dem som "
                "deltar. Välj en annan."
            },
            "starts_on": {
                "required": "Skriv vilken dag aktiviteten började.",
                "invalid": DATE,
            },
            "ends_on": {"invalid": DATE},
        }

    def __init__(self, *args, user, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.actor = user, actor
        self.fields["terms"].queryset = words.words_on_offer(self.instance)
        self.fields["categories"].queryset = words.categories_on_offer()
        self.fields["methods"].queryset = self._with_kept(
            Method.objects.filter(is_active=True), "methods"
        )
        self._offer_actors()
        self._offer_people()
        self._offer_plans()
        if not self.instance.pk:
            self._offer_no_choice_of_visibility()

    def _with_kept(self, offered, name):
        """Whatever is in stays on offer: what a page does not show, it would take away."""
        found = Q(pk__in=offered.values("pk"))
        if self.instance.pk:
            found |= Q(pk__in=getattr(self.instance, name).values("pk"))
        return offered.model.objects.filter(found)

    def _offer_actors(self):
        reach = self.user.reach
        mine = [actor for actor, roles in reach.roles.items() if roles & MAY[Act.LOG_ACTIVITY]]
        near = Actor.objects.active().filter(Q(counties__in=reach.counties) | Q(counties=None))
        self.fields["lead"].queryset = Actor.objects.filter(pk__in=mine)
        self.fields["lead"].empty_label = None
        self.fields["lead"].initial = self.actor
        # With several actors to lead, any of them may take part when another one leads.
        self.fields["partners"].queryset = self._with_kept(near, "partners").exclude(
            pk__in=[self.actor.pk] if len(mine) == 1 else []
        )

    def _offer_people(self):
        """Accounts of those who take part, also of those who are just being chosen."""
        actors = {self.actor.pk}
        if self.instance.pk:
            actors |= self.instance.taking_part()
        if self.is_bound:
            typed = [self._typed("lead"), *(self._typed("partners") or [])]
            actors |= {int(one) for one in map(str, typed) if one.isdecimal() and len(one) < 19}
        held = Membership.objects.current().filter(actor__in=actors).values("user")
        people = User.objects.filter(is_active=True, pk__in=held).exclude(pk=self.user.pk)
        self.fields["named"].queryset = people.order_by("name", "pk")

    def _offer_plans(self):
        offered = list(plans_on_offer(self.user, self.instance))
        kept = self.instance.plan_id
        if kept and not any(plan.pk == kept for plan in offered):
            del self.fields["plan"]  # a colleague's draft stays: what is not shown is not changed
            return
        self.fields["plan"].choices, self._places = places(offered)
        if kept:
            self.initial["plan"] = self._as_place(self.instance)
        elif isinstance(self.initial.get("plan"), Plan):
            self.initial["plan"] = self.initial["plan"].pk
        elif not self.instance.pk:
            year = timezone.localdate().year
            own = Plan.objects.for_actor(self.actor).in_force(year).values_list("pk", flat=True)
            self.fields["plan"].initial = own.first()

    @staticmethod
    def _as_place(activity):
        return key_of(activity.plan_id, activity.goal_id, activity.measure_id)

    def _as_saved(self, saved):
        return super()._as_saved(saved) | {"plan": self._as_place(saved)}

    def word_groups(self):
        return words.word_groups(self["terms"])

    def category_group(self):
        return words.category_group(self["categories"])

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

    def clean_plan(self):
        nowhere = (None, None, None)
        plan, *inside = self._places.get(self.cleaned_data["plan"], nowhere)
        self.instance.goal, self.instance.measure = inside
        return plan

    def clean_categories(self):
        chosen = self.cleaned_data["categories"]
        if len({category.first_year for category in chosen}) < len(chosen):
            raise forms.ValidationError(
                "En aktivitet har högst en kategori i varje överenskommelse. Välj en av dem."
            )
        return chosen

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
        if "categories" in data:
            strays = [
                f"Inriktningen ”{stray}” hör till kategori {stray.category}. Välj den "
                "kategorin, eller ta bort inriktningen."
                for stray in words.without_category(data.get("terms", []), data["categories"])
            ]
            if strays:
                self.add_error("categories", strays)
        self._check_state(data)
        self._settle_named(data)
        return data

    def _check_state(self, data):
        """Say at its field what the state asks for, and what is wrong with the days."""
        status, starts, ends = (data.get(name) for name in ("status", "starts_on", "ends_on"))
        broken = {
            "activity_stopped_has_reason": status in (Status.PAUSED, Status.CANCELLED)
            and not data.get("status_reason"),
            "activity_starts_in_our_time": starts and starts < EARLIEST,
            "activity_ended_has_end": status in (Status.DONE, Status.CANCELLED) and not ends,
            "activity_dates_in_order": starts and ends and ends < starts,
        }
        for rule in RULES:
            name = TOLD_AT.get(rule.name)
            if broken.get(rule.name) and name in self.fields and name not in self.errors:
                self.add_error(name, rule.violation_error_message)

    def _settle_named(self, data):
        """Named people are for one visibility alone, and whoever saves keeps seeing it."""
        if "named" not in data:
            return
        if data.get("visibility") != Visibility.NAMED:
            data["named"] = User.objects.none()
            return
        is_author = not self.instance.pk or self.instance.created_by_id == self.user.pk
        named = {*data["named"], *([] if is_author else [self.user])}
        data["named"] = User.objects.filter(pk__in=[person.pk for person in named])
        if not named:
            self.add_error("named", "Välj vilka personer som ska se aktiviteten.")

    def hint(self):
        """What the saved form could say more of, in a sentence; "" when it is whole."""
        data = self.cleaned_data
        category = words.asks_for_focus(data["categories"], data["terms"])
        if not category:
            return ""
        return (
            f"Du valde kategori {category}. Välj gärna minst en inriktning i den, så syns "
            "aktiviteten i länets uppföljning av inriktningarna."
        )

    def save(self, commit=True):
        """Name whoever saves first: PostgreSQL lets nobody save a row out of their own sight."""
        if commit and self.instance.pk and self.instance.visibility == Visibility.NAMED:
            self.instance.named.add(*self.cleaned_data["named"])
        return super().save(commit)
