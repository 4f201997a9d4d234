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
from tools.leads.rules.review import Verdict, explain, judge
from tools.leads.rules.status import UNDECIDED
from tools.outcome import LeadTable, Outcome
from tools.spec import CallContext

_CHUNK = 50
_OPEN_DRAFTS = (DraftStatus.PENDING, DraftStatus.APPROVED, DraftStatus.QUEUED)


class Review:
    """One person's decision about some leads."""

    def __init__(self, ledger: Ledger, decision: Decision, reason: str, context: CallContext) -> None:
        self._ledger = ledger
        self._decision = decision
        self._reason = reason
        self._context = context
        self._done: list[str] = []
        self._left: dict[Verdict, list[str]] = defaultdict(list)
        self._too_late: list[str] = []
        self._brought_back: list[str] = []

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
        is_alone = not any(view.lead.stage in UNDECIDED for view in views)
        for at in range(0, len(open_ids), _CHUNK):
            context.check_stop()
            chunk = open_ids[at : at + _CHUNK]
            async with self._ledger.writing() as books:
                for view in await books.leads.list_views(LeadFilter(ids=tuple(chunk), limit=len(chunk))):
                    await self._decide(books, view, is_alone=is_alone)
                await books.runs.finish_items(context.run_id, context.call_index, chunk, ItemStatus.DONE)
            await context.progress(len(ids) - len(open_ids) + at + len(chunk), len(ids), "recording your decision")
        async with self._ledger.reading() as books:
            after = await books.leads.list_views(LeadFilter(ids=ids, limit=len(ids)))
        return self._tell(after)

    async def _decide(self, books: Books, view: LeadView, *, is_alone: bool) -> None:
        lead, name = view.lead, view.company.name
        verdict = judge(lead.stage, self._decision, is_alone=is_alone)
        if verdict not in (Verdict.MOVE, Verdict.BRING_BACK):
            self._left[verdict].append(name)
            return
        if self._decision is Decision.REJECT and not await self._close_mail(books, lead.id):
            self._too_late.append(name)
            return
        is_back = verdict is Verdict.BRING_BACK
        action = "bring_back" if is_back else self._decision.value
        await books.decisions.record(self._person(), action, "lead", lead.id, reason=self._reason)
        if self._decision is Decision.REJECT:
            await books.decisions.revoke("lead", lead.id, Decision.APPROVE)
        to = Stage.REJECTED if self._decision is Decision.REJECT else Stage.APPROVED
        await books.leads.move(lead.id, to, Cause.PERSON)
        (self._brought_back if is_back else self._done).append(name)

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

    def _tell(self, after: list[LeadView]) -> Outcome:
        verb = "Approved" if self._decision is Decision.APPROVE else "Rejected"
        sentences = []
        if self._done:
            why = f" ({self._reason})" if self._reason and self._decision is Decision.REJECT else ""
            sentences.append(f"{verb} {_count(self._done)}{why}.")
        if self._brought_back:
            sentences.append(f"Brought back {_count(self._brought_back)}.")
        notes = [explain(verdict, self._decision, names) for verdict, names in self._left.items()]
        if self._too_late:
            notes.append(f"{_count(self._too_late)} could not be rejected: the mail is leaving at this moment")
        sentences += [f"{note}." for note in notes]
        is_approved = self._decision is Decision.APPROVE and (self._done or self._brought_back)
        if is_approved:
            sentences.append("Next: “find contacts”.")
        table = LeadTable(tuple(after), f"{verb} leads")
        # After a rejection "those" goes on meaning what it meant: the rest of the list is what comes next.
        leads = tuple(view.lead.id for view in after) if self._decision is Decision.APPROVE else None
        is_ok = bool(self._done or self._brought_back or self._left.get(Verdict.ALREADY))
        return Outcome(" ".join(sentences), (table,), leads=leads, is_ok=is_ok)


def _count(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{len(names)} leads"
