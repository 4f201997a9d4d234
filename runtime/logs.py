"""Log files of a workspace: one rotating file, no address and no body in it."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from domain.identity import mask_addresses

_BYTES = 1_000_000


class _MaskingFormatter(logging.Formatter):
    """Hides the local part of every e-mail address, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        return mask_addresses(super().format(record))


def start_logging(folder: Path, name: str) -> None:
    """Sends warnings and worse of this process to `<folder>/<name>.log`, and nothing to the screen."""
    handler = RotatingFileHandler(folder / f"{name}.log", maxBytes=_BYTES, backupCount=2, delay=True)
    handler.setFormatter(_MaskingFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
