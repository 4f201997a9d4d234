"""A whole text handed in for a draft: "edit draft 1: Hi Anna, ...". Whatever stands in it is text and no command."""

import re

from agent.understand.drafting import DRAFT, edit_draft
from agent.understand.guards import strip_politeness
from agent.understand.scene import Scene, Sense
from agent.understand.selection import pick
from agent.understand.text import Span, unquoted
from agent.understand.verbs import is_command_ahead

_HANDED = re.compile(
    rf"(?:edit|change|replace|rewrite|update|set) (?:the )?(?:(?:whole |full |entire )?(?P<what>text|body) of )?"
    rf"(?P<draft>{DRAFT})(?: (?P<part>text|body))?\s*(?::| (?:to|with|so that it (?:says|reads))\s*:)\s*(?P<value>.+)$",
    re.DOTALL,
)
# What opens with one of these says what to do with the text, however long it is.
_INSTRUCTION = re.compile(
    r"[\"']?(?:please |can you |could you |now |also |and |just )*(?:(?:make|sound|shorten|lengthen|shorter|longer|cut|"
    r"remove|delete|drop|take out|leave out|omit|strike|replace|change|swap|exchange|add|insert|include|mention|say|"
    r"write|rewrite|tell|use|set|greet|address|put|move|avoid|keep|translate|less|more|much|too|slightly|a (?:bit|"
    r"little)|friendlier|warmer|friendly|casual|formal|subject|body|text|greeting|salutation|don't|do not|never)\b|"
    r"(?:in|on|for|edit|change)? ?(?:the )?(?:(?:first|second|third) )?(?:follow[- ]?up|e?-?mail)\b|"
    r"(?:it|this|the (?:text|tone|mail|email|draft|message|subject|greeting|wording))(?: \w+)? "
    r"(?:should|must|needs?|has to|is|sounds?|could)\b)"
)
_SHORTEST = 40


def read_handed_text(message: Span, scene: Scene) -> Sense | None:
    """The edit whose words are the new text: 40 characters or more, or several lines, and no known instruction."""
    span = message.cut(strip_politeness(message.low)[0])
    match = _HANDED.match(span.low)
    if not match:
        return None
    value = span.cut(match.start("value"), match.end("value"))
    is_named = bool(match["what"] or match["part"])
    if not is_named and (_INSTRUCTION.match(value.low) or not _is_text(value)):
        return None
    picked = pick(span.cut(match.start("draft"), match.end("draft")), scene.names)
    if picked.kind != "drafts" and scene.kind != "drafts":
        return None
    return edit_draft(picked, scene, 0.97, "body", unquoted(value))


def _is_text(value: Span) -> bool:
    if len(value.raw) >= _SHORTEST:
        return True
    later = value.low.split("\n")[1:]
    return bool(later) and not any(is_command_ahead(line.strip(), 0) for line in later)
