"""The fixed parts of a mail: greeting, signature and footer; and how a text is taken apart into them."""

import re
from dataclasses import dataclass

from domain.identity import fold
from domain.profile import Profile
from tools.draft.rules.text import clean_body, clean_line, list_words, split_blocks, split_sentences

_HELLO = r"(?:hello|hi|hey|dear|good (?:day|morning|afternoon)|greetings)"
_GREETING = re.compile(rf"{_HELLO}\b[^!?\n]{{0,60}}[,:]|{_HELLO}(?: [^\s!?]+){{0,3}}", re.I)
_WAY_OUT = re.compile(r"\b(?:reply|answer|write)\b.{0,30}\b(?:stop|no)\b|unsubscribe|opt[ -]out", re.I)


@dataclass(frozen=True, slots=True)
class Layout:
    """A body in its three parts; `main` are the paragraphs between greeting and signature."""

    greeting: str
    main: tuple[str, ...]
    signature: str
    footer: str

    @property
    def main_text(self) -> str:
        return "\n\n".join(self.main)

    def sentences(self) -> list[str]:
        return [sentence for paragraph in self.main for sentence in split_sentences(paragraph)]

    def render(self) -> str:
        blocks = (self.greeting, *self.main, self.signature, self.footer)
        return clean_body("\n\n".join(block for block in blocks if block))


def build_signature(sign_off: str, profile: Profile) -> str:
    """Sign-off, name, title and firm, website."""
    post = ", ".join(clean_line(part) for part in (profile.sender_title, profile.company) if clean_line(part))
    lines = (sign_off, clean_line(profile.sender_name), post, clean_line(profile.website))
    return "\n".join(line for line in lines if line)


def build_footer(profile: Profile, way_out: str, origin: str = "") -> str:
    """What the law asks of every mail: who we are, where, how to stop it; and where the address came from."""
    return "\n".join(line for line in (clean_line(profile.postal_address), origin, way_out) if line)


def has_footer(body: str, profile: Profile) -> bool:
    """Whether postal address and a way out are both there."""
    address = " ".join(list_words(fold(profile.postal_address)))
    return bool(address) and address in " ".join(list_words(fold(body))) and _WAY_OUT.search(body) is not None


def take_apart(body: str, profile: Profile) -> Layout:
    """Finds the parts of a body, also of one that a person has changed; parts that are not there are empty."""
    blocks = split_blocks(clean_body(body))
    greeting = blocks.pop(0) if blocks and _GREETING.fullmatch(blocks[0]) else ""
    address = " ".join(list_words(fold(profile.postal_address)))
    footer: list[str] = []
    while blocks and (_is_way_out(blocks[-1]) or address in " ".join(list_words(fold(blocks[-1])))):
        footer.insert(0, blocks.pop())
    signature = blocks.pop() if blocks and _is_signature(blocks[-1], profile) else ""
    return Layout(greeting, tuple(blocks), signature, "\n".join(footer))


def _is_way_out(block: str) -> bool:
    return _WAY_OUT.search(block) is not None and len(list_words(block)) < 25 and "?" not in block


def _is_signature(block: str, profile: Profile) -> bool:
    name = fold(clean_line(profile.sender_name))
    return bool(name) and any(fold(line.strip()) == name for line in block.splitlines())
