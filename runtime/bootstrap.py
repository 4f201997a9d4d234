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


@dataclass(frozen=True, slots=True)
class _Slices:
    """The services that more than the toolbox needs."""

    search: SearchService
    intake: IntakeService
    leads: LeadService
    drafts: DraftService
    send: SendService
    follow_ups: FollowUpService
    inbox: InboxService
    report: ReportService
    profile: ProfileService


def _build_slices(opened: _Opened) -> _Slices:
    ledger, clock, providers = opened.ledger, opened.clock, opened.providers
    mailbox = providers.mailbox.name if providers.mailbox else ""
    send = SendService(ledger, clock, providers.mailer, providers.policy, World(), mailbox)
    return _Slices(
        search=SearchService(ledger, clock, providers.sources),
        intake=IntakeService(ledger, clock, opened.directory),
        leads=LeadService(ledger, clock),
        drafts=DraftService(ledger, clock),
        send=send,
        follow_ups=FollowUpService(ledger, clock, mailbox, send.plan_release, FollowUpPolicy()),
        inbox=InboxService(
            ledger,
            clock,
            providers.mailbox,
            poll_every=timedelta(seconds=opened.settings.poll_seconds),
            quarantine=opened.workspace.files / "quarantine",
            authority=providers.authority,
        ),
        report=ReportService(ledger, clock, None if opened.practice_time else opened.directory),
        profile=ProfileService(ledger, clock),
    )


def _build_toolbox(opened: _Opened, slices: _Slices) -> Toolbox:
    ledger, clock = opened.ledger, opened.clock
    return Toolbox(
        (
            slices.search,
            slices.intake,
            slices.leads,
            ScoreService(ledger, clock),
            EnrichService(ledger, clock, opened.providers.finders),
            slices.drafts,
            slices.send,
            slices.follow_ups,
            slices.inbox,
            slices.report,
            ExportService(ledger, clock, opened.workspace.files),
            PrivacyService(ledger, opened.workspace.folder),
            slices.profile,
        )
    )


def _wire(opened: _Opened) -> App:
    slices = _build_slices(opened)
    due = DueWork(
        ledger=opened.ledger,
        clock=opened.clock,
        inbox=slices.inbox,
        drafts=slices.drafts,
        follow_ups=slices.follow_ups,
        send=slices.send,
        leads=slices.leads,
        practice_time=opened.practice_time,
        archive_after=timedelta(days=opened.settings.archive_days),
    )
    services = MindServices(
        toolbox=_build_toolbox(opened, slices),
        conversations=Conversations(opened.ledger, opened.practice_time),
        runs=Runs(opened.ledger, SystemClock()),
        leads=slices.leads,
        drafts=slices.drafts,
        report=slices.report,
        profile=slices.profile,
        due=due,
        practice_time=opened.practice_time,
    )
    return App(
        settings=opened.settings,
        workspace=opened.workspace,
        clock=opened.clock,
        ledger=opened.ledger,
        mind=Mind(services, opened.clock),
        due=due,
        services=services,
        intake=slices.intake,
        inbox=slices.inbox,
        cards=Cards(opened.ledger, opened.clock, slices.leads, slices.send, slices.report),
        happenings=Happenings(opened.ledger),
    )
