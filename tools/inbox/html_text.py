"""HTML to plain text, quotes marked with ">": enough to read a reply, no more. Standard library only."""

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    tag
    for line in (
        "address article aside blockquote br dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr li main",
        "nav ol p pre section table td th tr ul",
    )
    for tag in line.split()
)
_SILENT = frozenset(["head", "style", "script", "title", "noscript", "template"])


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self._silent = 0
        self._quotes = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "blockquote":
            self._break()
            self._quotes += 1
        elif tag in _BLOCKS:
            self._break(is_forced=tag == "br")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "blockquote":
            self._break()
            self._quotes = max(0, self._quotes - 1)
        elif tag in _BLOCKS:
            self._break(is_forced=tag == "p")

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        words = re.sub(r"\s+", " ", data)
        if words.strip() or self.lines[-1]:
            if not self.lines[-1]:
                words = "> " * min(self._quotes, 9) + words.lstrip()
            self.lines[-1] += words

    def _break(self, *, is_forced: bool = False) -> None:
        if self.lines[-1] or (is_forced and len(self.lines) > 1 and self.lines[-2]):
            self.lines.append("")


def text_of_html(html: str) -> str:
    """The words of the page, one block a line."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "\n".join(line.rstrip() for line in reader.lines).strip() + "\n"
