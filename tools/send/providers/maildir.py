"""Delivers into a Maildir: practice and tests. The file is named by the Message-ID, so one mail is one file."""

import asyncio
import hashlib
import os
import secrets
from pathlib import Path

from tools.send.providers.base import BeforeDot, MailerCause, MailerError, OutgoingMail, Receipt

_FOLDERS = ("tmp", "new", "cur")


class MaildirMailer:
    """tmp -> fsync -> rename into new -> fsync of the folder: after a crash the mail is wholly there or not at all."""

    def __init__(self, folder: Path, name: str = "maildir") -> None:
        self._folder = folder
        self._name = name

    @property
    def name(self) -> str:
        return self._name

    async def deliver(self, mail: OutgoingMail, before_dot: BeforeDot) -> Receipt:
        try:
            staged = await asyncio.to_thread(self._stage, mail)
        except OSError as error:
            raise self._failure(MailerCause.TRANSIENT, error) from error
        try:
            await before_dot()
            name = await asyncio.to_thread(self._publish, staged, mail.rfc_id)
        except OSError as error:
            raise self._failure(MailerCause.AMBIGUOUS, error) from error
        finally:
            # Published, the file has left tmp; refused, it must not stay there with somebody's address in it.
            await asyncio.to_thread(staged.unlink, missing_ok=True)
        return Receipt(f"filed as {name[:12]}")

    async def find_sent(self, rfc_id: str) -> bool | None:
        return await asyncio.to_thread(self._is_filed, _file_name(rfc_id))

    def _stage(self, mail: OutgoingMail) -> Path:
        for folder in _FOLDERS:
            (self._folder / folder).mkdir(parents=True, exist_ok=True)
        staged = self._folder / "tmp" / f"{_file_name(mail.rfc_id)}.{secrets.token_hex(8)}"
        with staged.open("wb") as file:
            file.write(mail.mime)
            file.flush()
            os.fsync(file.fileno())
        return staged

    def _publish(self, staged: Path, rfc_id: str) -> str:
        name = _file_name(rfc_id)
        if not self._is_filed(name):
            staged.rename(self._folder / "new" / name)
            handle = os.open(self._folder / "new", os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        return name

    def _is_filed(self, name: str) -> bool:
        # A reader moves a mail to cur and adds flags after a colon.
        return (self._folder / "new" / name).exists() or any((self._folder / "cur").glob(f"{name}*"))

    def _failure(self, cause: MailerCause, error: OSError) -> MailerError:
        return MailerError(self._name, cause, f"the outbox cannot be written ({error.strerror})")


def _file_name(rfc_id: str) -> str:
    return hashlib.sha256(rfc_id.encode()).hexdigest()
