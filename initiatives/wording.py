"""Words about suicide that hurt or mislead, and the better ones.

They follow what NASP and WHO advise those who write about suicide. Nothing here is forbidden: a
form that holds one of them suggests the other once (`initiatives.forms.guard`).
"""

import re
from dataclasses import dataclass

SOURCES = {
    "WHO": "WHO, Preventing suicide: a resource for media professionals, uppdaterad 2023",
    "NASP": "NASP, Rekommendationer om suicid i medierna, WHO:s skrift på svenska 2022",
}


@dataclass(frozen=True)
class Wording:
    """One way of writing that is better avoided."""

    key: str
    pattern: str
    better: str  # what to write instead
    why: str
    source: str  # a key of SOURCES

    @property
    def source_text(self):
        return SOURCES[self.source]


WORDINGS = [
    Wording(
        "bega",
        r"\bbeg(?:å|år|ick|ått|ånget|ångna)\s+(?:ett\s+|sitt\s+)?(?:själv\s?mord|suicid)\w*",
        "tog sitt liv eller dog i suicid",
        "”Begå” för tankarna till brott.",
        "WHO",
    ),
    Wording(
        "lyckat",
        r"\b(?:lycka|fullborda)(?:t|d|de)\s+(?:själv\s?mord|suicid)\w*",
        "dog i suicid",
        "En död är aldrig lyckad.",
        "WHO",
    ),
    Wording(
        "misslyckat",
        r"\bmisslycka(?:t|d|de)\s+(?:själv\s?mord|suicid)\w*",
        "försökte ta sitt liv eller suicidförsök",
        "Den som överlevde har inte misslyckats.",
        "WHO",
    ),
    Wording(
        "valde",
        r"\b(?:välja|väljer|valde|valt)\s+(?:själv\s+)?(?:att\s+)?(?:ta\s+(?:sitt|sina)\s+(?:eget\s+)?"
        r"liv|avsluta\s+sitt\s+liv|dö\b)",
        "tog sitt liv",
        "Den som mår så dåligt upplever sällan att det finns ett val.",
        "NASP",
    ),
    Wording(
        "vag",
        r"\b(?:själv\s?mords?|suicid)-?\s?(?:våg|epidemi)(?:en|n|or|orna|er|erna)?\b",
        "fler suicid än tidigare",
        "Ord för naturkrafter och smitta skrämmer och får det att se oundvikligt ut.",
        "WHO",
    ),
    Wording(
        "offer",
        r"\b(?:själv\s?mords?|suicid)-?(?:offer|offret|offren)\b",
        "den som dog i suicid",
        "Ordet gör en människa till ett fall.",
        "NASP",
    ),
    Wording(
        "kandidat",
        r"\b(?:själv\s?mords?|suicid)-?(?:kandidat|kandidater|benägen|benägna)(?:en|na)?\b",
        "person med suicidtankar",
        "Skriv vad någon har det svårt med, inte vad någon är.",
        "NASP",
    ),
    Wording(
        "losning",
        r"\b(?:själv\s?mord|suicid)(?:et)?\s+(?:var|blev|är|som)\s+(?:en|enda|hans|hennes|deras)\s+"
        r"(?:enda\s+)?(?:lösning|utväg)(?:en)?\b",
        "det finns hjälp att få",
        "Suicid ska inte framstå som en lösning för andra som läser.",
        "WHO",
    ),
]
_PATTERNS = [(one, re.compile(one.pattern, re.IGNORECASE)) for one in WORDINGS]


def find(text):
    """[(Wording, the words as they stand in the text), …], in the order of the list."""
    hits = ((one, pattern.search(text)) for one, pattern in _PATTERNS)
    return [(one, " ".join(hit.group().split())) for one, hit in hits if hit]
