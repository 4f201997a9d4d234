"""What is due now: answers read, follow-ups queued, queued mail released. Worked by the sidecar and by a clock skip."""

from dataclasses import astuple, dataclass
from datetime import timedelta

from domain.jobs import Job, JobKind
from memory.practice_time import PracticeTime
from tools.draft.service import DraftService
from tools.follow_ups.service import FollowUpService
from tools.inbox.service import InboxService
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

    inbox: InboxService
    drafts: DraftService
    follow_ups: FollowUpService
    send: SendService
    leads: LeadService
    practice_time: PracticeTime | None
    archive_after: timedelta

    async def list_jobs(self) -> list[Job]:
        """What is due now, from the rows of the ledger; one indexed question each."""
        await self._refresh()
        jobs = []
        is_poll_due = await self.inbox.is_poll_due()
        if is_poll_due:
            jobs.append(Job(JobKind.READ_MAIL))
        if is_poll_due or await self.follow_ups.has_due():
            jobs.append(Job(JobKind.FOLLOW_UP))
        if await self.send.has_due():
            jobs.append(Job(JobKind.SEND_MAIL))
        if await self.leads.has_closed(self.archive_after):
            jobs.append(Job(JobKind.ARCHIVE))
        return jobs

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
                return DueSummary(sent=len(released.by_fate.get(Fate.SENT, ())))
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
