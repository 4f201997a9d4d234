"""Reads a file the person named from the disk. What can be wrong with a path is said here."""

from pathlib import Path

from domain.errors import Correctable

MOST_BYTES = 200 * 1024 * 1024


def find_path(file: str) -> Path:
    """The path as typed or dropped, without quotation marks; ~ is the person's own folder."""
    return Path(file.strip().strip("\"'")).expanduser()


def load_bytes(path: Path) -> bytes:
    """The content of the file; raises Correctable when there is none to read."""
    try:
        if path.is_dir():
            raise Correctable(f"{path} is a folder; name the CSV file in it.")
        if not path.exists():
            raise Correctable(f"There is no file {path}; check the path, or drag the file here.")
        if not path.is_file():
            raise Correctable(f"{path} is not a file with rows; give me a CSV file.")
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise Correctable(
                f"{path.name} has {size // 1_048_576} MB and the most I read is 200 MB; split it into smaller files."
            )
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        raise Correctable(f"{path} cannot be read ({reason}); check its permissions.") from error
