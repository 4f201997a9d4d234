"""Who carries jobs out: a Protocol, and the inline engine, a bounded pool in this process."""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from domain.errors import LeadloopError
from domain.jobs import Job

log = logging.getLogger(__name__)

Work = Callable[[Job], Awaitable[object]]


class JobEngine(Protocol):
    """Distributes jobs. It may lose one or run one twice: the next tick lists it again, and rows are claimed."""

    def submit(self, jobs: Sequence[Job]) -> int:
        """Takes the jobs that are not at work already; answers how many it took."""
        ...

    async def drain(self) -> None:
        """Waits until everything taken is done."""
        ...


class InlineEngine:
    """At most `most` jobs at a time in this process, each (kind, key) once at a time."""

    def __init__(self, work: Work, most: int = 4) -> None:
        self._work = work
        self._places = asyncio.Semaphore(most)
        self._running: dict[Job, asyncio.Task[None]] = {}

    def submit(self, jobs: Sequence[Job]) -> int:
        fresh = [job for job in dict.fromkeys(jobs) if job not in self._running]
        for job in fresh:
            self._running[job] = asyncio.create_task(self._run(job))
        return len(fresh)

    async def drain(self) -> None:
        while self._running:
            await asyncio.wait(self._running.values())

    async def _run(self, job: Job) -> None:
        try:
            async with self._places:
                await self._work(job)
        except LeadloopError as error:
            log.warning("%s %s failed: %s", job.kind, job.key, error)
        except Exception:
            # One job's bug must not stop the others; the rows it did not finish are due again.
            log.exception("%s %s broke (%s)", job.kind, job.key, secrets.token_hex(4))
        finally:
            del self._running[job]
