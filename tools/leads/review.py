"""Carries out one review: decisions, moves and what they close, lead by lead, each in one transaction."""

from collections import defaultdict

from db.books import Books
from db.ledger import Ledger
from domain.decisions import Decision, PersonDecision
from domain.draft import DraftStatus
from domain.errors import Refused
from domain.events import EventName
from domain.lead import Cause, Stage
from domain.mail import MailState
from domain.runs import ItemStatus
from domain.views import LeadFilter, LeadView
from tools.leads.batch import list_batch
from tools.leads.rules.review import Decided, Verdict, explain, judge, name_some
from tools.leads.rules.status import APPROVED, UNDECIDED
from tools.outcome import LeadTable, Outcome
from tools.spec import CallContext

_CHUNK = 50
_SHOWN = 100
_OPEN_DRAFTS = (DraftStatus.PENDING, DraftStatus.APPROVED, DraftStatus.QUEUED)


class Review:
    """One person's decision about some leads."""

    def __init__(self, ledger: Ledger, decision: Decision, reason: str, context: CallContext) -> None:
        self._ledger = ledger
        self._decision = decision
        self._reason = reason
        self._context = context
        self._done: list[Decided] = []
        self._left: dict[Verdict, list[Decided]] = defaultdict(list)
        self._too_late: list[Decided] = []
        self._brought_back: list[Decided] = []

    async def run(self, ids: tuple[int, ...]) -> Outcome:
        """Decides every lead that can be decided and says of the others why they stayed as they were."""
        context = self._context
        async with self._ledger.writing() as books:
            open_ids = await books.runs.open_items(context.run_id, context.call_index, ids)
            views = await books.leads.list_views(LeadFilter(ids=ids, limit=len(ids)))
        unknown = set(ids) - {view.lead.id for view in views}
        if unknown:
            async with self._ledger.reading() as books:
                await books.leads.get(min(unknown))  # raises, with the words for it
        # Of a batch that goes on after a stop, the undecided ones may be decided already.
        is_alone = len(open_ids) == len(ids) and not any(view.lead.stage in UNDECIDED for view in views)
        for at in range(0, len(open_ids), _CHUNK):
            context.check_stop()
            chunk = open_ids[at : at + _CHUNK]
            async with self._ledger.writing() as books:
                for view in await books.leads.list_views(LeadFilter(ids=tuple(chunk), limit=len(chunk))):
                    await self._decide(books, view, is_alone=is_alone)
                await books.runs.finish_items(context.run_id, context.call_index, chunk, ItemStatus.DONE)
            await context.progress(len(ids) - len(open_ids) + at + len(chunk), len(ids), "recording your decision")
        async with self._ledger.reading() as books:
            if self._decision is Decision.APPROVE:
                after = await books.leads.list_views(LeadFilter(ids=ids, limit=len(ids)))
                # Only what is approved: "find contacts" must not take up what could not be approved.
                return self._tell([view for view in after if view.lead.stage in APPROVED])
            return self._tell(await _list_left(books, views))

    async def _decide(self, books: Books, view: LeadView, *, is_alone: bool) -> None:
        lead = view.lead
        decided = Decided(lead.id, view.company.name)
        verdict = judge(lead.stage, self._decision, is_alone=is_alone)
        if verdict not in (Verdict.MOVE, Verdict.BRING_BACK):
            self._left[verdict].append(decided)
            return
        if self._decision is Decision.REJECT and not await self._close_mail(books, lead.id):
            self._too_late.append(decided)
            return
        is_back = verdict is Verdict.BRING_BACK
        action = "bring_back" if is_back else self._decision.value
        await books.decisions.record(self._person(), action, "lead", lead.id, reason=self._reason)
        if self._decision is Decision.REJECT:
            await books.decisions.revoke("lead", lead.id, Decision.APPROVE)
        to = Stage.REJECTED if self._decision is Decision.REJECT else Stage.APPROVED
        await books.leads.move(lead.id, to, Cause.PERSON)
        (self._brought_back if is_back else self._done).append(decided)

    def _person(self) -> PersonDecision:
        if self._context.decision is None:
            raise Refused("NEEDS_PERSON", "Only a person may approve or reject leads.")
        return self._context.decision

    async def _close_mail(self, books: Books, lead_id: int) -> bool:
        """Takes queued mail back and closes open drafts of a lead; False when a mail is on its way already."""
        drafts = await books.drafts.list_(lead_ids=[lead_id], statuses=_OPEN_DRAFTS)
        if not drafts:
            return True
        on_their_way = await books.mail.list_sent(lead_id=lead_id, states=(MailState.QUEUED, MailState.PARKED))
        for mail in on_their_way:
            if not await books.mail.cancel(mail.id, "the lead was rejected"):
                return False
        for draft in drafts:
            await books.drafts.set_status(draft.id, DraftStatus.REJECTED, self._reason or "the lead was rejected")
            await books.decisions.revoke("draft", draft.id, Decision.APPROVE)
            await books.events.publish(EventName.DRAFT_REJECTED, lead_id=lead_id, payload={"draft": draft.id})
        return True

    def _tell(self, now_meant: list[LeadView]) -> Outcome:
        """The answer; `now_meant` is what "those" means from now on."""
        is_approval = self._decision is Decision.APPROVE
        sentences = []
        if self._done:
            why = f" ({self._reason})" if self._reason and not is_approval else ""
            sentences.append(f"{'Approved' if is_approval else 'Rejected'} {_count(self._done)}{why}.")
        if self._brought_back:
            sentences.append(f"Brought back {_count(self._brought_back)}.")
        notes = [explain(verdict, self._decision, leads) for verdict, leads in self._left.items()]
        if self._too_late:
            notes.append(f"{name_some(self._too_late)} could not be rejected: the mail is leaving at this moment")
        sentences += [f"{note}." for note in notes]
        if is_approval and (self._done or self._brought_back):
            sentences.append("Next: “find contacts”.")
        is_ok = bool(self._done or self._brought_back or self._left.get(Verdict.ALREADY))
        if not now_meant or not is_ok:
            return Outcome(" ".join(sentences), is_ok=is_ok)
        title = "Approved leads" if is_approval else f"What is left: {len(now_meant):,}"
        table = LeadTable(tuple(now_meant[:_SHOWN]), title)
        return Outcome(" ".join(sentences), (table,), leads=tuple(view.lead.id for view in now_meant))


async def _list_left(books: Books, before: list[LeadView]) -> list[LeadView]:
    """What remains of the list that is looked through: leads that came in with the rejected ones and stood like them.

    When none is left, the approved ones among them: they are what goes on.
    """
    groups = [group for group in (UNDECIDED, APPROVED) if any(view.lead.stage in group for view in before)]
    for group in groups:
        left = await list_batch(books, before, group)
        if left:
            return left
    return await list_batch(books, before, APPROVED)


def _count(leads: list[Decided]) -> str:
    """The names of a few, the number of many."""
    return name_some(leads) if len(leads) <= 3 else f"{len(leads)} leads"
