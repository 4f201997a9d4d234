"""A typed sentence as a decision: one of the two places where a PersonDecision is built (the other is ui/acts.py)."""

from domain.decisions import Actor, PersonDecision, ShownText


def typed_decision(actor: Actor, conversation_id: str, words: str, shown: tuple[ShownText, ...]) -> PersonDecision:
    """The decision behind a sentence a person typed; `shown` are the mail texts last shown in full to him here."""
    return PersonDecision(actor=actor, words=words, shown=shown, conversation_id=conversation_id)
