"""The birds that sing in what one may not see."""

CANARY = "Kanariefågel-7f3a"  # sings in what the county's actors may see
INTERNAL = "Steglits-2c9d"  # in what only those who take part may see
OWN = "Lärkfalk-5e8d"  # in what only the owner's people may see
APPLIED = "Rödhake-8a2c"  # in what the applicant's people and those who decide may see
WRITERS = "Gärdsmyg-4d7b"  # in what those who write for the applicant may see
DRAFT = "Göktyta-9b1e"  # in what only the author and the approver may see
NAMED = "Rosenfink-5d1c"  # in what only the author and two named people may see
FILE = b"%PDF-1.7 finished"
