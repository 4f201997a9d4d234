"""The inline engine: everything submitted is done, one thing is not done twice at once, a failure stays its own."""

import asyncio

from domain.errors import Unavailable
from domain.jobs import Job, JobKind
from scheduler.engine import InlineEngine

SEND, READ = Job(JobKind.SEND_MAIL), Job(JobKind.READ_MAIL)


class Worker:
    """Notes what it was given and works until it is let go."""

    def __init__(self) -> None:
        self.begun: list[Job] = []
        self.at_once = 0
        self.most_at_once = 0
        self.let_go = asyncio.Event()

    async def work(self, job: Job) -> None:
        self.begun.append(job)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await self.let_go.wait()
        self.at_once -= 1


async def test_a_job_at_work_is_not_taken_again_until_it_is_done() -> None:
    worker = Worker()
    engine = InlineEngine(worker.work)
    assert engine.submit([SEND, SEND, READ]) == 2
    await asyncio.sleep(0)
    assert engine.submit([SEND]) == 0
    worker.let_go.set()
    await engine.drain()
    assert engine.submit([SEND]) == 1
    await engine.drain()
    assert worker.begun == [SEND, READ, SEND]


async def test_no_more_than_the_pool_holds_run_at_a_time() -> None:
    worker = Worker()
    engine = InlineEngine(worker.work, most=2)
    engine.submit([Job(JobKind.SEND_MAIL, str(number)) for number in range(6)])
    for _ in range(3):
        await asyncio.sleep(0)
    worker.let_go.set()
    await engine.drain()
    assert worker.most_at_once == 2 and len(worker.begun) == 6


async def test_a_job_that_fails_or_breaks_leaves_the_others_alone() -> None:
    done: list[Job] = []

    async def work(job: Job) -> None:
        if job == SEND:
            raise Unavailable("MAILER", "down")
        if job == READ:
            raise ZeroDivisionError
        done.append(job)

    engine = InlineEngine(work)
    archive = Job(JobKind.ARCHIVE)
    engine.submit([SEND, READ, archive])
    await engine.drain()
    assert done == [archive]
    assert engine.submit([SEND, READ]) == 2
    await engine.drain()
