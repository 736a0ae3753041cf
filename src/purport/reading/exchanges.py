"""Exchanges: what each side gives, to whom and how many, of incidents already found."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from purport.codebooks.actors import ActorCodebook, actor_codebook
from purport.codebooks.incident_types import words
from purport.language import Doc
from purport.reading.clauses import (
    agents,
    antecedent,
    clause_verb,
    is_passive,
    noun_phrase,
    objects_of,
    patients,
    with_conjuncts,
)
from purport.reading.figure_lists import parts
from purport.reading.finder import Findings
from purport.reading.incident_accounts import told_by
from purport.reading.incident_parties import Participants
from purport.reading.publications import publisher_of
from purport.types import Incident, Party, Transfer

_TYPES = ("prisoner_release", "agreement", "negotiation")
# "In exchange for", "in return for".
_RETURNS = frozenset({"exchange", "return"})
_SWAPPING = frozenset({"exchange", "swap", "trade"})
_GETTING = frozenset({"get", "obtain", "receive", "recover", "secure"})
# Money for which people are freed.
_MONEY = frozenset({"ransom", "payment", "sum"})
_GIVING = frozenset(
    {"free", "release", "return", "give", "deliver", "hand", "repatriate", "liberate", "transfer", "let"}
)
# Words of a sentence in which two that let people go let them go for one another.
_DEALS = frozenset({"agreement", "deal", "exchange", "return", "swap", "trade"})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Side:
    """What is given, by whom and to whom, as words of the text."""

    given: tuple[Token, ...]
    giver: Token | None
    receiver: Token | None


class ExchangeFinder:
    """Adds to incidents that are exchanges what each side gives."""

    assigns = "incidents"
    requires: tuple[str, ...] = ("figures", "actors", "statements", "incidents")

    def __init__(self, codebook: ActorCodebook | None = None) -> None:
        self._codebook = codebook

    def find(self, doc: Doc, found: Findings) -> Iterable[Incident]:
        """The same incidents, those that are exchanges with their transfers."""
        may_be = [n for n, incident in enumerate(found.incidents) if incident.type in _TYPES]
        if not may_be:
            return found.incidents
        incidents = list(found.incidents)
        who: Participants | None = None
        publisher = publisher_of(doc, found.statements, self._codebook or actor_codebook())
        for sentence in doc.tokens.sents:
            start, end = sentence.start_char, sentence.end_char
            here = [n for n in may_be if any(start <= m.start < end for m in incidents[n].mentions)]
            if not here:
                continue
            sides = _sides(list(sentence))
            if not sides:
                continue
            who = who or Participants(doc, found, self._codebook)
            given = tuple(_transfers(doc, sides, who, found))
            if publisher is not None and publisher.partisan:
                given = tuple(replace(each, according_to=each.according_to or publisher.name) for each in given)
            # Where a sentence tells of the exchange and of what came of it, it is the release.
            at = min(here, key=lambda n: (_TYPES.index(incidents[n].type), n))
            exchange = (*incidents[at].exchange, *given)
            targets = tuple(_without_captives(incidents[at].targets, exchange))
            incidents[at] = replace(incidents[at], exchange=exchange, targets=targets)
        return incidents


def _without_captives(targets: Sequence[Party], exchange: Sequence[Transfer]) -> Iterator[Party]:
    """The targets by the words for what is given, without those that are only called prisoners where others are told
    to be given."""
    given = {t: e for t in targets for e in exchange if e.start < t.end and t.start < e.end}
    for target in targets:
        words_for = given.get(target)
        if (
            words_for is not None
            and target.actor is None
            and target.start < words_for.start < words_for.end == target.end
        ):
            yield replace(target, text=words_for.text, start=words_for.start, name=words_for.text)
        elif words_for is not None or not given or target.text.lower().removesuffix("s") not in words("captives"):
            yield target


def _sides(sentence: Sequence[Token]) -> list[_Side]:
    """The sides of the exchange that a sentence tells of; none where it tells of none."""
    for token in sentence:
        lemma = token.lemma_.lower()
        if lemma in _RETURNS and token.dep_ == "pobj" and token.head.lower_ == "in":
            verb = _verb_over(token)
            got = _what_for(token)
            if verb is not None and got:
                return _for_one_another(verb, _freed(verb), got)
            if verb is not None and (sides := _got_in_return(verb)):
                return sides
        if token.pos_ == "VERB" and lemma in _SWAPPING:
            given = patients(token)
            got = objects_of(token, "for") or [x for noun in given for x in objects_of(noun, "for")]
            given = [noun for noun in given if noun not in got]
            if given and got and any(map(_countable, given)):
                return _for_one_another(token, given, got)
    return _listed(sentence) or _each_in_turn(sentence)


def _what_for(exchange: Token) -> list[Token]:
    """What follows "in exchange for", also where the parse hangs its "for" on the verb."""
    following = exchange.nbor() if exchange.i + 1 < len(exchange.doc) else exchange
    return objects_of(exchange, "for") or [
        child for child in following.children if following.lower_ == "for" and child.dep_ == "pobj"
    ]


def _verb_over(token: Token) -> Token | None:
    """The verb of the clause, past a gerund that only names a deed ("offered to free")."""
    verb = clause_verb(token)
    while verb is not None and not _freed(verb):
        verb = clause_verb(verb)
    return verb


def _freed(verb: Token) -> list[Token]:
    """Whom a verb gives away: its objects, or those whom it lets go."""
    if verb.lemma_.lower() == "let":
        return [one for child in verb.children if child.dep_ == "ccomp" for one in agents(child)]
    return patients(verb)


def _got_in_return(verb: Token) -> list[_Side]:
    """ "Handed over four bodies and received five prisoners in exchange"."""
    giving = verb.head
    if verb.lemma_.lower() not in _GETTING or verb.dep_ != "conj" or not (patients(giving) and agents(giving)):
        return []
    giver = agents(giving)[0]
    return [
        _Side(given=tuple(patients(giving)), giver=giver, receiver=None),
        _Side(given=tuple(patients(verb)), giver=None, receiver=giver),
    ]


def _for_one_another(verb: Token, given: Sequence[Token], got: Sequence[Token]) -> list[_Side]:
    given, got = ([meant for noun in nouns for meant in _meant(noun)] for nouns in (given, got))
    doers = [] if verb.lemma_.lower() == "be" else agents(verb)
    one = doers[0] if len(doers) == 1 else None
    counterpart = next(iter([*_holders(got), *objects_of(verb, "to", "with"), *_after_objects(given)]), None)
    if one is None and not is_passive(verb):
        counterpart = None  # two who exchange: who gives which is not told
    return [
        _Side(given=tuple(given), giver=one, receiver=counterpart),
        _Side(given=tuple(got), giver=counterpart, receiver=one),
    ]


def _meant(noun: Token) -> list[Token]:
    """What is given: in "the release of 5,000 prisoners" those who are released, in "a ransom of 3 million" the sum."""
    if noun.lemma_.lower() in words("handovers") | _MONEY:
        return objects_of(noun, "of") or ([noun] if noun.lemma_.lower() in _MONEY else [])
    return [noun]


def _after_objects(given: Sequence[Token]) -> list[Token]:
    """To whom or with whom, where the parse hangs it on what is given."""
    return [end for noun in given for end in objects_of(noun, "to", "with") if end.pos_ == "PROPN"]


def _holders(nouns: Sequence[Token]) -> list[Token]:
    """Who holds those that are to be freed: "soldiers held by the Front"."""
    return [
        holder
        for noun in (each for noun in nouns for each in (noun, *objects_of(noun, "of")))
        for child in noun.rights
        if child.dep_ in ("acl", "relcl") and child.lemma_ in ("hold", "capture", "detain", "keep", "seize")
        for holder in agents(child)
    ]


def _listed(sentence: Sequence[Token]) -> list[_Side]:
    """ "15 soldiers for 45 fighters", where the sentence speaks of a swap."""
    if not any(token.lemma_.lower() in _SWAPPING for token in sentence):
        return []
    for token in sentence:
        if not _countable(token) or not _counted(token):
            continue
        got = [noun for noun in objects_of(token, "for") if _countable(noun) and _counted(noun)]
        if got:
            return [
                _Side(given=(token,), giver=None, receiver=None),
                _Side(given=tuple(got), giver=None, receiver=None),
            ]
    return []


def _each_in_turn(sentence: Sequence[Token]) -> list[_Side]:
    """Two who let people go, in a sentence that speaks of a deal: "the army freed 30 and the Front 12"."""
    if not any(
        token.lemma_.lower() in (_SWAPPING if token.pos_ == "VERB" else _DEALS)
        and token.pos_ in ("NOUN", "PROPN", "VERB")
        for token in sentence
    ):
        return []
    told: list[tuple[Token, list[Token], list[Token]]] = []
    for verb in sentence:
        if verb.pos_ != "VERB" or verb.lemma_.lower() not in _GIVING or is_passive(verb):
            continue
        others = _without_verb(verb)
        given = [noun for noun in patients(verb) if _countable(noun) and all(noun.i != n.i for _, n in others)]
        doers = [antecedent(noun, verb) for noun in agents(verb)]
        if given and doers and all(doers[0].i != doer.i for doer, _, _ in told):
            told.append((doers[0], given, objects_of(verb, "to")))
            told += [(doer, [noun], []) for doer, noun in others]
    if len(told) != 2:
        return []
    (one, first, _), (other, second, _) = told
    ends = [to[0] if to else None for _, _, to in told]
    other = ends[0] if ends[0] is not None and ends[0].text == other.text else other
    return [
        _Side(given=tuple(first), giver=one, receiver=other),
        _Side(given=tuple(second), giver=other, receiver=one),
    ]


def _without_verb(verb: Token) -> list[tuple[Token, Token]]:
    """Who gives whom by a verb that is not told again: "the League freed 12 guards and the Guard 40 fighters"."""
    found = [
        (doer, noun)
        for given in patients(verb)
        for noun in given.conjuncts
        if (number := _number(noun)) is not None
        for doer in noun.lefts
        if doer.dep_ in ("nmod", "compound") and doer.i < number.i and doer.pos_ in ("NOUN", "PROPN")
    ]
    found += [
        (doer, noun)
        for doer in verb.rights
        if doer.dep_ == "npadvmod"
        for noun in doer.rights
        if noun.dep_ == "appos" and _counted(noun)
    ]
    return found


def _number(noun: Token) -> Token | None:
    return next((child for child in noun.lefts if child.dep_ == "nummod"), None)


def _countable(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    if noun.pos_ == "NUM" or (noun.pos_ == "PROPN" and noun.ent_type_ == "PERSON"):
        return True
    return lemma in words("persons") or lemma in words("captives") or lemma in ("body", "remains")


def _counted(noun: Token) -> bool:
    return noun.pos_ == "NUM" or any(child.dep_ == "nummod" for child in noun.lefts)


def _transfers(doc: Doc, sides: Sequence[_Side], who: Participants, found: Findings) -> Iterator[Transfer]:
    for side in sides:
        giver, receiver = _party(who, side.giver), _party(who, side.receiver)
        others = {noun.i for other in sides if other is not side for noun in other.given}
        heads = dict.fromkeys(each for head in side.given for each in with_conjuncts(head) if each.i not in others)
        for noun in heads:
            start, end = noun_phrase(noun)
            number = _number(noun)
            if number is not None and any(c.dep_ in ("nmod", "compound") and c.i < number.i for c in noun.lefts):
                start = number.idx  # "the Guard 40 fighters", of which the Guard is who gives
            if noun.pos_ == "NUM":  # "5,000 of its own fighters"
                end = max([end, *(noun_phrase(people)[1] for people in objects_of(noun, "of"))])
            low, high = _bounds(noun, start, end, found)
            yield Transfer(
                text=doc.text[start:end],
                start=start,
                end=end,
                giver=giver,
                receiver=receiver,
                low=low,
                high=high,
                according_to=told_by(start, found.statements),
            )


def _party(who: Participants, noun: Token | None) -> Party | None:
    party = None if noun is None else next(iter(who.parties([noun], acting=False)), None)
    return party if party is not None and party.kind != "object" else None


def _bounds(noun: Token, start: int, end: int, found: Findings) -> tuple[float | None, float | None]:
    """How many are given: the figure among its words; one where it is someone by name."""
    for figure in parts(found.figures):
        if figure.start < end and start < figure.end:
            if figure.start < start:  # "handed over 20 fighters": the words before are none of the figure
                return figure.low, figure.low
            return figure.low, figure.high
    if noun.pos_ == "NUM" and noun.text.replace(",", "").isdigit():
        count = float(noun.text.replace(",", ""))
        return count, count
    somebody = noun.tag_ == "NNP" and noun.ent_type_ in ("PERSON", "") and not any(c.dep_ == "det" for c in noun.lefts)
    return (1, 1) if somebody else (None, None)
