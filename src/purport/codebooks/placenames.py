"""Forms of place names under which the gazetteer keeps and finds them.

The normal form is tolerant of case, marks, hyphens and the Arabic article; the skeleton is coarser, for names
romanised from the Arabic script, where one name has many spellings.
"""

import re
import unicodedata
from functools import lru_cache

# The Arabic article before a letter it assimilates to, or in one of its plain forms: al-Zawr, az-Zawr, ez-Zor.
_SUN_LETTERS = "(?:[dnrstzl]|sh|th|dh)"
_ARTICLE = re.compile(rf"\b(?:[aeiu]l|[aeiu]({_SUN_LETTERS}))(?: (?=\1)|-)")
_PLAIN_ARTICLE = re.compile(r"(?<=\w )(?:[aeu]l|[ae][dnrstz]|[ae]sh)(?= \w)")
_LEADING_ARTICLE = re.compile(r"^(?:al|as|ash|ar|at|ad|adh|an|az|el|es|esh|er|et|ed|en|ez) (?=\w{3})")
_APOSTROPHES = re.compile(r"['’‘ʻʼʿʾ`´ʹ]")
_SEPARATORS = re.compile(r"[\s\-‐‑–—_/,]+")
# Letters of the Arabic script that one name is written with now this way, now that, across languages and keyboards.
_ARABIC_LETTERS = str.maketrans("ىیېکگۀةۃہھ", "يييككههههه")
# The stroke that draws a word out, marks of direction, joiners.
_UNSEEN = frozenset(
    "\u0640\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u00ad"
)
_SHORT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}
_SPELLINGS = (
    (re.compile(r"gh"), "g"),
    (re.compile(r"dj"), "j"),
    (re.compile(r"kh"), "k"),
    (re.compile(r"dh"), "d"),
    (re.compile(r"th"), "t"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"q"), "k"),
    (re.compile(r"v"), "w"),
    (re.compile(r"[aei]?[iy]+|e+"), "i"),
    (re.compile(r"a?[uw]+|o+[uw]*"), "u"),
    (re.compile(r"[ai]h$"), "a"),
    (re.compile(r"(.)\1+"), r"\1"),
)


@lru_cache(maxsize=1 << 16)
def normal(name: str) -> str:
    """The form under which a name is kept: no case, no diacritics or apostrophes, one blank for any separator, no
    full stops, no leading "the", saint/mount/fort shortened, and the Arabic article always "al". In the Arabic script
    no vowel marks, no hamza on a letter, no marks of direction, and one form for the letters of one sound.

    The article is folded where it stands with a hyphen, where its consonant is that of the next word
    (Ar Raqqah), or inside a name (Dayr Az Zawr): Deir al-Zour and Deir ez-Zour have one form.
    """
    if name.isascii():
        text = name.lower()
    else:
        text = unicodedata.normalize(
            "NFKD", name.replace("ı", "i").replace("ø", "o").replace("ł", "l").replace("đ", "d")
        ).lower()
        text = (
            "".join(
                c for c in text if not unicodedata.combining(c) and c != "\u0640" and unicodedata.category(c) != "Cf"
            )
            .replace("ß", "ss")
            .replace("ə", "a")
            .translate(_ARABIC_LETTERS)
        )
    text = _APOSTROPHES.sub("", text)
    text = _ARTICLE.sub("al ", text.replace("‐", "-").replace("‑", "-"))
    text = _SEPARATORS.sub(" ", text.replace(".", "").replace("&", " and ")).strip()
    text = _PLAIN_ARTICLE.sub("al", text)
    words = [_SHORT.get(w, w) for w in text.split()]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words)


@lru_cache(maxsize=1 << 14)
def skeleton(name: str) -> str:
    """The spelling-blind form of a name romanised from the Arabic script: no article, no blanks, doubled letters
    single, the ways to write one sound made one (Huwayjah, Hawija; Bayji, Baiji; Daquq, Daqquq).
    Empty where fewer than four letters are left, too few to tell names apart."""
    text = without_article(normal(name)).replace(" al ", " ").replace(" ", "")
    if not text.isascii():
        return ""
    for pattern, sound in _SPELLINGS:
        text = pattern.sub(sound, text)
    return text if len(text) >= 4 else ""


def without_article(form: str) -> str:
    """A normal form without the Arabic article before it."""
    return _LEADING_ARTICLE.sub("", form)
