"""The shipped playbooks (YAML beside this file)."""

from functools import cache
from pathlib import Path

import yaml
from pydantic import TypeAdapter

from domain.profile import Playbook

_HERE = Path(__file__).parent


@cache
def load_playbook(name: str) -> Playbook:
    """A shipped playbook by name; a field that is missing or misspelt is a pydantic.ValidationError."""
    content = yaml.safe_load((_HERE / f"{name}.yaml").read_text("utf-8"))
    return TypeAdapter(Playbook).validate_python(content)
