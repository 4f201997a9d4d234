"""What a card of a window shows, read from the ledger each time it is drawn: old chats show what is true now."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from db.books import Books
from db.ledger import Ledger
from domain.clock import Clock
from domain.draft import DraftStatus
from domain.views import LeadFilter
from tools.draft.showing import build_cards as build_draft_cards
from tools.draft.showing import build_table
from tools.inbox.service import build_cards as build_reply_cards
from tools.leads.service import LeadService
from tools.outcome import Artifact, DraftCard, FollowUpTable, LeadTable, RunTable
from tools.report.service import ReportService
from tools.send.service import SendService

_MOST = 1000


class Cards:
    """Artifacts by kind and ids. Ids that are gone are left out; nothing here changes anything."""

    def __init__(
        self, ledger: Ledger, clock: Clock, leads: LeadService, send: SendService, report: ReportService
    ) -> None:
        self._ledger = ledger
        self._clock = clock
        self._leads = leads
        self._send = send
        self._report = report

    async def read(self, kind: str, ids: Sequence[int], by: str = "") -> tuple[Artifact, ...]:
        """`kind` as in the JSON of artifacts. A report's only id is its days; `by` is what it tells apart."""
        if not ids:
            return ()
        if kind == "report":
            return (await self._report.report(ids[0], by)).artifacts
        async with self._ledger.reading() as books:
            match kind:
                case "company_table":
                    views = await books.leads.list_views(LeadFilter(ids=tuple(ids), limit=_MOST))
                    return (LeadTable(tuple(views)),)
                case "draft":
                    return await self._read_drafts(books, ids)
                case "draft_table":
                    return (await build_table(books, await books.drafts.list_(ids=ids, limit=_MOST)),)
                case "reply":
                    return await build_reply_cards(books, await books.received.list_(ids=ids, limit=_MOST))
                case "mail_table":
                    return await self._read_mails(books, ids)
                case "follow_up_table":
                    return await _read_follow_ups(books, ids)
                case "run_table":
                    return (RunTable(tuple([await books.runs.get(id_) for id_ in ids])),)
                case "lead":
                    is_known = bool(await books.leads.list_ids(LeadFilter(ids=tuple(ids), limit=1)))
        return (await self._leads.show_lead(ids[0])).artifacts if kind == "lead" and is_known else ()

    async def _read_drafts(self, books: Books, ids: Sequence[int]) -> tuple[Artifact, ...]:
        drafts = {draft.id: draft for draft in await books.drafts.list_(ids=ids, limit=_MOST)}
        cards = await build_draft_cards(books, [drafts[id_] for id_ in dict.fromkeys(ids) if id_ in drafts])
        now = self._clock.now()
        return tuple([replace(card, leaves=await self._describe_leaving(books, card, now)) for card in cards])

    async def _describe_leaving(self, books: Books, card: DraftCard, now: datetime) -> str:
        """When the first mail of a draft leaves or left; empty for one that never will."""
        if card.draft.status is DraftStatus.REJECTED:
            return ""
        if card.draft.status in (DraftStatus.PENDING, DraftStatus.APPROVED):
            return self._send.describe_leaving(self._send.plan_release(now, card.company), card.company)
        mails = [mail for mail in await books.mail.list_sent(draft_id=card.draft.id) if mail.step == 0]
        tables = await self._send.build_table(books, mails[-1:], "")
        return tables[0].rows[0][1] if tables else ""

    async def _read_mails(self, books: Books, ids: Sequence[int]) -> tuple[Artifact, ...]:
        known = {mail.id: mail for mail in await books.mail.list_sent(ids=ids)}
        return await self._send.build_table(books, [known[id_] for id_ in ids if id_ in known], "")


async def _read_follow_ups(books: Books, ids: Sequence[int]) -> tuple[Artifact, ...]:
    found = [one for one in await books.follow_ups.list_() if one.id in ids]
    leads = tuple({one.lead_id for one in found})
    views = await books.leads.list_views(LeadFilter(ids=leads, limit=max(1, len(leads))))
    names = {view.lead.id: view.company.name for view in views}
    return (FollowUpTable(tuple((one, names.get(one.lead_id, "")) for one in found)),)
