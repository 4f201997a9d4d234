"""How a stored person may be addressed: by a name only where it is one, by a title only where it says something."""

import re

from tools.draft.rules.text import clean_line


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


_HONORIFICS = _words(
    "dr mr mrs ms mx miss prof professor doctor rev reverend pastor father sister brother rabbi imam sir dame",
    "lord lady hon judge capt captain col colonel gen general lt sgt maj major cmdr coach herr herrn frau hr fr",
    "mme mlle monsieur madame señor señora sr sra srta dra signor signora ing mag dipl dipl-ing",
)
_CREDENTIALS = _words(
    "jr sr ii iii iv md dds dmd phd esq cpa rn do mba pe aia np pa dvm od dc jd llm llb mph msw lcsw psyd edd cfa",
    "pmp fache bsn msn dnp pharmd cfm shrm-cp ra leed",
)
# Words of departments, desks and jobs. Whoever bears such a name gets a plain greeting, which offends nobody.
_NO_NAMES = _words(
    "accounting accounts admin administration administrator and assistant billing booking bookings business care",
    "ceo cfo clerk clinic company contact coo coordinator customer department dept desk director enquiries",
    "facilities facility for front general head help hr human info information inquiries it legal mail main",
    "maintenance management manager marketing member na none null of office operations or orders owner partner",
    "payable practice president principal proprietor purchasing reception receptionist relations resources sales",
    "secretary service services shop staff store support tbd team test the to unknown vacant vice webmaster your",
)
_NO_TITLES = _words(
    "contact employee mr mrs ms dr prof n/a na none null nil tbd test title unknown untitled various other staff",
    "person",
)
_LETTERS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?|(?:[^\W\d_]\.)+")
_INITIALS = re.compile(r"[^\W\d_]|(?:[^\W\d_]\.){1,3}[^\W\d_]?|[A-Z]{2}")
_LONGEST_TITLE = 60


def person_name(name: str) -> str:
    """The name as it may stand after “Dear”, or nothing when it is none of a single person."""
    words = _name_words(name)
    if not words:
        return ""
    tidy = clean_line(name).partition(",")[0].strip()
    return _calm(tidy)


def first_name(name: str) -> str:
    """The given name, or nothing when it is an initial, a single word, or not the name of one person."""
    words = _name_words(name)
    if len(words) < 2 or _INITIALS.fullmatch(words[0]) or words[0].lower() == words[1].lower():
        return ""
    return _calm(words[0])


def job_title(title: str) -> str:
    """The title as it may follow “listed as”, or nothing when it is a stand-in, a form of address or a degree."""
    tidy = clean_line(title).strip(" ,;:-")
    words = [word.strip(".").lower() for word in re.split(r"[\s,]+", tidy)]
    says_nothing = all(word in _NO_TITLES | _HONORIFICS | _CREDENTIALS for word in words)
    if len(tidy) > _LONGEST_TITLE or says_nothing or not re.search(r"[^\W\d_]{2}", tidy):
        return ""
    while "," in tidy and tidy.rpartition(",")[2].strip(" .").lower() in _CREDENTIALS:
        tidy = tidy.rpartition(",")[0]
    return tidy.rstrip(". ")


def _name_words(name: str) -> list[str]:
    """The words of a person's name without forms of address and degrees; none when it is not such a name."""
    head, comma, tail = clean_line(name).partition(",")
    if comma and any(_key(word) not in _CREDENTIALS for word in re.split(r"[\s,]+", tail) if word):
        return []  # "Lee, Ann": which of them is the given name, nobody says
    words = head.split()
    while words and _key(words[0]) in _HONORIFICS:
        words.pop(0)
    while len(words) > 2 and _key(words[-1]) in _CREDENTIALS:
        words.pop()
    is_name = all(_LETTERS.fullmatch(word) and _key(word) not in _NO_NAMES for word in words)
    return words if is_name else []


def _key(word: str) -> str:
    return word.lower().replace(".", "")


def _calm(name: str) -> str:
    """A name in capitals or small letters throughout, as people write it; any other as it is."""
    if not (name.islower() or (name.isupper() and len(name) > 2)):
        return name
    return re.sub(r"[^\W\d_]+", lambda match: match.group().capitalize(), name.lower())
