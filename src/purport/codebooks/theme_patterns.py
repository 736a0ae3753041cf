"""How the words of a theme are written: patterns of words, and what a reading found besides words.

prison             the word; in English its other forms too (prisons)
=left              this form alone
tax/n  tax/v  /a   as a noun, a verb, an adjective (English)
imprison*          whatever begins so
jail break         one word after the other
free|release       either
free .. prisoner   in this order, with up to five other words between
@prisoner          whatever a list of words has
type:riot          an incident of a type; type:riot/planned one of a mode
actor:state:FO     an actor of the codebook, or an institution of it
kind:organisation  an actor of a kind
cue:denial         what attributes a statement of a kind
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from purport.errors import CodebookError
from purport.language.folding import words
from purport.types import Kind, Mode

GAP = ".."
GAP_WORDS = 5
LIST = "@"
JOIN = "_"
_CLASSES = {"n": "NN", "v": "VB", "a": "JJ"}
_WORD = re.compile(r"(?P<sign>=?)(?P<word>[^\s|=*/@]+?)(?P<star>\*?)(?:/(?P<cls>\w+))?")
_MARK = re.compile(r"(type|actor|kind|cue):(\S+)")
_SHORTEST_BEGINNING = 3
# Signs that mean something in other notations and nothing here; the folding of words would drop them unsaid.
_NO_SIGNS = frozenset('()[]{}<>+?^$\\"#;~')


class Form(StrEnum):
    """Which forms of a word are meant."""

    EXACT = "exact"
    LEMMA = "lemma"
    BEGINNING = "beginning"


@dataclass(frozen=True, slots=True)
class WordTest:
    """One word: its folded text, which of its forms are meant, and how its tag begins ("" for any)."""

    text: str
    form: Form
    tag: str = ""


# A word, a gap, or a choice of sequences of these.
Element: TypeAlias = "WordTest | tuple[Sequence, ...] | None"
Sequence: TypeAlias = tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class WordPattern:
    """Words in an order; the first and the last element are no gap."""

    elements: Sequence


@dataclass(frozen=True, slots=True)
class MarkPattern:
    """Something that earlier finders found: ``what`` is type, actor, kind or cue; ``mode`` that of an incident."""

    what: str
    value: str
    mode: str | None = None


Pattern = WordPattern | MarkPattern
Lists = Mapping[str, tuple[Sequence, ...]]


def pattern(written: str, lists: Lists, *, english: bool = True) -> Pattern:
    """A pattern as it is written in a codebook. Raises CodebookError where it is none."""
    if marked := _MARK.fullmatch(written):
        return _mark(written, *marked.groups())
    return WordPattern(sequence(written, lists, english=english))


def sequence(written: str, lists: Lists, *, english: bool) -> Sequence:
    """Words and gaps, as a pattern or an entry of a list of words. Raises CodebookError."""
    if strange := sorted(set(written) & _NO_SIGNS):
        raise CodebookError(
            f"{written!r} has {' '.join(strange)}, which mean nothing in a pattern (it is no regular expression); "
            f"write word, word* for a beginning, word|word for either, {GAP} for a gap"
        )
    elements: list[Element] = []
    for part in written.split():
        if part == GAP:
            elements.append(None)
        else:
            elements += _part(part, written, lists, english)
    if not elements or elements[0] is None or elements[-1] is None:
        raise CodebookError(f"{written!r} begins or ends with a gap ({GAP}), or is empty; put words on both sides")
    return tuple(elements)


def _part(part: str, written: str, lists: Lists, english: bool) -> Sequence:
    """What is written without a blank: a choice, or the words themselves where there is one alone."""
    choices: list[Sequence] = []
    for each in part.split("|"):
        if each.startswith(LIST):
            if each[1:] not in lists:
                known = ", ".join(sorted(lists)) or "none"
                raise CodebookError(
                    f"{written!r} has {each}, which is no list of words; the lists are {known}; make one under "
                    f"[word_list.{each[1:] or 'NAME'}]"
                )
            choices += lists[each[1:]]
        else:
            choices.append(_tests(each, written, english))
    return choices[0] if len(choices) == 1 else (tuple(choices),)


def _tests(part: str, written: str, english: bool) -> tuple[WordTest, ...]:
    """The words of what is written without a blank: one, or several where a sign stands between (hand_over)."""
    return tuple(test for each in part.split(JOIN) for test in _word_tests(each, written, english))


def _word_tests(part: str, written: str, english: bool) -> Iterator[WordTest]:
    parts = _WORD.fullmatch(part)
    folded = words(parts["word"]) if parts else []
    if not parts or not folded:
        raise CodebookError(
            f"{written!r} has {part!r}, which is no word; write word, word*, =word, word/n, word|word, {GAP}, "
            f"{LIST}list, or type:, actor:, kind: or cue: alone"
        )
    tag = _CLASSES.get(parts["cls"] or "", "")
    if parts["cls"] and not tag:
        raise CodebookError(f"{written!r} has the word class {parts['cls']!r}; it is one of {', '.join(_CLASSES)}")
    form = Form.LEMMA if english and not parts["sign"] else Form.EXACT
    if parts["star"]:
        if len(folded[-1]) < _SHORTEST_BEGINNING:
            raise CodebookError(
                f"{written!r} has {part!r}, which begins too many words; give {_SHORTEST_BEGINNING} letters or more"
            )
        form = Form.BEGINNING
    *before, last = folded
    yield from (WordTest(each, Form.EXACT) for each in before)
    yield WordTest(last, form, tag)


def _mark(written: str, what: str, value: str) -> MarkPattern:
    mode: str | None = None
    if what == "type":
        value, _, mode_named = value.partition("/")
        mode = mode_named or None
        if mode is not None and mode not in tuple(Mode):
            raise CodebookError(f"{written!r} has the mode {mode!r}; it is one of {', '.join(Mode)}")
    if what == "cue" and value not in tuple(Kind):
        raise CodebookError(f"{written!r} names a kind of statement that is none; it is one of {', '.join(Kind)}")
    return MarkPattern(what, value, mode)
