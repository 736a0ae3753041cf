"""Words that govern how real an event is (``data/incident_modes.toml``)."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

Table = Mapping[str, frozenset[str]]


@cache
def mode_words() -> Mapping[str, Table]:
    """Sets of lemmas by part (verbs, nouns, modifiers, words) and by what they make of the event they govern."""
    text = resources.files("purport.codebooks").joinpath("data/incident_modes.toml").read_text(encoding="utf-8")
    return {
        part: {name: frozenset(lemmas) for name, lemmas in table.items()} for part, table in tomllib.loads(text).items()
    }
