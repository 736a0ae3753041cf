"""Names as they are compared: without case, accents and punctuation, each word between blanks."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")


def folded(*names: str | None) -> str:
    """The words of one or several names, " norran front | nf "; "" where there are none."""
    plain = [_words(name) for name in dict.fromkeys(names) if name]
    kept = [words for words in dict.fromkeys(plain) if words]
    return f" {' | '.join(kept)} " if kept else ""


def _words(name: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return " ".join(_WORD.findall(bare))
