"""The usual words by which a hand in something is denied, and by which one is held to have done it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

UNSPECIFIED = "unspecified"
"""On whose word it is where nobody is named for it."""
_WORD = r"[A-ZÀ-ÖØ-Þ][\w-]*(?:['’](?!s\b)[\w-]+)*"
_DAYS_AND_MONTHS = (
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)(?!(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December)\b)"
)
NAMED = re.compile(rf"(?:[Tt]he )?(?P<name>{_WORD}(?: (?:of |the )*{_WORD})+|(?<=[Tt]he ){_DAYS_AND_MONTHS}{_WORD})")
"""A name of several words, or of one after an article."""
_WHOM = rf"(?:the )?{_DAYS_AND_MONTHS}(?P<name>{_WORD}(?: (?:of |the )*{_WORD})*)(?!['’]s\b|[\w-])"
_EVENTS = (
    r"(?:abduction|ambush|arson|assassination|assault|attack|blast|bombing|clash|crime|explosion|fire|incident"
    r"|jailbreak|kidnapping|killing|massacre|murder|raid|robbery|shelling|shooting|strike|violence)(?:e?s)?"
)
EVENT = re.compile(rf"\b{_EVENTS}\b", re.IGNORECASE)
POINTING = re.compile(r"\W*(?:in |for |of |with )?(?:it|this|that|them)\b", re.IGNORECASE)

_NOT = r"(?:did not|didn['’]t|had not|hadn['’]t|has not|hasn['’]t|have not|haven['’]t|never)"
_WAS_NOT = r"(?:was not|wasn['’]t|were not|weren['’]t|is not|isn['’]t|are not|aren['’]t)"
_A_HAND = r"(?:involvement|responsibility|complicity|participation|part|role|hand)"
NOT_DONE = re.compile(
    rf"\b(?:{_NOT} (?:carr(?:y|ied) out|perpetrated?|do it|done it|plant(?:ed)?|take part|taken part)"
    rf"|{_WAS_NOT} (?:behind|responsible|involved)"
    rf"|(?:had|has|have) (?:no {_A_HAND}|nothing to do with))\b",
    re.IGNORECASE,
)
"""A hand in it denied by a negation: what stands before it says whose."""
DENYING = re.compile(r"\b(?:den(?:y|ies|ied|ying)|reject\w*|dismiss\w*|disclaim\w*|disavow\w*)\b", re.IGNORECASE)
A_HAND_DENIED = re.compile(
    rf"\W*(?:any |all |a |its |their |his |her )?(?:direct )?{_A_HAND}\b"
    r"|\W*(?:(?:any |all |the )?(?:accusation|claim|allegation|suggestion|charge|report)s? )?(?:that )?"
    r"(?:it|they|he|she|we|its \w+|their \w+|his \w+|her \w+) (?:(?:had|has|have|was|were|is|are) )?(?:been )?"
    r"(?:carried out|perpetrated|planted|taken part|behind|responsible|involved)\b"
    r"|\W*(?:of )?(?:having )?(?:been |being )?(?:carr(?:ied|ying) out|perpetrat(?:ed|ing)|plant(?:ed|ing)"
    r"|tak(?:en|ing) part|behind|responsible|involved)\b",
    re.IGNORECASE,
)
"""What stands after a word of denying where only a hand in it is denied."""
ANOTHERS_HAND_DENIED = re.compile(
    rf"\W*(?:that )?{NAMED.pattern} (?:had |has |have |was |were |is |are )(?:been )?"
    r"(?:carried out|perpetrated|planted|taken part|behind|responsible|involved)\b"
)
"""The same of another, who is named."""
DEED_DENIED = re.compile(
    r"\W*(?:(?:that )?(?:it|they|he|she|we|its \w+|their \w+) (?:had|has|have) (?!been\b)|having (?!been\b))",
    re.IGNORECASE,
)
"""The same, said by the doer, where it is the deed itself in the active voice ("that it had bombed")."""
NO_CLAIM = re.compile(
    r"\b(?:no (?:[\w-]+ ){0,3}?|nobody |no ?one |none (?:of [\w ]+? )?|(?:has|had|have|did|was|were) not |n['’]t )"
    r"(?:(?:has|had|have|yet|immediately|been|so|far) )*(?:claim(?:ed|s)?|taken (?:responsibility|credit))\b"
    r"|\bno claims? of responsibility\b",
    re.IGNORECASE,
)
"""That nobody has claimed it."""


class Blame(StrEnum):
    """A hand denied; one blamed; one suspected."""

    DENIED = "denied"
    BLAMED = "blamed"
    SUSPECTED = "suspected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Blaming:
    """Words that name one for something: who, how, where the words stand, where the name does, and whether they need
    to be followed by what was done."""

    how: Blame
    name: str
    start: int
    end: int
    named: tuple[int, int]
    of_what: bool = False


_WHO = rf"(?:[Tt]he )?(?P<name>{_WORD}(?: (?:of |the )*{_WORD})*)"
_BE = (
    r"(?:was|were|is|are|had|has|have|been|be|being|to|may|might|must|could|likely|probably|also|widely|believed"
    r"|thought|suspected|said|alleged|accused|of)"
)
_ENDS = r"(?=[.,;!?\"”’]|$| (?:as|for|of|over|in|on|being|after|but|and)\b)"
_PATTERNS = tuple(
    (how, of_what, re.compile(pattern))
    for how, of_what, pattern in (
        (
            Blame.DENIED,
            False,
            rf"{_WHO}(?: (?:on {_WORD}|[a-z]+ly|has|have|had|also|later|again))*"
            rf" den(?:ied|ies|y) (?:any |all |a )?(?:direct )?{_A_HAND}\b",
        ),
        (Blame.BLAMED, False, rf"\b(?:accus|blam)(?:ed|es|e|ing) {_WHOM}{_ENDS}"),
        (Blame.SUSPECTED, False, rf"\b(?<!by )(?<!the )suspect(?:ed|s|ing)? {_WHOM}(?=[.;!?\"”]|$| of\b)"),
        (Blame.BLAMED, False, rf"\b(?:held|holds?|holding) {_WHOM} (?:fully |directly )?(?:responsible|accountable)\b"),
        (
            Blame.BLAMED,
            False,
            rf"\bpoint(?:ed|s|ing)? (?:(?:the |a )?fingers? )?(?:to|at|towards?) {_WHOM}(?=[.;!?\"”]|$| as\b)",
        ),
        (
            Blame.BLAMED,
            False,
            rf"\b(?:attribut|ascrib|pinn)(?:ed|es|ing) (?:[^.;,]{{0,60}}? )?(?:to|on) {_WHOM}{_ENDS}",
        ),
        (Blame.BLAMED, False, rf"\bblam(?:ed|es|e|ing) (?:[^.;,A-Z]{{0,60}}? )?on {_WHOM}{_ENDS}"),
        (Blame.BLAMED, True, rf"{_WHO} (?:{_BE} )+(?:behind|responsible for)\b"),
    )
)  # fmt: skip
_DOUBTED = re.compile(
    r"\b(?:whether|if|unclear|no (?:evidence|proof|sign|indication)|not|never|nobody|no one|without|declined to"
    r"|refused to|stopped short of)\b|n['’]t\b|" + DENYING.pattern,
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"(?:It|They|He|She|We|I|This|That|Who|Nobody)$")
_DOUBTED_IN = 60
_HERE = re.compile(r"\b(?:attribut|ascrib|pinn|blam)\w+ .*\b(?:to|on) ", re.DOTALL)


def blamings(text: str) -> Iterator[Blaming]:
    """All words of a text that name one for something, but those that leave it open whether ("if", "not")."""
    for how, of_what, pattern in _PATTERNS:
        for found in pattern.finditer(text):
            clause = re.split(r"[.;!?]\s", text[max(0, found.start() - _DOUBTED_IN) : found.start()])[-1]
            if _PRONOUN.fullmatch(found["name"]) or (how is not Blame.DENIED and _DOUBTED.search(clause)):
                continue
            yield Blaming(
                how=how, name=found["name"], start=found.start(), end=found.end(), named=found.span("name"),
                of_what=of_what,
            )  # fmt: skip


def says_what(words: str) -> bool:
    """Whether words of blame tell before the name what was done ("attributed the attack to")."""
    return _HERE.match(words) is not None
