"""Questions about an action ("have we sent draft 3?", "should I approve lead 2?"): the look that answers them."""

import re
from dataclasses import replace

from agent.understand.guards import is_hypothetical
from agent.understand.scene import Clause, Scene, Sense, act, steer
from agent.understand.selection import pick
from agent.understand.tables import phrases
from agent.understand.text import Span
from domain.plan import Steer

_PAST = (
    ("approved", "approved"),
    ("rejected", "rejected"),
    ("declined", "rejected"),
    ("sent", "sent"),
    ("went out", "sent"),
    ("gone out", "sent"),
    ("mailed", "sent"),
    ("delivered", "sent"),
    ("queued", "queued"),
)
_DID = re.compile(r"\b(?:did|have|has|had|was|were|been)\b")
_STEMS = (("approv", "approved"), ("reject", "rejected"), ("declin", "rejected"), ("send", "sent"))


def read_question(clause: Clause, scene: Scene) -> Sense | None:
    """The READ that answers a question about a decision; nothing here ever decides."""
    low = clause.span.low
    if not phrases("decision_word").search(low):
        return None
    if re.match(r"how many (?:emails?|mails?|messages)\b", low):
        return None
    words = phrases("decision_word").sub(lambda match: " " * len(match.group()), low)
    words = re.sub(
        r"\b(?:should|shall|have|has|had|did|do|does|is|are|was|were|what|happens?|if|would|will|you|we|"
        r"i|already|yet|been|be|can|could|when|why|who|which|how|many|it's|any)\b",
        lambda match: " " * len(match.group()),
        words,
    )
    picked = pick(Span(clause.span.raw, words), scene.names)
    chosen = picked.selection
    if chosen.ids:
        chosen = replace(chosen, status="", items=())
    if re.search(r"\bhow to\b", low):
        return steer(Steer.HELP, 0.9)
    is_named = bool(chosen.ids or chosen.items or chosen.name or chosen.top)
    is_draft = picked.kind == "drafts" or (
        picked.kind is None and (scene.kind == "drafts" or bool(phrases("sending_word").search(low)))
    )
    if is_draft and is_named and len(chosen.ids) + len(chosen.items) + bool(chosen.name) != 1:
        return act("list_drafts", 0.85, "drafts")
    if is_named and is_draft:
        return act("list_drafts", 0.95, "drafts", draft=chosen)
    if is_named:
        return act("show_lead", 0.95, "leads", lead=chosen) if picked.is_single else act("list_leads", 0.8, "leads")
    if is_hypothetical(low) and not is_draft:
        return steer(Steer.HELP, 0.8)
    status = "" if is_hypothetical(low) else _status(low)
    if picked.kind == "leads" or (not is_draft and scene.kind == "leads"):
        return act("list_leads", 0.85, "leads", status=status)
    return act("list_drafts", 0.85, "drafts", status=status)


def _status(low: str) -> str:
    """The status a question about the past asks for: "which drafts did we approve" -> approved."""
    words = (*_PAST, *_STEMS) if _DID.search(low) else _PAST
    return next((name for word, name in words if word in low), "")
