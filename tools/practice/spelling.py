"""Names as they stand in addresses: plain lower-case ASCII."""

import re
import unicodedata


def build_slug(text: str, joiner: str = "-") -> str:
    """Letters and digits of `text` in lower-case ASCII, words joined by `joiner` ("O'Neil & Sons" -> "oneil-sons")."""
    plain = unicodedata.normalize("NFKD", text.replace("&", " ")).encode("ascii", "ignore").decode().lower()
    return joiner.join(re.findall(r"[a-z0-9]+", re.sub(r"['.]", "", plain)))


def build_address(given: str, surname: str, domain: str) -> str:
    """first.last@domain."""
    return f"{build_slug(given, '')}.{build_slug(surname, '')}@{domain}"
