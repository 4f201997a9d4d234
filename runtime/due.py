"""What is due now: answers read, follow-ups queued, queued mail released. Worked by the sidecar and by a clock skip."""

from dataclasses import astuple, dataclass
from datetime import timedelta

from db.ledger import Ledger
from domain.clock import Clock
from domain.jobs import Job, JobKind
from memory.practice_time import PracticeTime
from tools.draft.service import DraftService
from tools.follow_ups.service import FollowUpService
from tools.inbox.service import InboxService
from tools.leads.rules.status import ARCHIVABLE
from tools.leads.service import LeadService
from tools.send.release import Fate
from tools.send.service import SendService


@dataclass(frozen=True, slots=True)
class DueSummary:
    """Counts of one round."""

    read: int = 0
    answers_suggested: int = 0
    follow_ups: int = 0
    sent: int = 0
    archived: int = 0

    def plus(self, other: "DueSummary") -> "DueSummary":
        return DueSummary(*(mine + theirs for mine, theirs in zip(astuple(self), astuple(other), strict=True)))

    def in_words(self) -> str:
        parts = [
            (self.read, "mail read", "mails read"),
            (self.answers_suggested, "answer suggested", "answers suggested"),
            (self.follow_ups, "follow-up due", "follow-ups due"),
            (self.sent, "mail sent", "mails sent"),
            (self.archived, "lead archived", "leads archived"),
        ]
        said = [f"{count} {one if count == 1 else many}" for count, one, many in parts if count]
        return (", ".join(said) + ".") if said else "Nothing was due."


@dataclass(frozen=True, slots=True)
class DueWork:
    """One round over everything that is due; safe to run in several processes at once, because each row is claimed."""

    ledger: Ledger
    clock: Clock
    inbox: InboxService
    drafts: DraftService
    follow_ups: FollowUpService
    send: SendService
    leads: LeadService
    practice_time: PracticeTime | None
    archive_after: timedelta

    async def list_jobs(self) -> list[Job]:
        """What is due now, by one indexed question to the rows of the ledger."""
        async with self.ledger.reading() as books:
            if self.practice_time:
                self.practice_time.adopt(await books.workspace.clock_offset())
            due = await books.due.find(self.inbox.mailbox, ARCHIVABLE, self.clock.now() - self.archive_after)
        # Follow-ups that wait for an approval, and leads that stay silent, are looked at with every reading.
        kinds = (
            (due.reading, JobKind.READ_MAIL),
            (due.reading or due.follow_ups, JobKind.FOLLOW_UP),
            (due.mail, JobKind.SEND_MAIL),
            (due.archive, JobKind.ARCHIVE),
        )
        return [Job(kind) for is_due, kind in kinds if is_due]

    async def do(self, job: Job, *, at_once: bool = False) -> DueSummary:
        """Carries one job out; `at_once` reads the mailbox although its time has not come."""
        match job.kind:
            case JobKind.READ_MAIL:
                read = await self.inbox.poll_due(at_once=at_once)
                suggested = await self.drafts.suggest_answers()
                return DueSummary(read=read, answers_suggested=len(suggested.drafts or ()))
            case JobKind.FOLLOW_UP:
                return await self._follow_up()
            case JobKind.SEND_MAIL:
                released = await self.send.release_due()
                # A queued follow-up whose reading has grown old is tried again in a minute, after this one.
                read = await self.inbox.poll_due(at_once=True) if released.needs_poll else 0
                return DueSummary(read=read, sent=len(released.by_fate.get(Fate.SENT, ())))
            case JobKind.ARCHIVE:
                return DueSummary(archived=await self.leads.archive_closed(self.archive_after))

    async def _follow_up(self) -> DueSummary:
        released = await self.follow_ups.release_due()
        read = 0
        if released.needs_poll:
            # A follow-up must not overtake an answer that waits in the mailbox.
            read = await self.inbox.poll_due(at_once=True)
            released = await self.follow_ups.release_due()
        return DueSummary(read=read, follow_ups=len(released.queued) + len(released.awaiting_approval))

    async def round(self) -> DueSummary:
        """Everything once, one after the other, the mailbox first whether or not its time has come."""
        await self._refresh()
        total = DueSummary()
        for kind in JobKind:
            total = total.plus(await self.do(Job(kind), at_once=True))
        return total

    async def _refresh(self) -> None:
        if self.practice_time:
            await self.practice_time.refresh()

    async def work(self) -> str:
        return (await self.round()).in_words()
