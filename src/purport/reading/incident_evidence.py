"""What speaks for and what against a mention's telling of an incident that others tell of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from purport.codebooks.incident_types import words
from purport.reading.clauses import objects_of
from purport.reading.incident_course import is_elsewhere, is_ended, other_hours, other_weekdays
from purport.reading.incident_mentions import Mention
from purport.reading.incident_settings import Nearness, days, lies_in, tried_for
from purport.reading.incident_totals import adds, of_long, sums_up
from purport.types import IncidentDate, Mode, Party

_OTHER = frozenset(
    {
        "another",
        "other",
        "earlier",
        "previous",
        "second",
        "separate",
        "third",
        "similar",
        "different",
        "further",
        "more",
        "former",
    }
)
VIOLENT = frozenset(
    {"attack", "bombing", "assassination", "airstrike", "battle", "arson", "jailbreak", "riot", "robbery"}
)
"""Kinds of violence of which one event may be told as another."""

# Types of which one event may be told as the other.
_KIN = (
    VIOLENT,
    frozenset({"prisoner_release", "jailbreak"}),
    frozenset({"arrest", "attack", "battle"}),
    frozenset({"kidnapping", "attack", "robbery", "battle"}),
    frozenset({"ceasefire", "agreement"}),
    frozenset({"negotiation", "agreement"}),
    frozenset({"other", "attack"}),
)
# Deaths told in another sentence are none of theirs.
_BLOODLESS = frozenset({"arrest", "other"})
# How many sentences on a mention speaks for taking the same incident up; what it did is told longest.
_DOERS = frozenset({"assailant", "assailants", "attacker", "attackers", "raiders"})
# Words that count and say nothing else of whom.
_COUNTS = frozenset({"other", "dozen", "hundred", "several", "two", "three", "four", "five", "six", "seven", "eight"})
# Words of which one may name what another told: "was stabbed … the murder".
_KILLINGS = frozenset(
    {
        "assassinate",
        "assassination",
        "behead",
        "beheading",
        "execute",
        "execution",
        "killing",
        "murder",
        "slay",
        "slaying",
        "stab",
        "stabbing",
    }
)
_COUPS = frozenset({"coup", "overthrow", "putsch", "takeover", "topple"})
# How many line ends lie at most between a headline and the paragraph under it.
_BELOW = 2
# Men of whom no more is said.
_ARMED = frozenset({"assailant", "attacker", "fighter", "gunman", "insurgent", "militant", "raider", "rebel"})
_TAKINGS = frozenset({"abduction", "kidnapping", "kidnaping"})
# What a search comes to.
_FINDS = frozenset({"discover", "find", "recover", "seize"})
# What belongs to whatever was struck.
_PARTS = frozenset({"door", "entrance", "fence", "gate", "perimeter", "roof", "wall", "window"})
_GROUNDS = frozenset({"about", "after", "following", "for", "over", "since"})
_SERIES = frozenset({"series", "spate", "string", "wave"})
_LAST = 1.5
_ADDED = 1.5
_VERY_NEAR, _NEXT, _NEAR, _FAR = 1, 3, 4, 6


@dataclass(slots=True, eq=False)
class Group:
    """The mentions so far of one incident, in the order in which they joined it."""

    mentions: list[Mention] = field(default_factory=list)

    @property
    def last(self) -> Mention:
        """The mention that joined last."""
        return self.mentions[-1]


def speaking_for(mention: Mention, group: Group, latest: Group | None) -> float:
    """How much speaks for a mention's being an incident's; ``latest`` is the violence that was told last."""
    score = 0.0
    distance = mention.sentence - group.last.sentence
    bare = not (mention.agents or mention.when or mention.where)
    far = _FAR if bare and mention.trigger.effect else _NEAR
    score += 1.5 if distance <= _VERY_NEAR else 1.0 if distance <= far else 0.0
    if bare and any(child.lower_ == "also" for child in mention.trigger.token.children):
        score += 0.5
    elif (
        not mention.trigger.effect
        and adds(mention.trigger, mention.figures)
        and mention.trigger.type in {m.trigger.type for m in group.mentions}
    ):
        score += _ADDED
    if mention.trigger.type == "jailbreak" and any(
        word in party.name.lower() for m in group.mentions for party in m.targets for word in ("prison", "jail")
    ):
        score += 1.5
    if any(party.text.split()[-1].lower() in _DOERS for party in mention.agents):
        score += 1.0
    if distance <= _VERY_NEAR and _befalls_doers(mention, group):
        score += 1.0
    if (
        bare
        and distance <= _VERY_NEAR
        and mention.trigger.token.lemma_ in _FINDS
        and any(m.trigger.type == "arrest" for m in group.mentions)
    ):
        score += 1.5
    if mention.trigger.type == "trial" and is_definite(mention):
        score += 0.5
    if bare and mention.trigger.type == "trial" and distance <= _NEXT:
        score += 0.5 + (distance > _VERY_NEAR)
    if distance <= _VERY_NEAR and len(group.mentions) == 1 and own_count(group.last):
        score += 1.0  # "two bombings shook the city. In the morning a bomb exploded"
    if any(_tells_in_full(mention, m) for m in group.mentions):
        score += 1.5
    lemmas = {m.trigger.token.lemma_.lower() for m in group.mentions}
    if bare and mention.trigger.effect and latest is not None:  # "killed" again says nothing
        score += _LAST if group is latest else 0.5
    elif any(_akin(mention.trigger.token.lemma_.lower(), lemma) for lemma in lemmas):
        score += 1.0
    elif mention.trigger.type in {m.trigger.type for m in group.mentions}:
        score += 1.0 if distance <= _VERY_NEAR and not any(mention.trigger.type in f for f in _KIN[:1]) else 0.5
    if _shared(mention.agents, [p for m in group.mentions for p in m.agents]):
        score += 1.0
    if mention.trigger.type == "negotiation" and any(_same_sides(mention, m) for m in group.mentions):
        score += 0.5
    theirs = [p for m in group.mentions for p in m.targets]
    if _shared(mention.targets, theirs):
        score += 1.5
    elif distance <= _VERY_NEAR and any(_may_be(a, b) or _may_be(b, a) for a in mention.targets for b in theirs):
        score += 1.0
    if mention.when and any(m.when and _overlap(mention.when, m.when) for m in group.mentions):
        score += 1.5 if mention.when.precision == "day" else 1.0
    if _is_coup(mention) and any(map(_is_coup, group.mentions)):
        score += 2.0
    if _operation(mention) and _operation(mention) in {_operation(m) for m in group.mentions}:
        score += 3.0
    score += 0.1 * min(len(group.mentions), 5)
    if _same_place(mention, group):
        score += 3.0 if _named_by_place(mention) else 1.5
    if is_definite(mention):
        score += 1.0
    if {(f.low, f.high, f.what) for f in mention.figures if f.low not in (None, 1)} & {
        (f.low, f.high, f.what) for m in group.mentions for f in m.figures
    }:
        score += 2.0
    if mention.trigger.effect:
        score += 0.5
    if mention.mode is not group.mentions[0].mode:
        score -= 1.0
    if all(tried_for(m.trigger.token) for m in group.mentions) and mention.sentence != group.last.sentence:
        score -= 1.5
    if (
        mention.trigger.token.lemma_.lower() in _KILLINGS | _TAKINGS
        and is_definite(mention)
        and _others(mention.targets, theirs)
    ):
        score -= 1.0
    if _retells_headline(mention, group):
        score += 1.5
    return score


def _retells_headline(mention: Mention, group: Group) -> bool:
    """Whether a report's first sentence tells again what the headline over it told."""
    if mention.paragraph == group.mentions[0].paragraph or mention.trigger.type not in VIOLENT:
        return False
    if any(mention.paragraph - m.paragraph > _BELOW or not _in_heading(m.trigger.token) for m in group.mentions):
        return False
    return any(_akin(mention.trigger.token.lemma_.lower(), m.trigger.token.lemma_.lower()) for m in group.mentions)


def _same_sides(mention: Mention, other: Mention) -> bool:
    """Whether talks are told of between the same two or more."""
    return other.trigger.type == mention.trigger.type and len(_names(mention.agents) & _names(other.agents)) > 1


def _in_heading(token: Token) -> bool:
    """Whether the line in which a word stands ends as no sentence does."""
    text = token.doc.text
    end = text.find("\n", token.idx)
    return end >= 0 and text[end - 1] not in ".!?\"”'’:;,"


def _tells_in_full(mention: Mention, whole: Mention) -> bool:
    """Whether a sentence begins to tell what an attack was that one before only named, by men whom it does not name:
    "an assault by the Brigades. Gunmen blew up the wall"."""
    if not (whole.trigger.nominal and whole.agents) or mention.trigger.nominal or mention.trigger.type not in VIOLENT:
        return False
    if whole.trigger.type not in VIOLENT or not 0 < mention.sentence - whole.sentence <= _NEXT:
        return False
    return bool(mention.agents) and all(_singular(party.text) in _ARMED for party in mention.agents)


def _is_coup(mention: Mention) -> bool:
    """Whether a mention tells of power that is seized."""
    return mention.trigger.token.lemma_.lower() in _COUPS or mention.span.text.lower().endswith("power")


def _befalls_doers(mention: Mention, group: Group) -> bool:
    """Whether those suffer who are told to have acted: "commandos raided a farm. One commando was shot"."""
    hit = {_head(party) for party in mention.targets if party.kind != "object"}
    return bool(hit & {_head(party) for m in group.mentions for party in m.agents})


def is_alike(mention: Mention, other: Mention) -> bool:
    """Whether two mentions tell of one type of event, or with words of one root."""
    return mention.trigger.type == other.trigger.type or _akin(
        mention.trigger.token.lemma_.lower(), other.trigger.token.lemma_.lower()
    )


def _operation(mention: Mention) -> str:
    """The name of a named operation, in plain letters."""
    text = mention.span.text
    return re.sub(r"\W+", " ", text).strip().lower() if text.startswith("Operation") and " " in text else ""


def _akin(a: str, b: str) -> bool:
    """Whether two lemmas share a root: "siege" and "besiege", "abduct" and "abduction"."""
    short, long = sorted((a, b), key=len)
    return a == b or {a, b} <= _KILLINGS or (len(short) >= 4 and (short in long or short[:5] == long[:5]))


def is_definite(mention: Mention) -> bool:
    """Whether a noun speaks of an event as known: "the raid", "their raid", "Operation Gannet"."""
    if not mention.trigger.nominal:
        return False
    for child in mention.trigger.token.lefts:
        if child.dep_ == "det" and child.lower_ in ("the", "this", "that", "these", "those"):
            return not (child.lower_ == "the" and _is_news(mention.trigger.token))
        if child.lower_ in ("such", "latest"):
            return True
        if child.dep_ == "poss":
            return True
    if _is_predicate(mention):
        return True
    return mention.trigger.token.text[:1].isupper() and mention.trigger.token.pos_ == "PROPN"


def _is_news(noun: Token) -> bool:
    """Whether "the" stands before an event only for whom it befell, who are told anew: "the release of 500"."""
    return any(
        whom.pos_ == "NUM"
        or whom.lemma_.lower() in words("collectives")
        or any(left.dep_ == "nummod" or left.lower_ in ("several", "some") for left in whom.lefts)
        for whom in objects_of(noun, "of")
    )


def _is_predicate(mention: Mention) -> bool:
    """Whether a noun says what an event told before was: "this was an indefensible attack"."""
    token = mention.trigger.token
    return token.dep_ == "attr" and any(
        child.dep_ == "nsubj" and child.lower_ in ("it", "this", "that") for child in token.head.lefts
    )


def _is_series(mention: Mention) -> bool:
    """Whether a plural names many deeds over time: "a string of attacks"."""
    token = mention.trigger.token
    return (
        token.tag_ == "NNS" and token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lemma_ in _SERIES
    )


def kin(mention: Mention, group: Group) -> bool:
    """Whether a mention may be an incident's by its type: one event is told as an attack, a battle, a bombing."""
    theirs = {m.trigger.type for m in group.mentions}
    kind = mention.trigger.type
    if kind == "kidnapping" and not mention.trigger.begins:  # "two abducted engineers"
        return kind in theirs
    if theirs == {"arrest"} and kind in VIOLENT and _is_predicate(mention):
        return False
    if mention.trigger.effect and theirs <= _BLOODLESS:
        return kind == "attack" and any(m.sentence == mention.sentence for m in group.mentions)
    if mention.trigger.token.lemma_ in _FINDS and kind == "other" and theirs & {"arrest", "attack", "battle"}:
        return True
    return kind in theirs or any(kind in family and theirs & family for family in _KIN)


def against(mention: Mention, group: Group, nearest: Mention) -> bool:
    """Whether anything says that a mention is another incident than a group's."""
    named = {_operation(m) for m in group.mentions} - {""}
    if _operation(mention) and named and _operation(mention) not in named:
        return True
    if _follows(mention, group):
        return True
    if _lets_go(mention, group):
        return True
    if is_elsewhere(mention.trigger.token) and all(m.sentence < mention.sentence for m in group.mentions):
        return True
    lefts = {child.lower_ for child in mention.trigger.token.lefts}
    same_clause = mention.sentence == nearest.sentence
    if any(is_ended(m.trigger.token) != is_ended(mention.trigger.token) and _ends(mention, m) for m in group.mentions):
        return True
    if same_clause and (_side_by_side(mention, nearest) or listed_apart(mention, nearest)):
        return True
    if mention.trigger.token.tag_ == "NN" and all(map(_is_series, group.mentions)):
        return True
    if (
        mention.trigger.nominal
        and mention.trigger.begins
        and lefts & _OTHER
        and not same_clause
        and not _is_predicate(mention)
    ):
        return True
    real = {Mode.HAPPENED, Mode.DENIED, Mode.ATTEMPTED}
    if (mention.mode in real) != (group.mentions[0].mode in real) and not is_definite(mention):
        return True
    if tells_of_many(mention) and not any(
        tells_of_many(m) or (not m.trigger.effect and of_long(m.trigger)) for m in group.mentions
    ):
        return True
    if not same_clause and sums_up(mention.trigger) != any(sums_up(m.trigger) for m in group.mentions):
        return True
    if _looks_back(mention):
        if any(m.trigger.token in mention.trigger.token.ancestors for m in group.mentions):
            return True
        mention = replace(
            mention,
            dates=mention.dates if mention.dates_near is Nearness.PHRASE else (),
            places=mention.places if mention.places_near is Nearness.PHRASE else (),
        )
    when = None if _is_known_trial(mention) else mention.when
    if when is not None and any(m.when and not _overlap(when, m.when) for m in group.mentions):
        return True
    if elsewhere(mention, group.mentions) and not _retells_headline(mention, group):
        return True
    if not mention.trigger.effect and any(
        other_weekdays(mention, m)
        or (mention.trigger.token.dep_ != "pobj" and m.trigger.type == mention.trigger.type and other_hours(mention, m))
        for m in group.mentions
    ):
        return True
    if mention.trigger.nominal and not is_definite(mention) and own_count(mention) and not _elaborates(mention, group):
        return True
    mine, theirs_too = _proper(mention.agents), _proper([p for m in group.mentions for p in m.agents])
    if mine and theirs_too and not _alike(mine, theirs_too) and not mention.trigger.effect:
        return not _crossed(mention, group)
    same_men = any(party.text.split()[-1].lower() in _DOERS for party in mention.agents)
    if mention.trigger.type == "jailbreak" or same_men:  # who escapes is another than what was attacked
        return False
    if mention.trigger.effect or same_clause or adds(mention.trigger, mention.figures):
        return False
    theirs_hit = [p for m in group.mentions if mention.trigger.nominal or not m.trigger.nominal for p in m.targets]
    if mention.trigger.nominal and is_definite(mention):
        return False
    if mention.trigger.type == "trial" and mention.sentence - nearest.sentence <= _NEXT:
        return False  # of several accused
    if _befalls_doers(mention, group) or any(_tells_in_full(mention, m) for m in group.mentions):
        return False
    return _others(mention.targets, theirs_hit)


def _ends(mention: Mention, other: Mention) -> bool:
    """Whether of two mentions one is of what the other's deed puts an end to: "retook the base, ending a mutiny"."""
    deed, ended = (mention, other) if is_ended(other.trigger.token) else (other, mention)
    return (
        not deed.trigger.nominal and deed.trigger.type != ended.trigger.type and deed.sentence - ended.sentence <= _NEXT
    )


def _is_known_trial(mention: Mention) -> bool:
    """Whether a clause says when the trial under discussion began: it is the one that now ends."""
    return mention.trigger.token.lemma_ == "trial" and is_definite(mention) and mention.trigger.token.dep_ == "nsubj"


def _side_by_side(mention: Mention, other: Mention) -> bool:
    """Whether two nouns of a sentence name deeds of two types at two targets: "the fall of the camp … its bombing of a
    market"."""
    one, two = mention.trigger, other.trigger
    if not (one.nominal and two.nominal) or one.type == two.type:
        return False
    if two.token.is_ancestor(one.token) and not (tried_for(one.token) and tried_for(two.token)):
        return False  # two charges are two deeds
    return _others(mention.targets, other.targets)


def listed_apart(mention: Mention, other: Mention) -> bool:
    """Whether of two deeds of one sentence each has a day and a target of its own: "ambushed a convoy this month and
    killed a priest on 6 December"."""
    if mention.when is None or other.when is None or not (mention.targets and other.targets):
        return False
    if mention.sentence != other.sentence or mention.trigger.nominal or other.trigger.nominal:
        return False
    return not {date.start for date in mention.dates} & {date.start for date in other.dates}


def _looks_back(mention: Mention) -> bool:
    """Whether a noun names an event as the ground of what its clause tells: "were arrested over the attack"."""
    token = mention.trigger.token
    return token.dep_ == "pobj" and token.head.lower_ in _GROUNDS and mention.trigger.nominal and is_definite(mention)


def elsewhere(mention: Mention, others: Sequence[Mention]) -> bool:
    """Whether a mention's clause names other places than those of others."""
    theirs = [place for m in others for place in m.where]
    return bool(mention.where and theirs) and not any(
        lies_in(a, b) or lies_in(b, a) for a in mention.where for b in theirs
    )


def _others(mine: Sequence[Party], theirs: Sequence[Party]) -> bool:
    """Whether two clauses strike different targets. A person's name is not held against what the person is: "an
    official", later "Mr Fossaa"; a bare count is held against nothing."""
    hit, theirs_hit = _told_apart(mine), _told_apart(theirs)
    if not hit or not theirs_hit or any(_same_party(a, b) for a in hit for b in theirs_hit):
        return False
    return not any(_may_be(a, b) or _may_be(b, a) for a in hit for b in theirs_hit)


def _told_apart(parties: Sequence[Party]) -> list[Party]:
    return [
        party
        for party in parties
        if not party.text.split()[-1][:1].isdigit() and _head(party) not in _COUNTS and _head(party) not in _PARTS
    ]


def _same_party(a: Party, b: Party) -> bool:
    """Whether two parties bear one name, or are told by one noun ("Azeri servicemen", but no "Azeri helicopter")."""
    if a.name[:1].isupper() and b.name[:1].isupper() and a.kind == b.kind != "object":
        return _alike({a.name.lower()}, {b.name.lower()})
    return _head(a) == _head(b) or a.name.lower() == b.name.lower()


def _may_be(described: Party, named: Party) -> bool:
    """Whether one may be told by a common noun and the other by name."""
    proper = named.kind == "person" and named.name[:1].isupper()
    return proper and not described.name[:1].isupper() and _head(described) in words("persons")


def _head(party: Party) -> str:
    word = re.split(r" (?:of|in|from|at|on|for) ", party.text.strip())[0].split()[-1].lower()
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _follows(mention: Mention, group: Group) -> bool:
    """Whether a clause puts its event after or before the other's: "the release came hours after they freed two"."""
    token = mention.trigger.token
    if token.dep_ != "advcl" or not {c.lower_ for c in token.lefts if c.dep_ == "mark"} & {"after", "before"}:
        return False
    return any(m.trigger.token.i == token.head.i or m.trigger.token.head.i == token.head.i for m in group.mentions)


def _crossed(mention: Mention, group: Group) -> bool:
    """Whether the sides of a battle change places: who is told to act in one is told to suffer in the other."""
    return mention.trigger.type == "battle" and _alike(
        _names(mention.agents), _names([p for m in group.mentions for p in m.targets])
    )


def _lets_go(mention: Mention, group: Group) -> bool:
    """Whether a release is told apart from violence: who lets go is another than who breaks in."""
    return (
        mention.trigger.nominal
        and mention.trigger.type == "prisoner_release"
        and any(m.trigger.type in VIOLENT for m in group.mentions)
        and all(mention.paragraph != m.paragraph for m in group.mentions)
    )


def tells_of_many(mention: Mention) -> bool:
    """Whether a verb tells what many deeds came to: "have killed 120 since 2021", "relatives of people killed by the
    rebels"."""
    verb = mention.trigger.token
    if verb.tag_ == "NNS" and verb.dep_ == "nsubj" and not any(c.dep_ in ("det", "nummod", "poss") for c in verb.lefts):
        return _over_years(verb.head)  # "raids have killed 120 since 2021"
    if not mention.trigger.effect or mention.trigger.nominal:
        return False
    if verb.dep_ == "acl" and verb.head.tag_ == "NNS" and not (mention.when or mention.where):
        return not any(child.dep_ in ("det", "nummod", "poss", "amod") for child in verb.head.lefts)
    return _over_years(verb) or of_long(mention.trigger)


def _over_years(verb: Token) -> bool:
    perfect = any(child.dep_ == "aux" and child.lower_ in ("have", "has") for child in verb.children)
    return perfect and any(word.lower_ == "since" and word.dep_ == "prep" for word in verb.subtree)


def own_count(mention: Mention) -> bool:
    """Whether a noun counts events of its own: "three raids", "another raid"."""
    return not mention.trigger.effect and any(
        child.dep_ == "nummod" or (child.dep_ == "det" and child.lower_ in ("another",))
        for child in mention.trigger.token.children
    )


def _elaborates(mention: Mention, group: Group) -> bool:
    """Whether a count of events is part of one just told: same people, same paragraph, a place within the other's."""
    first = group.mentions[0]
    return (
        mention.paragraph == first.paragraph
        and mention.trigger.token.lemma_ == first.trigger.token.lemma_
        and bool(_names(mention.agents) & _names(first.agents))
        and (not mention.where or any(lies_in(a, b) for a in mention.where for b in first.where))
    )


def _names(parties: Sequence[Party]) -> set[str]:
    return {party.name.lower() for party in parties}


def _proper(parties: Sequence[Party]) -> set[str]:
    """The names of those who are known by name; "the minister" may be anyone's."""
    generic = (
        words("persons") | words("groups") | {"secretary", "forces", "ministers", "leaders", "officials", "militants"}
    )
    return {
        party.name.lower()
        for party in parties
        if party.actor is not None
        or (party.name[:1].isupper() and not {party.name.split()[-1].lower(), _singular(party.name)} & generic)
    }


def _singular(name: str) -> str:
    """The last word of a name as one of them: "gunmen" as "gunman"."""
    word = name.split()[-1].lower()
    return word[:-3] + "man" if word.endswith("men") else word.removesuffix("s")


def _alike(mine: set[str], theirs: set[str]) -> bool:
    small = {"the", "of", "a", "an", "and", "in"}
    return any((set(a.split()) - small) & (set(b.split()) - small) for a in mine for b in theirs)


def _shared(mine: Sequence[Party], theirs: Sequence[Party]) -> bool:
    return bool(mine) and bool(theirs) and _alike(_names(mine), _names(theirs))


def _overlap(a: IncidentDate, b: IncidentDate) -> bool:
    (a_first, a_last), (b_first, b_last) = days(a), days(b)
    return a_first <= b_last and b_first <= a_last


def _named_by_place(mention: Mention) -> bool:
    """Whether a place before a noun names the event: "the Runavik attack"."""
    before = {child.idx for child in mention.trigger.token.lefts if child.dep_ in ("compound", "nmod", "amod")}
    return mention.trigger.nominal and any(place.start in before for place in mention.where)


def _same_place(mention: Mention, group: Group) -> bool:
    return any(lies_in(a, b) or lies_in(b, a) for a in mention.where for m in group.mentions for b in m.where)
