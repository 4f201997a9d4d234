"""Carries out a plan: resolves, checks, calls, notes each step in the ledger, and tells the window as it goes."""

import json
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace

from agent.events import STOPPED, ArtifactShown, Event, Notice, StepFinished, StepProgress, StepStarted
from agent.imply import calls_before, explain, keep_decided
from agent.resolve import resolve_call
from agent.services import MindServices
from domain.clock import Clock, elapsed_ms, stopwatch
from domain.conversation import Focus, FocusKind
from domain.decisions import PersonDecision
from domain.errors import LeadloopError
from domain.identity import mask_addresses
from domain.plan import Call, Ref, Selection
from domain.runs import Run, RunStatus, RunStep
from tools.outcome import DraftCard, Outcome
from tools.spec import CallContext, Cancelled

Emit = Callable[[Event], None]

# Replies that want an answer get one suggested in the same breath; how they are found is the inbox's business.
_ANSWERED_AFTER = "check_inbox"
_ADVICE = re.compile(r" Next: “[^”]*”(?:, or [^“.]*“[^”]*”)?\.?")


@dataclass(frozen=True, slots=True)
class Job:
    """What the person decided, and where. `check_stop` raises Cancelled once the person said stop.

    The decision holds the mail texts that were on the screen when the person spoke: what the same plan writes later
    is not among them, so no sentence can approve a text that nobody has seen.
    """

    conversation_id: str
    decision: PersonDecision
    check_stop: Callable[[], None]
    # A click in one card adds to the drafts that are talked of and never narrows them: "the rest" stays the rest.
    is_click: bool = False


@dataclass
class Result:
    """What a plan came to: a summary per call, and whether all of it was done."""

    run_id: int
    summaries: list[str] = field(default_factory=list)
    is_ok: bool = True
    is_cancelled: bool = False


class Executor:
    """Runs the calls of a plan one after the other; stops at the first that fails."""

    def __init__(self, services: MindServices, clock: Clock, emit: Emit) -> None:
        self._services = services
        self._clock = clock
        self._emit = emit

    async def start(self, job: Job, calls: tuple[Call, ...]) -> Result:
        return await self._work_on(job, await self._services.runs.start(job.conversation_id, calls))

    async def go_on(self, job: Job, run: Run) -> Result:
        """Carries out what is left of the run, from its next call."""
        if not await self._services.runs.hold(run):
            words = "Another window is at work on that plan; wait until it is done."
            return Result(run.id, summaries=[words], is_ok=False)
        return await self._work_on(job, run)

    async def _work_on(self, job: Job, run: Run) -> Result:
        result = Result(run.id)
        try:
            await self._carry_out(job, run, result)
        except LeadloopError:
            # The ledger itself is out of reach: the run stays as it is and can go on later.
            with suppress(LeadloopError):
                await self._services.runs.let_go(run.id)
            raise
        except Exception:
            # A bug: the window tells it, and the run must not look as if it were still at work.
            await self._services.runs.end(run.id, RunStatus.FAILED, "a fault of the program; see the log")
            raise
        except BaseException:
            # The window went away in mid-plan.
            await self._services.runs.let_go(run.id)
            raise
        return result

    async def _carry_out(self, job: Job, run: Run, result: Result) -> None:
        calls = list(run.calls)
        at = run.next_call
        while at < len(calls) and result.is_ok:
            started = stopwatch()
            try:
                calls = await self._prepare(job, run, calls, at)
                outcome = await self._call(job, run, calls[at], at)
            except Cancelled:
                result.is_ok, result.is_cancelled = False, True
                await self._services.runs.end(run.id, RunStatus.CANCELLED, "stopped by the person")
                self._emit(StepFinished(calls[at].tool, run.id, False, STOPPED, elapsed_ms(started)))
                return
            except LeadloopError as error:
                outcome = Outcome(str(error), is_ok=False)
            if calls[at].tool == _ANSWERED_AFTER and outcome.is_ok and outcome.leads:
                calls.insert(at + 1, Call("draft_emails", {"leads": Selection(ref=Ref.ALL, ids=outcome.leads)}))
                await self._services.runs.grow(run.id, calls)
            is_last = at == len(calls) - 1
            if outcome.is_ok and not is_last:
                # The plan does what comes next by itself.
                outcome = replace(outcome, summary=_ADVICE.sub("", outcome.summary))
            result.summaries.append(outcome.summary)
            result.is_ok = outcome.is_ok
            ends = (RunStatus.DONE if is_last else None) if outcome.is_ok else RunStatus.FAILED
            await self._finish(_Finished(job, run, calls[at], at, outcome, elapsed_ms(started)), ends)
            at += 1

    async def _prepare(self, job: Job, run: Run, calls: list[Call], at: int) -> list[Call]:
        """The plan with call `at` resolved to ids, and with what that call implies put before it."""
        asked = calls[at].args.get("leads")
        call = await resolve_call(_carry_on(calls, at), job.conversation_id, self._services)
        if call == calls[at]:
            return calls
        implied: tuple[Call, ...] = ()
        leads = call.args.get("leads")
        if isinstance(asked, Selection) and isinstance(leads, tuple) and leads:
            stages = await self._services.leads.list_stages([int(lead) for lead in leads])
            if asked != Selection():
                implied = calls_before(call, stages)
            else:
                call = keep_decided(call, stages)
        words = explain(call, implied)
        if words:
            self._emit(Notice(words))
        first = [await resolve_call(one, job.conversation_id, self._services) for one in implied]
        prepared = [*calls[:at], *first, call, *calls[at + 1 :]]
        await self._services.runs.grow(run.id, prepared)
        return prepared

    async def _call(self, job: Job, run: Run, call: Call, at: int) -> Outcome:
        job.check_stop()
        self._emit(StepStarted(call.tool, run.id))

        async def progress(done: int, total: int, words: str) -> None:
            self._emit(StepProgress(call.tool, run.id, done, total, words))

        context = CallContext(
            conversation_id=job.conversation_id,
            run_id=run.id,
            call_index=at,
            progress=progress,
            check_stop=job.check_stop,
            decision=job.decision,
        )
        return await self._services.toolbox.call(call.tool, call.args, context)

    async def _finish(self, done: "_Finished", ends: RunStatus | None) -> None:
        call, outcome, run_id = done.call, done.outcome, done.run.id
        step = RunStep(
            run_id=run_id,
            call_index=done.at,
            tool=call.tool,
            masked_args=mask_addresses(json.dumps(dict(call.args), default=str)),
            summary=mask_addresses(outcome.summary),
            is_ok=outcome.is_ok,
            ms=done.ms,
            at=self._clock.now(),
        )
        conversation_id = done.job.conversation_id
        focus = await self._widen(conversation_id, outcome) if done.job.is_click else _focus_of(outcome)
        await self._services.runs.finish_step(step, conversation_id, focus, ends=ends)
        self._emit(StepFinished(call.tool, run_id, outcome.is_ok, outcome.summary, done.ms))
        for artifact in outcome.artifacts:
            self._emit(ArtifactShown(artifact))
        cards = tuple(one.draft for one in outcome.artifacts if isinstance(one, DraftCard))
        if cards:
            await self._services.drafts.record_shown(conversation_id, cards)

    async def _widen(self, conversation_id: str, outcome: Outcome) -> tuple[Focus, ...]:
        """What a click's outcome puts into focus, with the drafts that were in it before."""
        known = {one.kind: one.ids for one in await self._services.conversations.list_focus(conversation_id)}
        before = known.get(FocusKind.DRAFTS, ())
        return tuple(
            Focus(one.kind, tuple(dict.fromkeys((*before, *one.ids)))) if one.kind is FocusKind.DRAFTS else one
            for one in _focus_of(outcome)
        )


@dataclass(frozen=True, slots=True)
class _Finished:
    """A call that came to an end, and what it came to."""

    job: Job
    run: Run
    call: Call
    at: int
    outcome: Outcome
    ms: float


def _carry_on(calls: list[Call], at: int) -> Call:
    """“Approve the rest and send them”: them are the drafts just approved, whatever was talked of before."""
    call, before = calls[at], calls[at - 1] if at else None
    if before is None or (before.tool, call.tool) != ("review_drafts", "send_emails"):
        return call
    decided = before.args.get("drafts")
    is_them = call.args.get("drafts") == Selection()
    return replace(call, args={**call.args, "drafts": decided}) if is_them and isinstance(decided, tuple) else call


def _focus_of(outcome: Outcome) -> tuple[Focus, ...]:
    kinds = (
        (FocusKind.LEADS, outcome.leads),
        (FocusKind.REPLIES, outcome.replies),
        (FocusKind.DRAFTS, outcome.drafts),
    )
    return tuple(Focus(kind, ids) for kind, ids in kinds if ids is not None)
