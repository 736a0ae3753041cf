"""The words of a text as a small transformer reads them: their forms, and what stands beside each.

Case, layout, quotation marks and syntax are features of a word, so that an uncased vocabulary loses none of them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from purport.language.pipeline import hard_wrapped

if TYPE_CHECKING:
    from spacy.tokens import Doc as Tokens

Integers = NDArray[np.int64]

# Two single marks set as a double one are one word, as the eye reads them; so are marks doubled by an export.
_WORD = re.compile(r"''|``|\"{2,3}|[^\W_]+|[^\w\s]|_+")
_BREAK = re.compile(r"\n")
# One form for each mark, so that typography never decides a reading; how a mark stands is a feature instead.
_SAME = {
    "``": '"',
    '""': '"',
    '"""': '"',
    "''": '"',
    **dict.fromkeys("“”„‟«»", '"'),
    **dict.fromkeys("‘’‚‛`", "'"),
    **dict.fromkeys("―⸺", "—"),
}

CASES = ("none", "lower", "title", "upper", "mixed", "digits", "initial")
GAPS = ("none", "blank", "line", "paragraph")
QUOTES = ("outside", "inside", "opening", "closing")
# The labels of spaCy's English models; a label they do not hold is unknown.
_TAGS = (
    "? $ '' , -LRB- -RRB- . : ADD AFX CC CD DT EX FW HYPH IN JJ JJR JJS LS MD NFP NN NNP NNPS NNS PDT POS PRP PRP$ RB "
    "RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB XX _SP ``"
)
_LABELS = (
    "? ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj csubjpass "
    "dative dep det dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass nummod oprd parataxis pcomp pobj poss "
    "preconj predet prep prt punct quantmod relcl xcomp"
)
PARTS_OF_SPEECH = tuple(_TAGS.split())
DEPENDENCIES = tuple(_LABELS.split())


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words and marks of a text: ``starts`` and ``ends`` are offsets into it, ``forms`` what the model reads.

    ``case``, ``gap`` and ``quote`` hold for each word an index into CASES, GAPS (what stands before it) and QUOTES
    (how it stands to double quotation marks); ``tag`` and ``dependency`` one into PARTS_OF_SPEECH and DEPENDENCIES,
    and ``parent`` the index of the word on which it hangs, its own where it hangs on none or no parse was given.
    """

    forms: list[str]
    starts: Integers
    ends: Integers
    case: Integers
    gap: Integers
    quote: Integers
    tag: Integers
    dependency: Integers
    parent: Integers

    def __len__(self) -> int:
        return len(self.forms)


def words_of(text: str, tokens: "Tokens | None" = None) -> Words:
    """The words of a text with their features; ``tokens`` is its parse, whose offsets are the text's."""
    matches = list(_WORD.finditer(text))
    wrapped = hard_wrapped(text)
    raw = [m.group() for m in matches]
    starts = [m.start() for m in matches]
    ends = [m.end() for m in matches]
    gaps = [3 if i == 0 else _gap(text[ends[i - 1] : starts[i]], wrapped) for i in range(len(raw))]
    tag, dependency, parent = _syntax(starts, tokens)
    return Words(
        forms=[_STAND_IN if _is_acronym(raw, i) else _SAME.get(word, word) for i, word in enumerate(raw)],
        starts=np.array(starts, np.int64),
        ends=np.array(ends, np.int64),
        case=np.array([case_of(word) for word in raw], np.int64),
        gap=np.array(gaps, np.int64),
        quote=np.array(_quotes(raw, gaps), np.int64),
        tag=tag,
        dependency=dependency,
        parent=parent,
    )


# Acronyms that word pieces without case would take for function words are read as another acronym.
_ACRONYMS = frozenset(("IS", "US", "WHO"))
_STAND_IN = "NATO"


def _is_acronym(raw: list[str], i: int) -> bool:
    """Whether a word is one of _ACRONYMS beside a word that is not in capitals."""
    return raw[i] in _ACRONYMS and any(case_of(word) in (1, 2) for word in raw[max(0, i - 1) : i + 2])


def _gap(between: str, wrapped: bool) -> int:
    if not between:
        return 0
    breaks = len(_BREAK.findall(between))
    if breaks == 0 or (breaks == 1 and wrapped):
        return 1
    return min(breaks, 2) + 1


def case_of(word: str) -> int:
    """The index into CASES of a word as written."""
    if word.isdigit():
        return 5
    if word.islower():
        return 1
    if word.isupper():
        return 6 if len(word) == 1 else 3
    if word.istitle():
        return 2
    return 4 if any(c.isalpha() for c in word) else 0


def _quotes(raw: list[str], gaps: list[int]) -> list[int]:
    """How each word stands to double quotation marks. A mark's own form decides, then the blanks about it, then
    whether one is open; each paragraph begins outside. A mark left open spoils no more than its own paragraph, and not
    that unless the next goes on with another mark, as a long quotation does: else it opens nothing."""
    out: list[int] = []
    inside = False
    opened = 0
    for i, word in enumerate(raw):
        mark = _SAME.get(word, word) == '"'
        if gaps[i] >= 2:
            if inside and not mark:
                out[opened:] = [0] * (i - opened)
            inside = False
        if not mark:
            out.append(int(inside))
            continue
        before = gaps[i] > 0
        after = i + 1 == len(raw) or gaps[i + 1] > 0
        if word in "“„‟«``":
            opens = True
        elif word in "”»":
            opens = False
        elif before != after:
            opens = before
        else:
            opens = not inside
        if opens and not inside:
            opened = i
        inside = opens
        out.append(2 if opens else 3)
    return out


_TAG = {tag: i for i, tag in enumerate(PARTS_OF_SPEECH)}
_DEPENDENCY = {dependency: i for i, dependency in enumerate(DEPENDENCIES)}


def _syntax(starts: list[int], tokens: "Tokens | None") -> tuple[Integers, Integers, Integers]:
    """Tags, dependencies and parents of the words at ``starts``. A word has those of the token it begins in; the
    words of one token hang on the first of that token's head."""
    n = len(starts)
    parent = np.arange(n)
    if tokens is None or not n or not len(tokens):
        return np.zeros(n, np.int64), np.zeros(n, np.int64), parent
    token_starts = np.array([token.idx for token in tokens])
    of = np.clip(np.searchsorted(token_starts, starts, side="right") - 1, 0, None)
    tags = np.array([_TAG.get(token.tag_, 0) for token in tokens])
    dependencies = np.array([_DEPENDENCY.get(token.dep_, 0) for token in tokens])
    heads = np.array([token.head.i for token in tokens])
    first = np.searchsorted(of, heads[of], side="left")
    found = (first < n) & (of[np.minimum(first, n - 1)] == heads[of])
    return tags[of], dependencies[of], np.where(found & (heads[of] != of), first, parent)


def without(words: Words, spans: Iterable[tuple[int, int]]) -> Words:
    """The words that begin in none of ``spans`` (offsets, in order). What then comes first there has before it what
    the first that was left out had, and what hung on a word left out hangs on none."""
    out = np.zeros(len(words), bool)
    gap = words.gap.copy()
    for start, end in spans:
        first, last = (int(k) for k in np.searchsorted(words.starts, (start, end)))
        out[first:last] = True
        if first < last < len(words):
            gap[last] = max(gap[first], gap[last])
    if not out.any():
        return words
    kept = np.flatnonzero(~out)
    place = np.cumsum(~out) - 1
    parent = words.parent[kept]
    return Words(
        forms=[words.forms[k] for k in kept],
        starts=words.starts[kept],
        ends=words.ends[kept],
        case=words.case[kept],
        gap=gap[kept],
        quote=words.quote[kept],
        tag=words.tag[kept],
        dependency=words.dependency[kept],
        parent=np.where(out[parent], np.arange(len(kept)), place[parent]),
    )
