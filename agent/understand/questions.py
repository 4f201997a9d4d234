"""Questions about an action ("have we sent draft 3?", "should I approve lead 2?"): the look that answers them."""

import re

from agent.understand.guards import is_hypothetical
from agent.understand.scene import Clause, Scene, Sense, act, steer
from agent.understand.selection import pick
from agent.understand.text import Span
from domain.plan import Selection, Steer

_DECISION = re.compile(
    r"\b(?:approv\w*|reject\w*|send|sends|sent|sending|unsent|regenerat\w*|releas\w*|declin\w*|queue[ds]?|go(?:es|ne)? out|went out|leave|left|accept\w*|discard\w*|mailed|emailed|delivered)\b"
)
_PAST = (("approv", "approved"), ("reject", "rejected"), ("declin", "rejected"), ("sent", "sent"), ("went out", "sent"), ("gone out", "sent"), ("mailed", "sent"), ("delivered", "sent"), ("queue", "queued"))  # fmt: skip
_SENDS = re.compile(r"\b(?:sen[dt]\w*|unsent|mail(?:s|ed)?|emails?|emailed|went out|go(?:es|ne)? out|queue[ds]?|leave|delivered|releas\w*|regenerat\w*)\b")


def read_question(clause: Clause, scene: Scene) -> Sense | None:
    """The READ that answers a question about a decision; nothing here ever decides."""
    low = clause.span.low
    if not _DECISION.search(low):
        return None
    words = _DECISION.sub(lambda match: " " * len(match.group()), low)
    words = re.sub(r"\b(?:should|shall|have|has|had|did|do|does|is|are|was|were|what|happens?|if|would|will|you|we|i|already|yet|been|be|can|could|when|why|who|which|how|many|it's|any)\b", lambda match: " " * len(match.group()), words)
    picked = pick(Span(clause.span.raw, words), scene.names)
    chosen = picked.selection
    is_named = bool(chosen.ids or chosen.items or chosen.name or chosen.top)
    is_draft = picked.kind == "drafts" or (picked.kind is None and (scene.kind == "drafts" or bool(_SENDS.search(low))))
    if is_named and is_draft:
        return act("list_drafts", 0.95, "drafts", draft=chosen)
    if is_named:
        return act("show_lead", 0.95, "leads", lead=_one(chosen)) if picked.is_single else act("list_leads", 0.8, "leads")
    if is_hypothetical(low) and not is_draft:
        return steer(Steer.HELP, 0.8)
    status = "" if is_hypothetical(low) else next((name for word, name in _PAST if word in low), "")
    if picked.kind == "leads" or (not is_draft and scene.kind == "leads"):
        return act("list_leads", 0.85, "leads", status=status)
    return act("list_drafts", 0.85, "drafts", status=status)


def _one(chosen: Selection) -> Selection:
    return chosen
