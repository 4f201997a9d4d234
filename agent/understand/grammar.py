"""Which family reads a clause: each is asked in turn and the first that understands it answers."""

from collections.abc import Callable

from agent.understand.drafting import read_draft_list, read_edit
from agent.understand.guards import is_question
from agent.understand.leads import read_lead_list, read_suggestion, read_work
from agent.understand.mailing import read_follow_ups, read_replies, read_sending
from agent.understand.privacy import read_privacy
from agent.understand.profiling import read_profile
from agent.understand.questions import read_question
from agent.understand.records import read_cannot, read_files, read_report
from agent.understand.reviewing import read_review
from agent.understand.scene import Clause, Scene, Sense
from agent.understand.searching import read_search
from agent.understand.verbs import Verb

_Reader = Callable[[Clause, Scene], Sense | None]

# Tools that a question, a negated or a doubtful clause may never call.
DECISIONS = frozenset(
    {"review_leads", "review_drafts", "send_emails", "suppress", "forget_contact", "set_profile", "export_leads"}
)
_LOOKS = frozenset(
    {"search_companies", "list_leads", "show_lead", "list_drafts", "list_replies", "check_inbox", "report", "show_runs"}
)
_ORDERS = (
    Verb.APPROVE,
    Verb.REJECT,
    Verb.SEND,
    Verb.REDO,
)  # "approve draft 2?" is an order with a doubt: it is asked back
_ASKED: tuple[_Reader, ...] = (
    read_question, read_report, read_replies, read_follow_ups, read_draft_list, read_search, read_lead_list,
)  # fmt: skip
_TOLD: tuple[_Reader, ...] = (
    read_sending, read_privacy, read_cannot, read_edit, read_review, read_follow_ups, read_replies, read_files,
    read_profile, read_work, read_search, read_report, read_draft_list, read_lead_list,
)  # fmt: skip


def read_clause(clause: Clause, scene: Scene) -> Sense | None:
    """What one clause means; None when no family understands it."""
    suggestion = read_suggestion(clause, scene)
    if suggestion:
        return suggestion
    is_order_with_doubt = clause.head is not None and clause.head.verb in _ORDERS and not is_question(clause.span.low)
    if clause.is_asked and not is_order_with_doubt:
        for reader in _ASKED:
            sense = reader(clause, scene)
            if sense and _only_looks(sense):
                return sense
        return _read_told(clause, scene)
    return _read_told(clause, scene)


def _read_told(clause: Clause, scene: Scene) -> Sense | None:
    for reader in _TOLD:
        sense = reader(clause, scene)
        if sense:
            return sense
    return None


def _only_looks(sense: Sense) -> bool:
    """Whether a sense calls nothing but tools that look (listing follow-ups is one)."""
    return all(call.tool in _LOOKS or call.args.get("action") == "list" for call in sense.calls)
