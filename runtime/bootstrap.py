"""The one place that wires things: settings in, a running application out."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from agent.services import MindServices
from agent.session import Mind
from db.directory import DirectoryIndex
from db.ledger import Ledger, sqlite_url
from db.migrate import migrate
from domain.clock import Clock, MovableClock, SystemClock
from memory.conversations import Conversations
from memory.happenings import Happenings
from memory.practice_time import PracticeTime
from memory.runs import Runs
from runtime.cards import Cards
from runtime.due import DueWork
from runtime.settings import Mode, Settings
from runtime.workspace import Workspace, find_workspace
from runtime.world import World
from tools.draft.service import DraftService
from tools.enrich.providers.base import ContactFinder
from tools.enrich.providers.practice import PracticeContactFinder
from tools.enrich.service import EnrichService
from tools.export.service import ExportService
from tools.follow_ups.rules import FollowUpPolicy
from tools.follow_ups.service import FollowUpService
from tools.inbox.providers.base import Mailbox
from tools.inbox.providers.practice import AUTHORITY, PracticeMailbox
from tools.inbox.service import InboxService
from tools.intake.service import IntakeService
from tools.leads.service import LeadService
from tools.privacy.service import PrivacyService
from tools.profile.providers.practice import make_profile
from tools.profile.service import ProfileService
from tools.registry import Toolbox
from tools.report.service import ReportService
from tools.score.service import ScoreService
from tools.search.providers.base import CompanySource
from tools.search.providers.directory import DirectorySource
from tools.search.providers.practice import PracticeSource
from tools.search.service import SearchService
from tools.send.providers.base import Mailer
from tools.send.providers.maildir import MaildirMailer
from tools.send.rules import LIVE_POLICY, OPEN_POLICY, SendPolicy
from tools.send.service import SendService


@dataclass(frozen=True, slots=True)
class Providers:
    """What a workspace talks to: fictional in practice, real in live; live has no way to the fictional ones.

    `authority` is the host whose word on a sender's identity counts (Authentication-Results, RFC 8601).
    """

    sources: tuple[CompanySource, ...]
    finders: tuple[ContactFinder, ...]
    mailer: Mailer | None
    mailbox: Mailbox | None
    policy: SendPolicy
    authority: str = ""


@dataclass(frozen=True, slots=True)
class App:
    """A workspace that is open: mind, cards and happenings for windows, due work for the sidecar, services."""

    settings: Settings
    workspace: Workspace
    clock: Clock
    ledger: Ledger
    mind: Mind
    due: DueWork
    services: MindServices
    intake: IntakeService
    inbox: InboxService
    cards: Cards
    happenings: Happenings


@dataclass(frozen=True, slots=True)
class _Opened:
    """The opened parts of a workspace, before the services stand on them."""

    settings: Settings
    workspace: Workspace
    clock: Clock
    ledger: Ledger
    directory: DirectoryIndex
    providers: Providers
    practice_time: PracticeTime | None


def _practice_providers(workspace: Workspace) -> Providers:
    return Providers(
        sources=(PracticeSource(),),
        finders=(PracticeContactFinder(),),
        mailer=MaildirMailer(workspace.outbox),
        mailbox=PracticeMailbox(inbox=workspace.inbox, outbox=workspace.outbox),
        policy=OPEN_POLICY,
        authority=AUTHORITY,
    )


def _live_providers(directory: DirectoryIndex) -> Providers:
    return Providers(sources=(DirectorySource(directory),), finders=(), mailer=None, mailbox=None, policy=LIVE_POLICY)


@asynccontextmanager
async def open_app(settings: Settings) -> AsyncIterator[App]:
    """Opens the workspace (made and migrated when needed). Raises Unavailable when it cannot be written."""
    workspace = find_workspace(settings)
    workspace.prepare()
    migrate(workspace.ledger)
    is_practice = settings.mode is Mode.PRACTICE
    movable = MovableClock(SystemClock())
    clock: Clock = movable if is_practice else SystemClock()
    ledger = Ledger(sqlite_url(workspace.ledger), clock)
    directory = DirectoryIndex(workspace.directory)
    providers = _practice_providers(workspace) if is_practice else _live_providers(directory)
    practice_time = PracticeTime(ledger, movable) if is_practice else None
    try:
        if practice_time:
            await practice_time.refresh()
        opened = _Opened(settings, workspace, clock, ledger, directory, providers, practice_time)
        app = _wire(opened)
        if is_practice:
            await app.services.profile.fill_if_empty(make_profile())
        try:
            yield app
        finally:
            app.inbox.close()
    finally:
        await ledger.close()


def _wire(opened: _Opened) -> App:
    settings, workspace, clock, ledger = opened.settings, opened.workspace, opened.clock, opened.ledger
    providers = opened.providers
    leads = LeadService(ledger, clock)
    drafts = DraftService(ledger, clock)
    search = SearchService(ledger, clock, providers.sources)
    intake = IntakeService(ledger, clock, opened.directory)
    inbox = InboxService(
        ledger,
        clock,
        providers.mailbox,
        poll_every=timedelta(seconds=settings.poll_seconds),
        quarantine=workspace.files / "quarantine",
        authority=providers.authority,
    )
    send = SendService(ledger, clock, providers.mailer, providers.policy, World())
    mailbox = providers.mailbox.name if providers.mailbox else ""
    follow_ups = FollowUpService(ledger, clock, mailbox, send.plan_release, FollowUpPolicy())
    report = ReportService(ledger, clock)
    profile = ProfileService(ledger, clock)
    toolbox = Toolbox(
        (
            search,
            intake,
            leads,
            ScoreService(ledger, clock),
            EnrichService(ledger, clock, providers.finders),
            drafts,
            send,
            follow_ups,
            inbox,
            report,
            ExportService(ledger, clock, workspace.files),
            PrivacyService(ledger),
            profile,
        )
    )
    due = DueWork(
        inbox=inbox,
        drafts=drafts,
        follow_ups=follow_ups,
        send=send,
        leads=leads,
        practice_time=opened.practice_time,
        archive_after=timedelta(days=settings.archive_days),
    )
    services = MindServices(
        toolbox=toolbox,
        conversations=Conversations(ledger),
        runs=Runs(ledger),
        leads=leads,
        drafts=drafts,
        search=search,
        report=report,
        profile=profile,
        due=due,
        practice_time=opened.practice_time,
    )
    return App(
        settings=settings,
        workspace=workspace,
        clock=clock,
        ledger=ledger,
        mind=Mind(services, clock),
        due=due,
        services=services,
        intake=intake,
        inbox=inbox,
        cards=Cards(ledger, clock, leads, send, report),
        happenings=Happenings(ledger),
    )
