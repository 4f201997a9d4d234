"""Explaining without doing: what a sentence would run, what a reply means. JSON lines in and out."""

import json
from collections.abc import Iterable
from typing import Any, TextIO

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agent.understand.context import Context
from agent.understand.gate import apply_gate
from agent.understand.parse import parse
from agent.understand.wire import render_route
from domain.mail import Understanding
from tools.inbox.rules.classify import classify
from tools.registry import EFFECTS


class _RouteLine(BaseModel):
    model_config = ConfigDict(extra="ignore")
    text: str
    history: list[str] = Field(default_factory=list)


class _ReplyLine(BaseModel):
    model_config = ConfigDict(extra="ignore")
    text: str
    headers: dict[str, str] = Field(default_factory=dict)
    subject: str = ""
    sent: str = ""


def route_text(text: str, history: Iterable[str]) -> dict[str, Any]:
    """Route, calls, confidence and question of a sentence after these earlier ones. Runs nothing."""
    reading = parse(text, Context(history=tuple(history)))
    return render_route(apply_gate(reading, EFFECTS))


def route_lines(lines: Iterable[str], out: TextIO) -> bool:
    """One JSON object in, one out; a line that is none gets {"error"}. Answers whether all lines were good."""
    is_ok = True
    for line in lines:
        if not line.strip():
            continue
        try:
            asked = _RouteLine.model_validate_json(line)
            answer = route_text(asked.text, asked.history)
        except ValidationError as error:
            is_ok, answer = False, {"error": error.errors(include_url=False)[0]["msg"]}
        out.write(json.dumps(answer, ensure_ascii=False) + "\n")
        out.flush()
    return is_ok


def classify_lines(lines: Iterable[str], out: TextIO) -> bool:
    """One reply per JSON line in, what it means out; a line that is none gets {"error"}. Stores nothing."""
    is_ok = True
    for line in lines:
        if not line.strip():
            continue
        try:
            reply = _ReplyLine.model_validate_json(line)
            answer = _in_words(classify(reply.text, reply.subject, reply.headers, reply.sent))
        except ValidationError as error:
            is_ok, answer = False, {"error": error.errors(include_url=False)[0]["msg"]}
        out.write(json.dumps(answer, ensure_ascii=False) + "\n")
        out.flush()
    return is_ok


def _in_words(seen: Understanding) -> dict[str, Any]:
    return {
        "intent": seen.intent.value,
        "confidence": round(seen.confidence, 3),
        "needs_human": seen.needs_human,
        "summary": seen.summary,
        "sentiment": seen.sentiment.value,
        "key_points": list(seen.key_points),
        "return_date": seen.return_on,
        "referral": seen.referral,
    }
