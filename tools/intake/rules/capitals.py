"""Names written in capitals, in the way people write them. Pure."""

import re
from functools import lru_cache

_KEPT = frozenset(
    word
    for line in (
        "USA US UK EU VA DBA AKA II III IV VI VII VIII IX XI XII LLC LLP PLLC YMCA YWCA AAA IBM IT HR TV ER ENT EMS",
        "ICU UPMC HCA AMG CAH UF UT UC UCI UCLA UCSF UCSD USC MUSC OSF UVA IU LSU UNM UNC NYU VCU UW UAB UAMS IHS AHMC",
        "OU PIH UHS UH UHHS AFB OHSU UTMB UMC APH PHF DHHS LTAC AHN CAMC CHI PAM USMD UMD PHS AIDS ARH SUNY CUNY",
        "NE NW SE SW PO ICF AMI BHC KPC PC EMHS UCHEALTH",
    )
    for word in line.split()
)
_SMALL = frozenset(["of", "and", "the", "for", "at", "in", "on", "by", "to", "an", "or"])
# Short forms without a vowel that are still words; every other word without one is taken for an acronym.
_SHORTENED = frozenset(
    word
    for line in (
        "ST MT FT DR MR MRS MS JR SR CTR HLTH BLVD RD LN CT PL SQ HWY",
        "PKWY MGMT GRP SVC SVCS MPLS CNTY NSG LTD BR DPT",
    )
    for word in line.split()
)
_OWN_WAY = {"UCHEALTH": "UCHealth", "UOFL": "UofL", "ADVENTHEALTH": "AdventHealth", "MAINEGENERAL": "MaineGeneral"}
_PART = re.compile(r"[^\W_]+(?:['’.&][^\W_]+)*\.?|[\W_]+")
_INITIALS = re.compile(r"^(?:[A-Z]\.)+[A-Z]?$")
_ORDINAL = re.compile(r"^\d+(?:ST|ND|RD|TH)$")
_ROMAN = re.compile(r"^(?=[IVX]{2,})X{0,3}(?:IX|IV|V?I{0,3})$")


def is_shouted(text: str) -> bool:
    """Whether the text has letters and none of them is small."""
    return text.upper() == text and text.lower() != text


@lru_cache(maxsize=20_000)
def calm(text: str) -> str:
    """SISTERS OF ST. MARY'S LLC as Sisters of St. Mary's LLC; text that has small letters stays as it is."""
    if not is_shouted(text):
        return text
    parts: list[str] = []
    is_first = True
    for part in _PART.findall(text):
        if not part[0].isalnum():
            parts.append(part)
            is_first = is_first or part.strip() in ("-", "–", "/", "(", ":", ",")
            continue
        parts.append(_calm_word(part, is_first))
        is_first = part in ("DBA", "AKA")
    return "".join(parts)


def _calm_word(part: str, is_first: bool) -> str:
    word = part.rstrip(".")
    end = part[len(word) :]
    if word in _OWN_WAY:
        return _OWN_WAY[word] + end
    if _INITIALS.match(part) or _ROMAN.match(word) or word in _KEPT or ("&" in word and len(word) <= 5):
        return part
    if not is_first and word.lower() in _SMALL:
        return word.lower() + end
    if any(char.isdigit() for char in word):
        return part.lower() if _ORDINAL.match(word) else part
    if len(word) > 1 and word not in _SHORTENED and not re.search("[AEIOUYÀ-Ý]", word):
        return part
    return _calm_apostrophes(word) + end


def _calm_apostrophes(word: str) -> str:
    """O'Connor, Children's, McAllen."""
    pieces = re.split(r"(['’.&])", word)
    calmed = []
    for at, piece in enumerate(pieces):
        is_tail = at > 0 and pieces[at - 1] in "'’" and len(piece) <= 2
        calmed.append(piece.lower() if is_tail else _capitalise(piece))
    return "".join(calmed)


def _capitalise(piece: str) -> str:
    if len(piece) > 4 and piece.startswith("MC") and re.search("[AEIOUY]", piece[2:]):
        return f"Mc{piece[2]}{piece[3:].lower()}"
    return piece[:1] + piece[1:].lower()
