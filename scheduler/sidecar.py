"""The loop of the sidecar: hold the lease of the workspace, tick, end with the parent."""

import asyncio
import logging
import os
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from domain.clock import Clock
from domain.errors import LeadloopError, Refused
from memory.lease import SidecarLease
from runtime.due import DueSummary, DueWork
from scheduler.engine import InlineEngine, JobEngine

log = logging.getLogger(__name__)

LEASE_SECONDS = 15
TICK_SECONDS = 1.0


class Sidecar:
    """Works due rows of one workspace. Two sidecars on one workspace: the second one is refused."""

    def __init__(self, due: DueWork, lease: SidecarLease, clock: Clock) -> None:
        self._due = due
        self._lease = lease
        self._clock = clock
        self._engine: JobEngine = InlineEngine(due.do)
        self._token = secrets.token_hex(8)

    async def once(self) -> DueSummary:
        """One round, the mailbox included. Raises Refused(TAKEN) while another sidecar holds the workspace."""
        await self._take()
        try:
            return await self._due.round()
        finally:
            await self._lease.drop(self._token)

    async def run(self, is_over: Callable[[], bool], *, waits: bool = False) -> None:
        """Ticks until it is over. Work that fails is logged; what it left undone is due again at the next tick.

        While another sidecar holds the workspace it raises Refused(TAKEN), or `waits` until that one has gone: the
        one beside a chat must take over when the other chat ends.
        """
        try:
            while not is_over():
                if await self._has_lease(waits=waits):
                    await self._tick()
                await asyncio.sleep(TICK_SECONDS)
        finally:
            await self._engine.drain()
            await self._lease.drop(self._token)

    async def _has_lease(self, *, waits: bool) -> bool:
        try:
            await self._take()
        except Refused:
            if not waits:
                raise
            return False
        except LeadloopError as error:
            log.warning("no lease: %s", error)
            return False
        return True

    async def _tick(self) -> None:
        try:
            self._engine.submit(await self._due.list_jobs())
        except LeadloopError as error:
            log.warning("tick failed: %s", error)

    async def _take(self) -> None:
        now: datetime = self._clock.now()
        until = now + timedelta(seconds=LEASE_SECONDS)
        holder = await self._lease.take(self._token, f"process {os.getpid()}", now, until)
        if holder:
            raise Refused("TAKEN", f"Another sidecar ({holder}) works this workspace already; there is nothing to do.")
