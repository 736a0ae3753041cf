"""Who is quoted in an account, and whether an earlier account quoted the same already."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import product

from purport.analysis.accounts import Account
from purport.analysis.wording import CONTENT, wording
from purport.case.days import days_or_none as days
from purport.language.folding import folded
from purport.types import Incident, Kind, Polarity, Reading, Statement

# So much of the rarer words of what is said must be the same for it to be the same saying, and to be word for word.
SAME_WORDS, WORD_FOR_WORD = 0.5, 0.8
_FEWEST_WORDS = 4
# Days of an incident that are reckoned from a report's own date are wrong by so many.
_SLACK = timedelta(days=1)
_OF = re.compile(r",| (?:in|of|at|from|for|on|near) ")
_DETERMINER = re.compile(r"^(?:the|a|an|its|their|his|her|local|one|two|some|several|unnamed) ", re.I)
# What a voice that anybody may have begins or ends with.
_COMMON = re.compile(
    r"(?:authorit(?:y|ies)|army|coastguard|commander|doctors?|employer|forces|government|governor|guards?|hospital"
    r"|investigators?|journalists?|mayor|medics|military|minister|ministry|navy|neighbours?|officers?|officials?"
    r"|police|police(?:man|men)|prosecutors?|rebels|rescuers?|residents?|soldiers?|sources?|spokes(?:man|person|woman)"
    r"|staff|survivors?|troops|villagers?|witness(?:es)?)\Z"
)


@dataclass(frozen=True, slots=True)
class Voice:
    """What one speaker says in one account; ``key`` is the codebook's id or the folded name, ``name`` is as shown."""

    account: Account
    key: str
    name: str
    statements: tuple[Statement, ...]

    @property
    def common(self) -> bool:
        """Whether the name is anybody's of a kind, as "police" or "officials in Lerwick", and no one's own."""
        bare = _DETERMINER.sub("", _OF.split(self.name)[0])
        first, *others = bare.split() or [""]
        # At the beginning of a sentence it is written large.
        kind = first.islower() or any(_COMMON.match(folded(word).strip()) for word in (first, *others[-1:]))
        return bool(first) and kind and not any(word[:1].isupper() for word in others)


def speakers(reading: Reading, only: Iterable[str] | None = None) -> dict[str, list[Statement]]:
    """The named speakers of a reading with what they say, by the codebook's id or the folded name; of the statements
    given by id alone, where some are."""
    wanted = None if only is None else set(only)
    found: dict[str, list[Statement]] = {}
    for statement in reading.statements:
        if wanted is not None and statement.id not in wanted:
            continue
        speaker = statement.speaker
        name = speaker and (speaker.actor or speaker.name or speaker.text)
        if name and name != "unspecified" and (key := folded(name).strip().removeprefix("the ")):
            found.setdefault(key, []).append(statement)
    return found


def voices(account: Account, told: Iterable[str] | None = None) -> list[Voice]:
    """The voices of an account. ``told`` are the ids of the statements that tell the incident which the account is of:
    then what tells another incident is left out."""
    only = None
    if told is not None:
        wanted = set(told)
        elsewhere = {each for incident in account.reading.incidents for each in incident.statements} - wanted
        only = [each.id for each in account.reading.statements if each.id not in elsewhere]
    return [
        Voice(account, key, _name_of(statements), tuple(statements))
        for key, statements in speakers(account.reading, only).items()
    ]


def heard(voice: Voice, beside: Sequence[Voice], before: Iterable[Voice]) -> Voice | None:
    """The voice of an earlier account that a voice repeats: the same words, be it under another name, or the same
    speaker on the same occasion; a common name, as "police", is the same speaker only where both tell the same
    incident. ``beside`` are all voices of the account. Who denies what others say repeats none of them."""
    every = [each for other in beside if other.key == voice.key for each in other.statements] or list(voice.statements)
    found: list[tuple[float, Voice]] = []
    for earlier in before:
        alike = max(
            (said_alike(a, b) for a, b in product(every, earlier.statements) if _can_repeat(voice, a, earlier, b)),
            default=0.0,
        )
        if alike >= WORD_FOR_WORD:
            return earlier
        if _same_speaker(voice, earlier) and _same_saying(voice, earlier):
            found.append((alike, earlier))
    return max(found, key=lambda each: each[0])[1] if found else None


def on_another(voice: Voice, before: Iterable[Voice]) -> bool:
    """Whether an earlier account quotes the same speaker on what happened on another day."""
    return any(_same_speaker(voice, earlier) and apart(voice, earlier) for earlier in before)


def said_alike(one: Statement, two: Statement) -> float:
    """How much of the rarer words of the shorter the longer has."""
    ours, theirs = (_rarer(" ".join(span.text for span in statement.content)) for statement in (one, two))
    if min(len(ours), len(theirs)) < _FEWEST_WORDS:
        return 0.0
    both = sum(rarity for stem, rarity in ours.items() if stem in theirs)
    return float(both / min(sum(ours.values()), sum(theirs.values())))


def other_days(one: Account, two: Account) -> bool:
    """Whether what two accounts tell first is known to be of different days."""
    first, second = (_told_days(_first_told(account)) for account in (one, two))
    return first is not None and second is not None and not _meet(first, second)


def apart(voice: Voice, other: Voice) -> bool:
    """Whether what two voices tell is known to be of different days."""
    ours, theirs = _occasions(voice), _occasions(other)
    return bool(ours and theirs) and not any(_meet(one, two) for one, two in product(ours, theirs))


def _can_repeat(voice: Voice, said: Statement, earlier: Voice, before: Statement) -> bool:
    """Whether the words of one can repeat those of the other: not where one denies what the other says, nor where
    both deny, each for themselves; who denies says again what is held against him."""
    if not (_denies(said) or _denies(before)):
        return True
    anybody = voice.common or earlier.common
    return _denies(said) and _denies(before) and (anybody or _same_speaker(voice, earlier))


def _same_speaker(voice: Voice, earlier: Voice) -> bool:
    if voice.key == earlier.key or re.match(rf"{re.escape(earlier.key)} (?:in|of|at|from) ", voice.key):
        return True
    short, long = sorted((folded(each.name).split() for each in (voice, earlier)), key=len)
    return not voice.common and not earlier.common and bool(short) and short == long[-len(short) :]


def _same_saying(voice: Voice, earlier: Voice) -> bool:
    if {_denies(each) for each in voice.statements}.isdisjoint(map(_denies, earlier.statements)):
        return False
    if apart(voice, earlier):
        return False
    if not voice.common or (_occasions(voice) and _occasions(earlier)):
        return True
    alike = max((said_alike(a, b) for a, b in product(voice.statements, earlier.statements)), default=0.0)
    return alike >= SAME_WORDS or not (voice.account.reading.incidents or earlier.account.reading.incidents)


def _denies(statement: Statement) -> bool:
    return statement.kind is Kind.DENIAL or statement.polarity is Polarity.NEGATED


def _occasions(voice: Voice) -> list[tuple[date, date]]:
    """The days of the incidents that a voice tells, or else of all that its account tells."""
    said = {each.id for each in voice.statements}
    incidents = voice.account.reading.incidents
    own = [each for each in incidents if said & set(each.statements)]
    return [found for each in own or incidents if (found := _told_days(each)) is not None]


def _first_told(account: Account) -> Incident | None:
    incidents = [each for each in account.reading.incidents if each.mentions and each.date is not None]
    return min(incidents, key=lambda each: each.mentions[0].start, default=None)


def _told_days(incident: Incident | None) -> tuple[date, date] | None:
    told = incident.date if incident else None
    return None if told is None else days(f"{told.start}/{told.end or told.start}")


def _meet(one: tuple[date, date], two: tuple[date, date]) -> bool:
    return one[0] - _SLACK <= two[1] and two[0] - _SLACK <= one[1]


def _name_of(statements: Sequence[Statement]) -> str:
    speaker = statements[0].speaker
    return (speaker.name or speaker.text or "") if speaker is not None else ""


@lru_cache(maxsize=8_192)
def _rarer(text: str) -> dict[int, float]:
    """The stems of a text that tell something, each with its rarity."""
    words = wording(text)
    each = zip(words.stems.tolist(), words.rarity.tolist(), strict=True)
    return {stem: rarity for stem, rarity in each if rarity >= CONTENT}
