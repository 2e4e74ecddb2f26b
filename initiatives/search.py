"""Search in Swedish: stems, beginnings of words (compounds break stemming), synonyms, misspellings.

Every word that was asked for must be found, in one of these ways. What is found by the words as
they were written comes first.
"""

import csv
import re
from functools import lru_cache

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import (
    BooleanField,
    CharField,
    F,
    FloatField,
    Func,
    OuterRef,
    Q,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Coalesce

from initiatives.models import OPEN_VISIBILITY, Activity, ActivitySearch

MOST_WORDS = 8
LONGEST_WORD = 60
SHORTEST_MISSPELT = 4  # shorter words resemble everything
MOST_INTERNAL = 300  # of one's own that are not open, the latest; they stand in no index
SYNONYMS = settings.BASE_DIR / "portal" / "seed" / "registers" / "synonymer.csv"
# Words that carry no meaning; asking for them with others asks for nothing more.
EMPTY = re.compile("att|av|de|den|det|din|en|ett|för|från|han|hon|i|med|och|om|på|som|till|vi|är")


def terms_of(text):
    """The words to look for: letters and digits alone, so nothing that could be syntax."""
    words = re.findall(r"[^\W_]+", text.lower())
    telling = [word for word in words if not EMPTY.fullmatch(word)] or words
    return list(dict.fromkeys(telling))[:MOST_WORDS]


@lru_cache
def synonyms():
    """Groups of words that stand for each other."""
    with SYNONYMS.open(encoding="utf-8", newline="") as file:
        return [row["words"].split(";") for row in csv.DictReader(file)]


def alternatives(term):
    """The word and what else it may be called, also as the first part of a compound."""
    found = [term]
    for group in synonyms():
        for word in group:
            if term.startswith(word):
                rest = term.removeprefix(word)
                others = [other for other in group if other != word]
                ends = {rest, rest.lstrip("s"), f"s{rest}"}  # a compound may join with an s
                found += [other + end for other in others for end in ends]
    return found


def _query(term):
    words = alternatives(term)
    stems = SearchQuery(" | ".join(words), config="swedish", search_type="raw")
    starts = SearchQuery(" | ".join(f"{w}:*" for w in words), config="simple", search_type="raw")
    return stems | starts


class Found(Func):
    """Whether a text that stands in no index holds all the words."""

    function = "initiatives_text_found"
    output_field = BooleanField()


class Search:
    """What somebody asks for. Without a single word in it nothing is found."""

    def __init__(self, text):
        self.terms = terms_of(text)
        self.is_possible = bool(self.terms) and max(map(len, self.terms)) <= LONGEST_WORD
        self.queries = [_query(term) for term in self.terms]

    def _found_in(self, text):
        spelt = [term if len(term) >= SHORTEST_MISSPELT else "" for term in self.terms]
        queries = Func(*self.queries, template="ARRAY[%(expressions)s]::tsquery[]")
        return Found(text, queries, Value(spelt, output_field=ArrayField(CharField())))

    def _open(self):
        """Rows of the index that hold every word."""
        found = ActivitySearch.objects.order_by()
        for term, query in zip(self.terms, self.queries, strict=True):
            one = Q(vector=query)
            if len(term) >= SHORTEST_MISSPELT:
                one |= Q(words__trigram_word_similar=term)
            found = found.filter(one)
        return found

    def activities(self, activities, user):
        """Those of `activities` that hold every word, with `relevance` to sort by.

        `activities` must be what `user` may see. What is not open is searched only among those
        that the person's own actors lead or take part in.
        """
        if not self.is_possible:
            return activities.none().annotate(relevance=Value(0.0))
        actors, every = user.reach.actors, activities.model.objects.order_by()
        led, joined = every.filter(lead__in=actors), every.filter(pk__in=_joined(actors))
        found = (
            self._open()
            .values("activity")
            .union(self._internal(led), self._internal(joined), all=True)
        )
        return activities.filter(pk__in=found).annotate(relevance=self._relevance())

    def _internal(self, activities):
        """Those of them that stand in no index, looked through one by one."""
        closed = activities.exclude(published_at__isnull=False, visibility__in=OPEN_VISIBILITY)
        latest = closed.order_by("-pk").values("pk")[:MOST_INTERNAL]
        found = self._found_in(_text_of_activity())
        return closed.model.objects.order_by().filter(found, pk__in=latest).values("pk")

    def _relevance(self):
        asked = self.queries[0]
        for query in self.queries[1:]:
            asked &= query
        rank = ActivitySearch.objects.filter(activity=OuterRef("pk"), vector=asked).order_by()
        rank = rank.annotate(rank=SearchRank(F("vector"), asked)).values("rank")
        return Coalesce(Subquery(rank), Value(0.0), output_field=FloatField())

    def methods(self, methods):
        """Those of `methods` that hold every word, by any of their names."""
        if not self.is_possible:
            return methods.none()
        return methods.filter(self._found_in(_text_of_method()))


def _joined(actors):
    return Activity.partners.through.objects.filter(actor__in=actors).values("activity")


def _text_of_activity():
    return Func(
        F("pk"),
        template="(SELECT concat_ws(' ', told.head, told.names, told.log) "
        "FROM initiatives_activity_text(%(expressions)s) told)",
        output_field=TextField(),
    )


def _text_of_method():
    aliases = Func(F("aliases"), Value(" "), function="array_to_string", output_field=TextField())
    parts = ["name", aliases, "form", "audience", "provider"]
    return Func(Value(" "), *parts, function="concat_ws", output_field=TextField())
