"""Every tool of Leadloop, one line each, and the box that calls them. The only place that sees a slice's tool.py."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from domain.decisions import Effect
from domain.errors import Correctable
from tools.draft.tool import DRAFT_EMAILS, EDIT_DRAFT, LIST_DRAFTS, REVIEW_DRAFTS
from tools.enrich.tool import ENRICH_CONTACTS
from tools.export.tool import EXPORT_LEADS
from tools.follow_ups.tool import FOLLOW_UPS
from tools.inbox.tool import CHECK_INBOX, LIST_REPLIES
from tools.intake.tool import IMPORT_LEADS
from tools.leads.tool import LIST_LEADS, REVIEW_LEADS, SHOW_LEAD
from tools.outcome import Outcome
from tools.privacy.tool import FORGET_CONTACT, SUPPRESS
from tools.profile.tool import SET_PROFILE
from tools.report.tool import REPORT, SHOW_RUNS
from tools.score.tool import SCORE_LEADS
from tools.search.tool import SEARCH_COMPANIES
from tools.send.tool import PAUSE_SENDING, SEND_EMAILS, UNDO
from tools.spec import CallContext, ToolSpec

TOOLS: tuple[ToolSpec[Any, Any], ...] = (
    SEARCH_COMPANIES,
    IMPORT_LEADS,
    LIST_LEADS,
    SHOW_LEAD,
    REVIEW_LEADS,
    SCORE_LEADS,
    ENRICH_CONTACTS,
    DRAFT_EMAILS,
    LIST_DRAFTS,
    EDIT_DRAFT,
    REVIEW_DRAFTS,
    SEND_EMAILS,
    PAUSE_SENDING,
    UNDO,
    FOLLOW_UPS,
    CHECK_INBOX,
    LIST_REPLIES,
    REPORT,
    SHOW_RUNS,
    EXPORT_LEADS,
    SUPPRESS,
    FORGET_CONTACT,
    SET_PROFILE,
)

EFFECTS: Mapping[str, Effect] = {tool.name: tool.effect for tool in TOOLS}


class Toolbox:
    """The tools with the services behind them."""

    def __init__(self, services: Iterable[object]) -> None:
        by_class = {type(service): service for service in services}
        self._tools = {tool.name: (tool, by_class[tool.service]) for tool in TOOLS}

    @property
    def effects(self) -> Mapping[str, Effect]:
        """The effect of each tool by its name: what the confidence gate asks."""
        return EFFECTS

    @property
    def examples(self) -> tuple[tuple[str, str], ...]:
        """(what the tool does, a sentence that asks for it), in the order of the list: the help."""
        return tuple((tool.description, tool.words[0]) for tool in TOOLS)

    async def call(self, name: str, args: Mapping[str, object], context: CallContext) -> Outcome:
        """Checks the arguments and runs the tool. Raises Correctable for an unknown tool or unfit arguments."""
        if name not in self._tools:
            raise Correctable(f"I have no tool called {name}.")
        tool, service = self._tools[name]
        try:
            parsed = tool.args.model_validate(dict(args))
        except ValidationError as error:
            raise Correctable(_in_words(name, error)) from error
        return await tool.call(service, parsed, context)


def _in_words(name: str, error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    where = ".".join(str(part) for part in first["loc"]) or "the arguments"
    return f"{name} cannot use {where}: {first['msg'].lower()}; say it another way."
