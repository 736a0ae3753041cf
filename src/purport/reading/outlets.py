"""Media that a text introduces by what they are: "the newspaper Lerwick Herald", "its weekly, The Lantern",
"Radio Foula", "the website Skuavoe"."""

import re

from purport.codebooks.references import reference_words

Bounds = tuple[int, int]


def _any(words: frozenset[str]) -> str:
    return r"(?:" + "|".join(sorted(words, key=len, reverse=True)) + r")"


MEDIA_WORDS = _any(reference_words()["media_words"])
# What an outlet is called where the text says whose it is.
OWN_MEDIA = _any(reference_words()["media_words"] | reference_words()["own_media"])
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w'’-]*"
_TITLE = rf"{_CAPITAL}(?:(?: (?:of|for)(?: the)?)? {_CAPITAL})*"
_OWN = r"(?:[Ii]ts|[Tt]heir|[Oo]ur|[\w-]+['’]s?)(?: own)?"
_PATTERNS = (
    # "the Lerwick Herald newspaper"
    re.compile(rf"\bthe ({_TITLE}) {MEDIA_WORDS}\b"),
    # "the newspaper Lerwick Herald", "a website called Skuavoe"
    re.compile(rf"\b{MEDIA_WORDS} (?:(?:called|named|titled) )?[“\"]?(?:the )?({_TITLE})"),
    # "the group's media arm Yell Productions"
    re.compile(rf"\b{_OWN} (?:[\w-]+ ){{0,3}}{OWN_MEDIA} (?:called |named )?[“\"]?(?:the )?({_TITLE})"),
    # "its weekly newspaper, The Lantern," and not "Radio Foula, the group's outlet, the Brigade said"
    re.compile(
        rf"\b{_OWN} (?:[\w-]+ ){{0,3}}{OWN_MEDIA}, (?:called |named )?[“\"]?(?:the )?({_TITLE})"
        r"(?=[”\"]?[,.;:)]|['’]s? )"
    ),
    # "its Lantern channel"
    re.compile(rf"\b{_OWN} ({_TITLE}) {OWN_MEDIA}\b"),
    # "The Lantern, its newspaper, …", "The Lantern, a magazine that …"
    re.compile(
        rf"({_TITLE}), (?:(?:an?|the) (?:[\w-]+['’]?s? ){{0,3}}{MEDIA_WORDS}|{_OWN} (?:[\w-]+ ){{0,3}}{OWN_MEDIA})"
        r"(?=[,.;)]| (?:that|which|of|in|for|run|based|published|close|loyal|owned|seen)\b)"
    ),
    # "told the NTB agency"
    re.compile(rf"\b(?:told|telling|tells|by|to|with) the ({_TITLE}) agency\b"),
    # "The Herald, in an editorial, …"
    re.compile(rf"\b[Tt]he ({_TITLE}), in (?:an?|its) (?:[\w-]+ ){{0,2}}(?:editorial|leader|leading article)\b"),
    re.compile(rf"\b(?:aired|broadcast|screened|published|carried) (?:by|on) (?:the )?({_TITLE})"),
    re.compile(rf"\b((?:Radio|TV|Television) {_CAPITAL}(?: {_CAPITAL})?)"),
)
# What a capitalised run after "newspaper" or "website" begins with where it is no name.
_NO_NAME = reference_words()["openers"] | (reference_words()["leading"] - {"The"})
_NO_WHOLE_NAME = reference_words()["platforms"] | {"The"}


def introduced_outlets(text: str) -> list[Bounds]:
    """Where a text names an outlet of which it says, beside the name at some place, that it is one; an article that
    belongs to the name ("The Lantern") stands with it."""
    found: set[Bounds] = set()
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span(1)
            name = re.sub(r"['’]s?\Z", "", match.group(1))
            if name.split()[0] in _NO_NAME or name in _NO_WHOLE_NAME:
                continue
            if name.startswith("The ") and _opens(text, start):
                start, name = start + 4, name[4:]
                if text.count(f" The {name}") > text.count(f" the {name}"):
                    start, name = start - 4, f"The {name}"
            found.add((start, start + len(name)))
    for name in {text[slice(*b)] for b in found}:
        bare = name.removeprefix("The ")
        again = rf"(?<![\w-]){re.escape(name)}(?!\w)|(?<=[Tt]he ){re.escape(bare)}(?!\w)"
        found |= {m.span() for m in re.finditer(again, text)}
    out: list[Bounds] = []
    for start, end in sorted(found, key=lambda b: (b[0], -b[1])):
        if not out or start >= out[-1][1]:
            out.append((start, end))
    return out


def _opens(text: str, start: int) -> bool:
    """Whether a capital at ``start`` may only be that of a sentence's first word."""
    before = text[:start].rstrip(' “"')
    return not before or before[-1] in ".!?:\n"
