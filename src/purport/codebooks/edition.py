"""Which codebooks a reading was made with."""

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from purport.codebooks.actor_tables import CodebookFile
from purport.codebooks.themes import OURS as THEMES

DIGITS = 12


def edition(own: Iterable[CodebookFile] = ()) -> str:
    """The name of the built-in codebooks and the first twelve digits of the SHA-256 over their files, by name; and
    twelve for each codebook of one's own, over what is in it."""
    digests = sorted(hashlib.sha256(file.text.encode()).hexdigest()[:DIGITS] for file in own)
    return "+".join([_ours(), *digests])


@cache
def _ours() -> str:
    digest = hashlib.sha256()
    data = files("purport.codebooks") / "data"
    for folder in (data, data / THEMES):
        for entry in sorted((e for e in folder.iterdir() if e.name.endswith(".toml")), key=lambda e: e.name):
            digest.update(entry.name.encode())
            digest.update(entry.read_bytes())
    return f"purport/1+{digest.hexdigest()[:DIGITS]}"
