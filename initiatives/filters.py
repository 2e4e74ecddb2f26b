"""The filters of the activity list and of the method library; they live in the address."""

from datetime import timedelta

import django_filters
from django import forms
from django.db.models import F, Q
from django.utils import timezone

from actors.models import Actor, County
from initiatives.models import B4, Activity, Category, Method, Plan, Taxonomy, Term, Visibility
from initiatives.search import Search

QUIET = timedelta(days=90)
WITHOUT = "utan"
BOARD = "tavla"
SORTS = {
    "senast": ("Senast loggat", [F("latest_on").desc(nulls_last=True), "-pk"]),
    "titel": ("Rubrik", ["title", "pk"]),
    "start": ("Startdatum", ["-starts_on", "-pk"]),
}
# Not filters, but how what is found is shown.
SHOWING = ["sortera", "vy"]
OFTEN = ["sok", "b", "status", "ar", "aktor", "sortera"]


def _years_of_categories():
    return Category.objects.order_by("-first_year").values_list("first_year", flat=True).distinct()


class ChipsMixin:
    """What is chosen, each with the address that leaves it out."""

    def narrowing(self):
        """Names of the filters that the address gives a value."""
        return [name for name in self.filters if name not in SHOWING and self.data.get(name)]

    def chips(self):
        """What cannot be meant is no chip."""
        self.form.is_valid()
        chosen = self.form.cleaned_data
        return [
            {
                "label": self.filters[name].label,
                "value": self._in_words(name, chosen[name]),
                "query": self._without(name),
            }
            for name in self.narrowing()
            if chosen.get(name)
        ]

    def address(self, path):
        """The page with these filters, without the empty ones: short enough to send to somebody."""
        query = self._filled().urlencode()
        return f"{path}?{query}" if query else path

    def _in_words(self, name, value):
        if not isinstance(value, str):
            return value
        flat = {}
        for key, label in getattr(self.form.fields[name], "choices", ()):
            flat |= dict(label) if isinstance(label, list | tuple) else {key: label}
        return flat.get(value, value)

    def _without(self, name):
        query = self._filled()
        for gone in (name, "sida"):
            query.pop(gone, None)
        return query.urlencode()

    def _filled(self):
        query = self.data.copy()
        for empty in [key for key in query if not query[key]]:
            del query[empty]
        return query


class ActivityFilter(ChipsMixin, django_filters.FilterSet):
    """The activity list's filters: one for each taxonomy, and what else one asks about."""

    sok = django_filters.CharFilter(label="Sök", method="search")
    b = django_filters.ChoiceFilter(
        label="B", choices=B4.choices, empty_label="Alla B", method="has_b"
    )
    status = django_filters.ChoiceFilter(
        label="Status", choices=Activity.Status.choices, empty_label="Alla"
    )
    ar = django_filters.NumberFilter(
        label="År",
        method="touches_year",
        min_value=1990,
        max_value=2100,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )
    aktor = django_filters.ModelChoiceFilter(
        label="Aktör",
        queryset=Actor.objects.none(),
        empty_label="Alla aktörer",
        method="with_actor",
    )
    lan = django_filters.ModelChoiceFilter(
        label="Län",
        queryset=County.objects.all(),
        to_field_name="code",
        empty_label="Alla län",
        method="in_county",
    )
    plan = django_filters.ChoiceFilter(
        label="Handlingsplan", empty_label="Med och utan", method="in_plan"
    )
    kategori = django_filters.ModelChoiceFilter(
        label="Kategori i statsbidraget",
        field_name="categories",
        queryset=Category.objects.all(),
        empty_label="Alla kategorier",
    )
    metod = django_filters.ModelChoiceFilter(
        label="Metod",
        field_name="methods",
        queryset=Method.objects.all(),
        empty_label="Alla metoder",
    )
    tyst = django_filters.ChoiceFilter(
        label="Loggat",
        choices=[("90", "Inget loggat på 90 dagar")],
        empty_label="När som helst",
        method="quiet",
    )
    synlighet = django_filters.ChoiceFilter(
        label="Synlig för",
        field_name="visibility",
        choices=Visibility.choices,
        empty_label="Oavsett",
    )
    # What the matrix of reports/matrix.py counts by: the main B alone, and what has none.
    huvudb = django_filters.ChoiceFilter(
        label="Huvudsakligt B",
        choices=[*B4.choices, (WITHOUT, "Inget")],
        empty_label="Alla",
        method="has_main_b",
    )
    utankategori = django_filters.ChoiceFilter(
        label="Saknar kategori från",
        choices=lambda: [(str(year), str(year)) for year in _years_of_categories()],
        empty_label="Visa alla",
        method="lacks_category",
    )
    utkast = django_filters.ChoiceFilter(
        label="Utkast",
        choices=[("utan", "Ta inte med"), ("bara", "Visa bara utkast")],
        empty_label="Ta med",
        method="drafts",
    )
    sortera = django_filters.ChoiceFilter(
        label="Ordning",
        choices=[(name, label) for name, (label, _) in SORTS.items()],
        empty_label="Bästa träff, sedan senast loggat",
        method="unchanged",
    )
    vy = django_filters.ChoiceFilter(
        choices=[(BOARD, "Tavla")], method="unchanged", widget=forms.HiddenInput
    )

    class Meta:
        model = Activity
        fields = []

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        visible = Activity.objects.visible_to(user)
        joined = Activity.partners.through.objects.filter(activity__in=visible)
        self.filters["aktor"].queryset = Actor.objects.filter(
            Q(pk__in=visible.values("lead")) | Q(pk__in=joined.values("actor"))
        )
        plans = Plan.objects.visible_to(user).order_by("title").values_list("pk", "title")
        self.filters["plan"].extra["choices"] = [
            (WITHOUT, "Utan plan"),
            *((str(pk), title) for pk, title in plans),
        ]
        add_taxonomies(self, Taxonomy, method="with_word")

    def filter_queryset(self, queryset):
        found = super().filter_queryset(queryset)
        chosen = self.form.cleaned_data
        if chosen.get("sok") and not self.data.get("sortera"):
            return found.order_by("-relevance", *SORTS["senast"][1])
        return found.order_by(*SORTS[chosen.get("sortera") or "senast"][1])

    def fields_by_use(self):
        """The form's fields: those one uses often, and the folded rest."""
        visible = self.form.visible_fields()
        return (
            [field for field in visible if field.name in OFTEN],
            [field for field in visible if field.name not in OFTEN],
        )

    def folded_in_use(self):
        """Whether one of the folded filters has a value."""
        return any(name not in OFTEN for name in self.narrowing())

    def search(self, queryset, name, value):
        return Search(value).activities(queryset, self.user)

    def has_b(self, queryset, name, value):
        return queryset.filter(Q(main_b=value) | Q(further_b__contains=[value]))

    def touches_year(self, queryset, name, value):
        return queryset.in_year(int(value))

    def with_actor(self, queryset, name, value):
        return queryset.with_actor(value)

    def in_county(self, queryset, name, value):
        return queryset.with_any_of(value.actors.order_by().values("pk"))

    def in_plan(self, queryset, name, value):
        return queryset.filter(plan=None if value == WITHOUT else value)

    def with_word(self, queryset, name, value):
        return queryset.filter(terms=value)

    def quiet(self, queryset, name, value):
        before = timezone.localdate() - QUIET
        return queryset.filter(Q(latest_on=None) | Q(latest_on__lt=before))

    def has_main_b(self, queryset, name, value):
        return queryset.filter(main_b="" if value == WITHOUT else value)

    def lacks_category(self, queryset, name, value):
        return queryset.exclude(categories__first_year=value)

    def drafts(self, queryset, name, value):
        return queryset.published() if value == "utan" else queryset.drafts()

    def unchanged(self, queryset, name, value):
        return queryset


class MethodFilter(ChipsMixin, django_filters.FilterSet):
    """The method library's filters."""

    sok = django_filters.CharFilter(label="Sök på namn", method="search")
    b = django_filters.ChoiceFilter(
        label="B", field_name="main_b", choices=B4.choices, empty_label="Alla B"
    )
    evidens = django_filters.ChoiceFilter(
        label="Evidens",
        field_name="evidence",
        choices=Method.Evidence.choices,
        empty_label="Oavsett",
    )

    class Meta:
        model = Method
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        add_taxonomies(self, [Taxonomy.TARGET_GROUP, Taxonomy.ARENA], method="with_word")

    def search(self, queryset, name, value):
        return Search(value).methods(queryset)

    def with_word(self, queryset, name, value):
        return queryset.filter(terms=value)


def add_taxonomies(filters, taxonomies, *, method):
    """Give a filter set one filter for each taxonomy, with all its words, in one query."""
    words = {taxonomy: {} for taxonomy in taxonomies}
    for term in Term.objects.filter(taxonomy__in=words).select_related("category"):
        words[term.taxonomy].setdefault(term.category, []).append((str(term.pk), term.name))
    for taxonomy, by_category in words.items():
        choices = by_category.pop(None, [])
        choices += [
            (f"Kategori {category.number}, {category.first_year}", terms)
            for category, terms in by_category.items()
        ]
        added = django_filters.ChoiceFilter(
            label=taxonomy.label, choices=choices, empty_label="Alla", method=method
        )
        added.field_name, added.parent, added.model = taxonomy.value, filters, filters._meta.model
        filters.filters[taxonomy.value] = added
