"""The tables of words and phrases in data/: read once, when first asked for."""

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from agent.understand import amounts
from agent.understand.text import MASK

_STAND_INS = (
    ("<number>", amounts.NUMBER),
    ("<positive>", amounts.POSITIVE),
    ("<ordinal>", amounts.ORDINAL),
    ("MASK", MASK),
)


@cache
def load_table(name: str) -> dict[str, Any]:
    """One file of data/ as it stands there."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = files("agent.understand").joinpath("data", f"{name}.yaml").read_text("utf-8")
    table: dict[str, Any] = yaml.load(text, Loader=loader)
    return table


@cache
def word_list(name: str) -> frozenset[str]:
    """One list of data/words.yaml."""
    return frozenset(load_table("words")[name].split())


@cache
def phrases(name: str) -> re.Pattern[str]:
    """One entry of data/phrases.yaml as a pattern: any of its lines, with what stands before and after."""
    return re.compile(_source(load_table("phrases")[name]))


def _source(entry: Any) -> str:
    if isinstance(entry, str):
        source = entry
    elif isinstance(entry, list):
        source = f"(?:{'|'.join(entry)})"
    else:
        source = f"{entry['before']}(?:{'|'.join(entry['any'])}){entry['after']}"
    for stand_in, pattern in _STAND_INS:
        source = source.replace(stand_in, pattern)
    return source
