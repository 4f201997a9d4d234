"""Labelled sets on disk: one JSON object per line, parsed by a Pydantic model."""

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from domain.errors import Correctable

Row = TypeVar("Row", bound=BaseModel)


def load_rows(path: Path, model: type[Row]) -> list[Row]:
    """The rows of a labelled set, empty lines left out.

    Raises Correctable when the file is missing or a line does not fit.
    """
    if not path.is_file():
        raise Correctable(f"The labelled set {path} is not there. Write it, one JSON object per line, and try again.")
    rows: list[Row] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            rows.append(model.model_validate_json(line))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"]) or "the line"
            raise Correctable(f"{path}:{number} does not fit: {where}: {first['msg']}. Mend that line.") from error
    return rows
