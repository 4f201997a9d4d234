"""The books of the ledger: every repository over one open transaction."""

from sqlalchemy.ext.asyncio import AsyncSession

from db.repositories.companies import CompanyRepository
from db.repositories.contacts import ContactRepository
from db.repositories.conversations import ConversationRepository
from db.repositories.decisions import DecisionRepository
from db.repositories.drafts import DraftRepository
from db.repositories.due import DueRepository
from db.repositories.erasure import ErasureRepository
from db.repositories.events import EventRepository
from db.repositories.follow_ups import FollowUpRepository
from db.repositories.leads import LeadRepository
from db.repositories.mail import MailRepository
from db.repositories.playbooks import PlaybookRepository
from db.repositories.received import ReceivedMailRepository
from db.repositories.runs import RunRepository
from db.repositories.suppressions import SuppressionRepository
from db.repositories.tallies import TallyRepository
from db.repositories.workspace import WorkspaceRepository
from domain.clock import Clock


class Books:
    """One repository per noun; all share the transaction, so what is done in a block is done wholly or not at all."""

    def __init__(self, session: AsyncSession, clock: Clock) -> None:
        self.events = EventRepository(session, clock)
        self.companies = CompanyRepository(session)
        self.contacts = ContactRepository(session, clock)
        self.leads = LeadRepository(session, clock, self.events)
        self.playbooks = PlaybookRepository(session, clock)
        self.drafts = DraftRepository(session, clock, self.events)
        self.decisions = DecisionRepository(session, clock)
        self.mail = MailRepository(session, clock)
        self.received = ReceivedMailRepository(session, clock)
        self.erasure = ErasureRepository(session, clock)
        self.suppressions = SuppressionRepository(session, clock)
        self.follow_ups = FollowUpRepository(session)
        self.due = DueRepository(session, clock)
        self.runs = RunRepository(session, clock, self.events)
        self.conversations = ConversationRepository(session, clock)
        self.tallies = TallyRepository(session)
        self.workspace = WorkspaceRepository(session, clock)
