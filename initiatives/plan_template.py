"""The prompts that a new plan may start from, in our own words.

The headings follow what municipal plans hold and what NASP's support for local plans asks about.
"""

BACKGROUND = """Varför behövs planen?
Vad vet ni om läget hos er? Vilka underlag har ni, och vad saknas?

Hur hänger den ihop med annat?
Vilka nationella, regionala och egna styrdokument utgår ni från?

Målgrupper
Vilka behöver mest stöd? Hur har de som berörs fått vara med?

Så arbetar vi
Vilka är med i gruppen, vem samordnar och hur ofta ses ni?

Uppföljning
Vem följer upp, när och hur? Planen ses över en gång varje mandatperiod.
"""
PROMPTS = [
    ("Bakgrund", "Varför behövs planen, och vad vet ni om läget hos er?"),
    ("Målgrupper", "Vilka behöver mest stöd, och hur har de fått vara med?"),
    ("Syfte och målbild", "Hur ska det vara när planen har gjort nytta?"),
    ("Mål och åtgärder under varje B", "Vad ska uppnås, vad ska göras och hur märks det?"),
    ("Ansvar", "Vilken nämnd ansvarar för varje mål?"),
    ("Uppföljning", "Vem följer upp, när och hur?"),
    ("Översyn", "Planen ses över en gång varje mandatperiod."),
]
