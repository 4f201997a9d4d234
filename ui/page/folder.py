"""The page's own folder inside the workspace: elements, style, words and settings for Chainlit, copied at every start.

The checkout stays clean: whatever Chainlit writes, it writes there.
"""

import json
import os
import secrets
import shutil
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from domain.errors import Unavailable

_HERE = Path(__file__).parent
_CHECKOUT = _HERE.parent.parent
_SECRET_BYTES = 48


@dataclass(frozen=True, slots=True)
class PageFolder:
    """`<workspace>/ui`."""

    root: Path

    @property
    def blobs(self) -> Path:
        return self.root / "blobs"

    @property
    def chat_store(self) -> Path:
        """Chainlit's own tables, beside the ledger."""
        return self.root.parent / "chat.db"

    def prepare(self) -> None:
        """Copies what belongs to the page. Raises Unavailable when the folder cannot be written."""
        try:
            for folder in (self.root, self.blobs, self.root / ".chainlit" / "translations"):
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            shutil.rmtree(self.root / "public", ignore_errors=True)
            shutil.copytree(_HERE / "public", self.root / "public")
            for name in ("chainlit.md", "chainlit_en-US.md"):
                shutil.copy(_CHECKOUT / "chainlit.md", self.root / name)
            shutil.copy(_HERE / "config.toml", self.root / ".chainlit" / "config.toml")
            self._write_words()
        except OSError as error:
            raise Unavailable(
                "WORKSPACE", f"The page cannot write {self.root} ({error.strerror}); set LEADLOOP_HOME elsewhere."
            ) from error

    def _write_words(self) -> None:
        """Chainlit's English words with ours in their place."""
        spec = find_spec("chainlit")
        if spec is None or spec.origin is None:
            raise Unavailable("NOT_INSTALLED", "The page needs the package chainlit; run `make run` to install it.")
        shipped = Path(spec.origin).parent / "translations" / "en-US.json"
        words = json.loads(shipped.read_text("utf-8"))
        ours = json.loads((_HERE / "words.json").read_text("utf-8"))
        target = self.root / ".chainlit" / "translations" / "en-US.json"
        target.write_text(json.dumps(_merge(words, ours), indent=1), "utf-8")

    def load_secret(self) -> str:
        """The key that signs the page's cookies: made once, readable by the owner alone."""
        path = self.root / "secret"
        if not path.exists():
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w") as file:
                file.write(secrets.token_urlsafe(_SECRET_BYTES))
        return path.read_text("ascii")

    def announce(self) -> None:
        """Tells Chainlit where it lives. It reads this while it is imported, so call it before."""
        os.environ["CHAINLIT_APP_ROOT"] = str(self.root)
        os.environ["CHAINLIT_AUTH_SECRET"] = self.load_secret()


def _merge(words: dict[str, object], ours: dict[str, object]) -> dict[str, object]:
    merged = dict(words)
    for key, value in ours.items():
        below = merged.get(key)
        merged[key] = _merge(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return merged
