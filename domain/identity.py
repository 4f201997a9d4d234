"""When two descriptions mean the same firm or the same address: pure keys to compare by."""

import hashlib
import re
import unicodedata
from urllib.parse import urlsplit

_LEGAL = frozenset(
    word
    for line in (
        "inc incorporated llc llp lp ltd limited corp corporation co company plc",
        "gmbh ag kg sa sarl bv nv pc pllc pa the",
    )
    for word in line.split()
)
_WORD = re.compile(r"[a-z0-9]+")
# Hosts on which many firms have their page: never a firm's identity.
SHARED_HOSTS = frozenset(
    host
    for line in (
        "facebook.com instagram.com linkedin.com twitter.com x.com youtube.com yelp.com google.com",
        "sites.google.com wixsite.com wordpress.com blogspot.com squarespace.com weebly.com",
        "godaddysites.com business.site",
    )
    for host in line.split()
)


def fold(text: str) -> str:
    """Lower case without accents, in the spirit of Unicode caseless matching."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def name_key(name: str) -> str:
    """The words of a firm's name that tell it apart: folded, no punctuation, no legal form."""
    words = _WORD.findall(fold(name).replace("&", " and ").replace("'", "").replace("’", ""))
    kept = [word for word in words if word not in _LEGAL]
    return " ".join(kept or words)


def company_key(name: str, city: str, state: str, country: str) -> str:
    """The identity of a firm at a place; two firms with one key are one row."""
    return f"{name_key(name)}|{fold(city).strip()}|{state.strip().upper()}|{country.strip().upper()}"


def domain_of(website: str) -> str:
    """The host of a website without www and port, '' for none or for a shared host."""
    if not website.strip():
        return ""
    address = website.strip() if "//" in website else f"//{website.strip()}"
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    host = host.removeprefix("www.")
    shared = any(host == known or host.endswith(f".{known}") for known in SHARED_HOSTS)
    return "" if shared or "." not in host else host


def address_key(address: str) -> str:
    """An e-mail address in the form suppressions compare by: folded, without a plus tag; dots count only at Gmail.

    The local part is case-folded although RFC 5321 2.4 allows case to matter: better one mail too few.
    """
    local, _, host = address.strip().strip("<>").rpartition("@")
    local = unicodedata.normalize("NFKC", local).casefold().split("+", 1)[0]
    host = host_key(host)
    if host in ("gmail.com", "googlemail.com"):
        local, host = local.replace(".", ""), "gmail.com"
    return f"{local}@{host}"


def host_key(host: str) -> str:
    """A mail domain in one form: lower case, IDNA-encoded, without a trailing dot."""
    folded = unicodedata.normalize("NFKC", host).casefold().strip().strip(".")
    try:
        return folded.encode("idna").decode("ascii")
    except UnicodeError:
        return folded


def suppression_hash(kind: str, key: str) -> str:
    """What remains of a suppressed address or domain after erasure: enough to recognise it, not to read it."""
    return hashlib.sha256(f"{kind}:{key}".encode()).hexdigest()


def mask_addresses(text: str) -> str:
    """The text with the local part of each e-mail address hidden, for logs and stored turns."""
    return re.sub(r"[\w.+'-]+(?=@[\w.-]+)", "***", text)
