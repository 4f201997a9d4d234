"""All tables of the ledger. Importing this package registers every table on `Row.metadata`."""

from db.models.companies import CompanyRow, ContactRow, EvidenceRow
from db.models.conversations import FocusRow, PendingQuestionRow, ProposalRow, TurnRow
from db.models.drafts import DecisionRow, DraftPartRow, DraftRow, ShownPartRow
from db.models.leads import LeadRow, PlaybookVersionRow, ScoreRow
from db.models.mail import FollowUpRow, JournalRow, MailboxRow, MessageRow, SuppressionRow
from db.models.row import Row
from db.models.runs import RunItemRow, RunRow, RunStepRow, ServiceCallRow
from db.models.workspace import DeliveryRow, EventRow, LeaseRow, StateRow, SubscriptionRow

__all__ = [
    "CompanyRow",
    "ContactRow",
    "DecisionRow",
    "DeliveryRow",
    "DraftPartRow",
    "DraftRow",
    "EventRow",
    "EvidenceRow",
    "FocusRow",
    "FollowUpRow",
    "JournalRow",
    "LeadRow",
    "LeaseRow",
    "MailboxRow",
    "MessageRow",
    "PendingQuestionRow",
    "PlaybookVersionRow",
    "ProposalRow",
    "Row",
    "RunItemRow",
    "RunRow",
    "RunStepRow",
    "ScoreRow",
    "ServiceCallRow",
    "ShownPartRow",
    "StateRow",
    "SubscriptionRow",
    "SuppressionRow",
    "TurnRow",
]
