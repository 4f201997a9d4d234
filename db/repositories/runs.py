"""Runs with their steps and items, and the calls made to outside services."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, case, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import RunItemRow, RunRow, RunStepRow, ServiceCallRow
from db.repositories.calls import dump_call, load_call
from db.repositories.events import EventRepository
from domain.clock import Clock
from domain.errors import Correctable
from domain.events import EventName
from domain.plan import Call
from domain.runs import ItemStatus, Run, RunStatus, RunStep


def _run_of(row: RunRow) -> Run:
    return Run(
        id=row.id,
        conversation_id=row.conversation_id,
        calls=tuple(load_call(call) for call in row.calls),
        next_call=row.next_call,
        status=RunStatus(row.status),
        total=row.total,
        finished=row.finished,
        started_at=row.started_at,
        ended_at=row.ended_at,
        note=row.note,
    )


class RunRepository:
    def __init__(self, session: AsyncSession, clock: Clock, events: EventRepository) -> None:
        self._session = session
        self._clock = clock
        self._events = events

    async def start(self, conversation_id: str, calls: Sequence[Call]) -> Run:
        row = RunRow(
            conversation_id=conversation_id,
            calls=[dump_call(call) for call in calls],
            next_call=0,
            status=RunStatus.RUNNING,
            total=0,
            finished=0,
            note="",
            started_at=self._clock.now(),
        )
        self._session.add(row)
        await self._session.flush()
        return _run_of(row)

    async def get(self, run_id: int) -> Run:
        row = await self._session.get(RunRow, run_id)
        if row is None:
            raise Correctable(f"There is no run {run_id}; say “show runs” to see them.")
        return _run_of(row)

    async def find_broken(self, conversation_id: str) -> Run | None:
        """The run that "go on" means: one the person stopped just now, else the newest that was cut off.

        A stopped run counts only while nothing was run after it, so that an old one does not come back by surprise.
        """
        query = select(RunRow).where(RunRow.conversation_id == conversation_id).order_by(RunRow.id.desc())
        newest = await self._session.scalar(query.limit(1))
        if newest and newest.status == RunStatus.CANCELLED and newest.next_call < len(newest.calls):
            return _run_of(newest)
        row = await self._session.scalar(query.where(RunRow.status == RunStatus.RUNNING).limit(1))
        return _run_of(row) if row else None

    async def reopen(self, run_id: int) -> None:
        """A run that was stopped goes on."""
        values = {"status": RunStatus.RUNNING, "note": "", "ended_at": None}
        await self._session.execute(update(RunRow).where(RunRow.id == run_id).values(**values))

    async def list_(self, limit: int = 20) -> list[Run]:
        """Newest first."""
        query = select(RunRow).order_by(RunRow.id.desc()).limit(limit)
        return [_run_of(row) for row in await self._session.scalars(query)]

    async def replace_calls(self, run_id: int, calls: Sequence[Call]) -> None:
        """The plan as it now stands: references resolved, implied calls added."""
        dumped = [dump_call(call) for call in calls]
        await self._session.execute(update(RunRow).where(RunRow.id == run_id).values(calls=dumped))

    async def finish_step(self, step: RunStep) -> None:
        """Writes the step and moves the run on to the next call, in the transaction of the call's last effects."""
        self._session.add(
            RunStepRow(
                run_id=step.run_id,
                call_index=step.call_index,
                tool=step.tool,
                masked_args=step.masked_args,
                summary=step.summary,
                is_ok=step.is_ok,
                ms=step.ms,
                at=step.at,
            )
        )
        await self._session.flush()
        await self._session.execute(
            update(RunRow).where(RunRow.id == step.run_id).values(next_call=step.call_index + 1, total=0, finished=0)
        )

    async def end(self, run_id: int, status: RunStatus, note: str = "") -> None:
        """Ends the run, however it went, and publishes that it is over."""
        await self._session.execute(
            update(RunRow).where(RunRow.id == run_id).values(status=status, note=note, ended_at=self._clock.now())
        )
        await self._events.publish(EventName.RUN_FINISHED, payload={"run": run_id})

    async def list_steps(self, run_id: int) -> list[RunStep]:
        query = select(RunStepRow).where(RunStepRow.run_id == run_id).order_by(RunStepRow.id)
        return [
            RunStep(
                run_id=row.run_id,
                call_index=row.call_index,
                tool=row.tool,
                masked_args=row.masked_args,
                summary=row.summary,
                is_ok=row.is_ok,
                ms=row.ms,
                at=row.at,
            )
            for row in await self._session.scalars(query)
        ]

    async def open_items(self, run_id: int, call_index: int, item_ids: Sequence[int]) -> list[int]:
        """Registers the items of a batch once; answers those that are not finished yet, in the order given."""
        query = select(RunItemRow.item_id, RunItemRow.status).where(
            RunItemRow.run_id == run_id, RunItemRow.call_index == call_index
        )
        known: dict[int, str] = dict((await self._session.execute(query)).all())
        fresh = [
            {"run_id": run_id, "call_index": call_index, "item_id": item, "status": ItemStatus.OPEN, "note": ""}
            for item in dict.fromkeys(item_ids)
            if item not in known
        ]
        if fresh:
            await self._session.execute(insert(RunItemRow), fresh)
        done = sum(1 for status in known.values() if status != ItemStatus.OPEN)
        await self._session.execute(
            update(RunRow).where(RunRow.id == run_id).values(total=len(set(item_ids)), finished=done)
        )
        return [item for item in dict.fromkeys(item_ids) if known.get(item, ItemStatus.OPEN) == ItemStatus.OPEN]

    async def add_done_items(self, run_id: int, call_index: int, item_ids: Sequence[int]) -> None:
        """Notes what a call brought about, in the transaction of its effects, where the items came out of the call."""
        self._session.add_all(
            RunItemRow(run_id=run_id, call_index=call_index, item_id=item, status=ItemStatus.DONE, note="")
            for item in dict.fromkeys(item_ids)
        )
        await self._session.flush()

    async def list_item_ids(self, run_id: int, call_index: int) -> list[int]:
        """The items of a call in the order they were noted."""
        query = select(RunItemRow.item_id).where(RunItemRow.run_id == run_id, RunItemRow.call_index == call_index)
        return list(await self._session.scalars(query.order_by(RunItemRow.id)))

    async def finish_item(self, run_id: int, call_index: int, item_id: int, status: ItemStatus, note: str = "") -> None:
        """Marks one item, in the transaction of its effects, and counts it on the run."""
        await self._session.execute(
            update(RunItemRow)
            .where(RunItemRow.run_id == run_id, RunItemRow.call_index == call_index, RunItemRow.item_id == item_id)
            .values(status=status, note=note)
        )
        await self._session.execute(update(RunRow).where(RunRow.id == run_id).values(finished=RunRow.finished + 1))

    async def reopen_items(self, run_id: int, call_index: int, item_ids: Sequence[int]) -> None:
        """Takes back that items were finished, together with their effects."""
        reopened = await self._session.execute(
            update(RunItemRow)
            .where(
                RunItemRow.run_id == run_id,
                RunItemRow.call_index == call_index,
                RunItemRow.item_id.in_(item_ids),
                RunItemRow.status == ItemStatus.DONE,
            )
            .values(status=ItemStatus.OPEN)
        )
        number = cast(CursorResult[Any], reopened).rowcount
        await self._session.execute(update(RunRow).where(RunRow.id == run_id).values(finished=RunRow.finished - number))

    async def finish_items(self, run_id: int, call_index: int, item_ids: Sequence[int], status: ItemStatus) -> None:
        """Marks a chunk of items at once, in the transaction of their effects."""
        if not item_ids:
            return
        await self._session.execute(
            update(RunItemRow)
            .where(RunItemRow.run_id == run_id, RunItemRow.call_index == call_index, RunItemRow.item_id.in_(item_ids))
            .values(status=status)
        )
        finished = RunRow.finished + len(item_ids)
        await self._session.execute(update(RunRow).where(RunRow.id == run_id).values(finished=finished))

    async def record_service_call(
        self, kind: str, name: str, purpose: str, *, is_ok: bool, detail: str, ms: float
    ) -> None:
        """Logs one call to a provider or a model; `detail` must hold no address or body."""
        self._session.add(
            ServiceCallRow(
                kind=kind, name=name, purpose=purpose, is_ok=is_ok, detail=detail, ms=ms, at=self._clock.now()
            )
        )
        await self._session.flush()

    async def count_service_calls(self, since: datetime) -> list[tuple[str, str, int, int, float]]:
        """(kind, name, calls, failures, average ms) since that instant, most used first."""
        failures = func.sum(case((ServiceCallRow.is_ok, 0), else_=1))
        query = (
            select(ServiceCallRow.kind, ServiceCallRow.name, func.count(), failures, func.avg(ServiceCallRow.ms))
            .where(ServiceCallRow.at >= since)
            .group_by(ServiceCallRow.kind, ServiceCallRow.name)
            .order_by(func.count().desc())
        )
        rows = await self._session.execute(query)
        return [(kind, name, calls, int(failed), float(ms)) for kind, name, calls, failed, ms in rows]
