"""What a click in a card does. Its payload comes from the browser: parsed, checked against the ledger, acted on."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agent.events import ArtifactShown, Done, Notice, StepFinished
from domain.decisions import ShownText
from domain.draft import Draft, DraftStatus
from domain.errors import Correctable, LeadloopError
from domain.plan import Call, Value
from tools.outcome import Artifact, DraftCard, ImportPreview
from ui.acts import click_decision
from ui.page.cards import import_props, lay_out, question_mark
from ui.page.desk import CardKind, Desk
from ui.page.drops import LEAVE, ask_about, forget_imported, import_call
from ui.wire import render_artifact

_MOST_IDS = 1000
_LONGEST_BODY = 20_000
# What to type next is no news to somebody who has just clicked it.
_ADVICE = re.compile(r" Next: “[^”]*”\.?")
PayloadT = TypeVar("PayloadT", bound=BaseModel)
Answer = dict[str, Any]


class Payload(BaseModel):
    """Root of what clicks carry; unknown names are refused."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class CardRequest(Payload):
    kind: CardKind = Field(strict=False)
    ids: list[int] = Field(max_length=_MOST_IDS)
    by: str = Field("", max_length=20)


class QuestionRequest(Payload):
    mark: str = Field(max_length=64)


class SeenPart(Payload):
    """One text as it stood on the screen."""

    step: int
    version: int
    body_hash: str = Field(max_length=64)


class SeenDraft(Payload):
    draft: int
    parts: list[SeenPart] = Field(min_length=1, max_length=20)


class DraftsDecided(Payload):
    decision: Literal["approve_send", "approve", "send", "reject", "regenerate"]
    drafts: list[SeenDraft] = Field(min_length=1, max_length=200)


class DraftEdited(Payload):
    draft: SeenDraft
    step: int = Field(ge=0, le=9)
    subject: str = Field(max_length=300)
    body: str = Field(min_length=1, max_length=_LONGEST_BODY)


class LeadsDecided(Payload):
    decision: Literal["approve", "reject"]
    leads: list[int] = Field(min_length=1, max_length=_MOST_IDS)


class ListRequest(Payload):
    file: str = Field(max_length=200)


class ListDecided(ListRequest):
    decision: Literal["import", "leave"]


@dataclass(frozen=True, slots=True)
class _Ran:
    """What a click's plan came to, and what was shown on the way."""

    said: str
    is_ok: bool
    shown: tuple[Artifact, ...]


class Clicks:
    """Runs clicks, one after the other in a workspace: a double click finds what the first one did."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._one_at_a_time = asyncio.Lock()

    async def card_data(self, payload: object) -> Answer:
        """What a card shows, from the ledger as it is now."""
        asked = _parse(CardRequest, payload)
        artifacts = await self._desk.shelf.read(asked.kind, asked.ids, asked.by)
        return {"ok": True, "cards": [render_artifact(artifact) for artifact in artifacts]}

    async def question_data(self, conversation_id: str, payload: object) -> Answer:
        """The options of a question while it is open, none afterwards."""
        asked = _parse(QuestionRequest, payload)
        question = await self._desk.memory.find_question(conversation_id)
        is_open = question is not None and question_mark(question.text) == asked.mark
        options = [option.label for option in question.options] if question and is_open else []
        return {"ok": True, "open": is_open, "options": options}

    async def decide_drafts(self, conversation_id: str, payload: object) -> Answer:
        """Approve, send, reject or regenerate drafts exactly as they were seen."""
        click = _parse(DraftsDecided, payload)
        async with self._one_at_a_time:
            ids = [seen.draft for seen in click.drafts]
            drafts = await self._read_drafts(ids)
            problem = _find_problem(click, drafts)
            if problem:
                return await self._drafts_now(ids, problem, is_ok=False)
            shown = [_shown(seen) for seen in click.drafts]
            words = f"click: {click.decision.replace('_', ' and ')} {', '.join(f'draft {one}' for one in ids)}"
            ran = await self._run(conversation_id, _calls_for(click), words, [one for s in shown for one in s])
            made = [one.draft.id for one in ran.shown if isinstance(one, DraftCard) and one.draft.id not in ids]
            return {**await self._drafts_now(ids, ran.said, is_ok=ran.is_ok), "made": made}

    async def edit_draft(self, conversation_id: str, payload: object) -> Answer:
        """Stores what was typed into a card as the draft's next version."""
        click = _parse(DraftEdited, payload)
        async with self._one_at_a_time:
            id_ = click.draft.draft
            drafts = await self._read_drafts([id_])
            problem = _find_change(click.draft, drafts.get(id_)) or _find_closed(drafts[id_])
            if problem:
                return await self._drafts_now([id_], problem, is_ok=False)
            args: dict[str, Value] = {"draft": id_, "step": click.step, "subject": click.subject, "body": click.body}
            words = f"click: edit draft {id_}"
            ran = await self._run(conversation_id, [Call("edit_draft", args)], words, _shown(click.draft))
            return await self._drafts_now([id_], ran.said, is_ok=ran.is_ok)

    async def decide_leads(self, conversation_id: str, payload: object) -> Answer:
        click = _parse(LeadsDecided, payload)
        async with self._one_at_a_time:
            call = Call("review_leads", {"leads": tuple(click.leads), "decision": click.decision})
            words = f"click: {click.decision} {len(click.leads)} leads"
            ran = await self._run(conversation_id, [call], words, ())
            cards = await self._desk.shelf.read(CardKind.LEADS, click.leads)
            return {"ok": ran.is_ok, "said": ran.said, "cards": [render_artifact(card) for card in cards]}

    async def import_data(self, payload: object) -> Answer:
        """What importing a dropped list would bring, while it waits for a yes."""
        asked = _parse(ListRequest, payload)
        path = self._desk.drops.find(asked.file)
        if path is None:
            return {"ok": True, "open": False, "cards": []}
        shown = (await self._desk.lists.preview(str(path))).artifacts
        return {
            "ok": True,
            "open": True,
            "cards": [import_props(one) for one in shown if isinstance(one, ImportPreview)],
        }

    async def decide_import(self, conversation_id: str, payload: object) -> Answer:
        """Imports a dropped list, or leaves it. `shown` are cards for a message that stays in the chat."""
        click = _parse(ListDecided, payload)
        async with self._one_at_a_time:
            path = self._desk.drops.find(click.file)
            if path is None:
                said = f"{click.file} has been read or left already; nothing was done again."
                return {"ok": False, "said": said, "cards": []}
            await self._settle(conversation_id, ask_about(click.file))
            if click.decision == "leave":
                self._desk.drops.forget(str(path))
                return {"ok": True, "said": f"All right, I leave {click.file}.", "cards": []}
            ran = await self._run(conversation_id, [import_call(path)], f"click: import {click.file}", ())
            return {"ok": ran.is_ok, "said": ran.said, "cards": [], "shown": lay_out(ran.shown)}

    async def _settle(self, conversation_id: str, text: str) -> None:
        """A click answers the question too: a "yes" that is typed afterwards must not mean it any more."""
        question = await self._desk.memory.find_question(conversation_id)
        if question is not None and question.text == text:
            await self._desk.memory.answer(conversation_id, question, LEAVE)

    async def _read_drafts(self, ids: Sequence[int]) -> dict[int, Draft]:
        cards = await self._desk.shelf.read(CardKind.DRAFTS, ids)
        return {card.draft.id: card.draft for card in cards if isinstance(card, DraftCard)}

    async def _drafts_now(self, ids: Sequence[int], said: str, *, is_ok: bool) -> Answer:
        cards = await self._desk.shelf.read(CardKind.DRAFTS, ids)
        return {"ok": is_ok, "said": said, "cards": [render_artifact(card) for card in cards]}

    async def _run(self, conversation_id: str, calls: Sequence[Call], words: str, shown: Sequence[ShownText]) -> "_Ran":
        """Carries out the calls like any plan."""
        decision = click_decision(self._desk.actor, words, tuple(shown), conversation_id)
        said: list[str] = []
        artifacts: list[Artifact] = []
        is_ok = False
        events = self._desk.mind.run_plan(conversation_id, calls, decision, is_click=True)
        async for event in forget_imported(self._desk.drops, self._desk.shelf, events):
            match event:
                case StepFinished(_, _, _, summary, _):
                    said.append(summary)
                case Notice(text):
                    said.append(text)
                case ArtifactShown(artifact):
                    artifacts.append(artifact)
                case Done(_, _, done):
                    is_ok = done
        return _Ran(_ADVICE.sub("", " ".join(said)), is_ok, tuple(artifacts))


def refusal(error: LeadloopError) -> Answer:
    """An expected failure as the card shows it."""
    return {"ok": False, "said": str(error), "cards": []}


def _parse(model: type[PayloadT], payload: object) -> PayloadT:
    try:
        return model.model_validate(payload)
    except ValidationError as error:
        raise Correctable("I could not read that click; reload the page and try again.") from error


def _shown(seen: SeenDraft) -> list[ShownText]:
    return [ShownText(seen.draft, part.step, part.version, part.body_hash) for part in seen.parts]


def _calls_for(click: DraftsDecided) -> list[Call]:
    ids = tuple(seen.draft for seen in click.drafts)
    send = Call("send_emails", {"drafts": ids})
    if click.decision == "send":
        return [send]
    decision = "approve" if click.decision == "approve_send" else click.decision
    review = Call("review_drafts", {"drafts": ids, "decision": decision})
    return [review, send] if click.decision == "approve_send" else [review]


def _find_problem(click: DraftsDecided, drafts: dict[int, Draft]) -> str:
    """Why the click cannot be carried out as it is, in one sentence; empty when it can."""
    for seen in click.drafts:
        draft = drafts.get(seen.draft)
        change = _find_change(seen, draft)
        if change:
            return change
        wanted = DraftStatus.APPROVED if click.decision == "send" else DraftStatus.PENDING
        if draft is not None and draft.status is not wanted:
            return f"Draft {draft.id} is {draft.status} already; nothing was done again."
    return ""


def _find_change(seen: SeenDraft, draft: Draft | None) -> str:
    if draft is None:
        return f"Draft {seen.draft} is gone; ask for “my drafts” to see what there is."
    now = {(part.step, part.version, part.body_hash) for part in draft.parts}
    if now != {(part.step, part.version, part.body_hash) for part in seen.parts}:
        return f"Draft {draft.id} has changed since you saw it; here it is as it stands now, please look again."
    return ""


def _find_closed(draft: Draft) -> str:
    if draft.status in (DraftStatus.PENDING, DraftStatus.APPROVED):
        return ""
    return f"Draft {draft.id} is {draft.status}; its text cannot be changed any more."
