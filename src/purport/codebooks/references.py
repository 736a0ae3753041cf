"""Words by which texts refer back and speak of speaking, as lists with names."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def reference_words() -> Mapping[str, frozenset[str]]:
    """The lists that ship with the package, by name."""
    data = tomllib.loads((files("purport.codebooks") / "data" / "references.toml").read_text("utf-8"))
    return {name: frozenset(words) for name, words in data.items()}
