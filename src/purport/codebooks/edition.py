"""Which codebooks a reading was made with."""

import hashlib
from functools import cache
from importlib.resources import files


@cache
def edition() -> str:
    """The name of the built-in codebooks and the first twelve digits of the SHA-256 over their files, by name."""
    digest = hashlib.sha256()
    folder = files("purport.codebooks") / "data"
    for entry in sorted((e for e in folder.iterdir() if e.name.endswith(".toml")), key=lambda e: e.name):
        digest.update(entry.name.encode())
        digest.update(entry.read_bytes())
    return f"purport/1+{digest.hexdigest()[:12]}"
