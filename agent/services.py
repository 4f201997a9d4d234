"""The services the mind itself talks to, beside the tools: references, shown texts, help, the practice clock."""

from dataclasses import dataclass
from typing import Protocol

from memory.conversations import Conversations
from memory.practice_time import PracticeTime
from memory.runs import Runs
from tools.draft.service import DraftService
from tools.leads.service import LeadService
from tools.profile.service import ProfileService
from tools.registry import Toolbox
from tools.report.service import ReportService


class DueWorker(Protocol):
    """Does what is due in the workspace now, and says in a sentence what it did."""

    async def work(self) -> str: ...


@dataclass(frozen=True, slots=True)
class MindServices:
    """Everything a turn needs. `practice_time` is None in a live workspace."""

    toolbox: Toolbox
    conversations: Conversations
    runs: Runs
    leads: LeadService
    drafts: DraftService
    report: ReportService
    profile: ProfileService
    due: DueWorker
    practice_time: PracticeTime | None
