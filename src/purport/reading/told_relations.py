"""Where a text tells in so many words how two actors stand to one another: its words, read off the syntax."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from purport.codebooks.incident_types import words
from purport.codebooks.relation_words import PARTIES, RelationWord, relation_words
from purport.language import Doc
from purport.reading.clause_modes import clause_mode, is_negated
from purport.reading.clauses import (
    SUBJECTS,
    agents,
    antecedent,
    clause_verb,
    grammatical_subjects,
    is_passive,
    objects_of,
    patients,
    with_conjuncts,
)
from purport.types import Mode, RelationKind, Standing

_BEFORE = frozenset({"compound", "amod", "nmod"})
_POSSESSIVES = frozenset({"its", "their", "his", "her"})
_REAL = (Mode.HAPPENED, None)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Told:
    """A word that tells of a relation, and the nouns at either end of it. ``dated`` says that a date in its clause is
    that of the relation. ``alleged`` holds those who accuse someone of it, an empty tuple where nobody is named; None
    where nobody is accused."""

    token: Token
    kind: RelationKind
    actor: Token
    other: Token
    others: frozenset[str]
    standing: Standing = Standing.HOLDS
    dated: bool = False
    alleged: tuple[Token, ...] | None = None


def told_relations(doc: Doc) -> Iterator[Told]:
    """The relations that words tell, in reading order of the words."""
    lexicon = relation_words()
    for token in doc.tokens:
        lemma = _lemma(token)
        if token.pos_ in ("NOUN", "PROPN"):
            for word in lexicon.nouns.get(lemma, ()):
                yield from _by_noun(token, word)
            for word in lexicon.bonds.get(lemma, ()):
                yield from _by_bond(token, word)
            for word in lexicon.phrases.get(lemma, ()):
                yield from _by_phrase(token, word)
            if lemma in lexicon.lists["oath"]:
                yield from _by_oath(token)
            continue
        if token.pos_ not in ("VERB", "ADJ"):
            continue
        kind = lexicon.hyphened.get(token.lower_)
        if kind is not None and (pair := _hyphened(token)) is not None:
            known = [w for w in lexicon.adjectives.get(token.lower_, ()) if w.kind is kind] or [RelationWord(kind=kind)]
            yield Told(token=token, kind=kind, actor=pair[0], other=pair[1], others=known[0].others)
            continue
        if token.lower_ in lexicon.adjectives:
            for word in lexicon.adjectives[token.lower_]:
                yield from _by_adjective(token, word)
        elif token.pos_ == "VERB":
            for word in lexicon.verbs.get(lemma, ()):
                yield from _by_verb(token, word)


def _lemma(token: Token) -> str:
    """The lemma in lower case, with what a hyphen joins before it ("arch-rival")."""
    lemma = token.lemma_.lower()
    if token.i >= 2 and token.nbor(-1).text == "-" and token.nbor(-2).lower_ in ("arch", "co"):
        return f"{token.nbor(-2).lower_}-{lemma}"
    return lemma


def _pairs(word: RelationWord, first: Sequence[Token], second: Sequence[Token]) -> Iterator[tuple[Token, Token]]:
    """Actor and other, of each of the first with each of the second."""
    for one in first:
        for two in second:
            if one.i != two.i:
                yield (one, two) if word.first else (two, one)


# ---- nouns ----


def _by_noun(noun: Token, word: RelationWord) -> Iterator[Told]:
    standing = _noun_standing(noun)
    holders = _holders(noun)
    if standing is None or not holders:
        return
    complements = _complements(noun, word.by)
    if not complements and noun.tag_ in ("NNS", "NNPS") and word.kind in (RelationKind.RIVAL, RelationKind.ALLY):
        complements, holders = holders[1:2], holders[:1]  # "the Front and the Brigade are rivals"
    if noun.dep_ == "attr":
        dated = True
    else:  # "the Front and the Brigade, rivals since 2019"
        dated = bool(objects_of(noun, "since"))
    for actor, other in _pairs(word, holders, complements):
        yield Told(
            token=noun,
            kind=word.kind,
            actor=actor,
            other=other,
            others=word.others,
            standing=standing,
            dated=dated,
        )


def _holders(noun: Token) -> list[Token]:
    """Whom a noun is said of: what it stands beside, is predicated of, or stands before."""
    named = named_beside(noun)
    if named:
        return [each for child in named for each in with_conjuncts(child)]
    if noun.i + 1 < len(noun.doc) and noun.nbor().text == "," and any(child.dep_ == "poss" for child in noun.lefts):
        listed = [other for other in noun.conjuncts if other.i > noun.i and other.pos_ == "PROPN"]
        if listed:  # "its rivals, the Brigade and the Guard"
            return listed
    if noun.dep_ == "appos":
        if noun.tag_ not in ("NNS", "NNPS"):
            return [noun.head]
        first = noun.head
        while first.dep_ == "conj":
            first = first.head
        return [first, *first.conjuncts]
    if noun.dep_ in SUBJECTS and noun.tag_ in ("NNS", "NNPS"):  # the same, where the parse takes it for the subject
        return [each for child in noun.lefts if child.dep_ == "nsubj" for each in with_conjuncts(child)]
    if noun.dep_ == "attr" and noun.head.lemma_ in relation_words().lists["be"]:
        return grammatical_subjects(noun.head)
    if noun.dep_ in _BEFORE and noun.head.pos_ == "PROPN" and noun.i < noun.head.i:
        return [noun.head]
    if noun.dep_ == "pobj" and noun.head.lower_ == "as" and noun.head.head.pos_ == "VERB":
        verb = noun.head.head
        return patients(verb) or agents(verb)
    if noun.dep_ == "conj" and noun.head.dep_ in ("appos", "attr"):
        return _holders(noun.head)
    return []


def named_beside(noun: Token) -> list[Token]:
    """Who is named beside a noun, of the noun or of what the parse hangs it on: "the leader of the Guard, Rói Dam,"."""
    of = [inner for child in noun.rights if child.lower_ == "of" for inner in child.children if inner.dep_ == "pobj"]
    beside = [child for child in noun.rights if child.dep_ == "appos"]
    if beside or noun.lemma_.lower() not in words("persons"):
        return beside
    return [child for inner in of for child in inner.rights if child.dep_ == "appos" and child.ent_type_ == "PERSON"]


def _complements(noun: Token, by: Sequence[str]) -> list[Token]:
    """Whose ally, part or backer: what hangs on the noun, its possessor, or a name before it."""
    found = objects_of(noun, *by)
    for child in noun.lefts:
        if child.dep_ == "poss":
            found += [_possessor(child, noun)]
        elif child.dep_ in _BEFORE and (child.pos_ == "PROPN" or child.ent_type_ == "NORP"):
            found.append(child)
    return found


def _possessor(word: Token, noun: Token) -> Token:
    """Who owns; in "the Front and its ally" the one before the "and", in "X left, and its rivals" the subject."""
    if word.lower_ not in _POSSESSIVES:
        return word
    if noun.dep_ == "conj" and noun.head.pos_ == "PROPN":
        return noun.head
    if noun.dep_ == "appos" and noun.head.dep_ == "conj" and noun.head.head.pos_ == "PROPN":
        return noun.head.head
    above = clause_verb(noun)
    if noun.dep_ == "attr" and above is not None:
        above = clause_verb(above)  # "the League said the Guard was its ally": not the Guard's own
    while above is not None:
        subjects = [s for s in grammatical_subjects(above) if s.i < word.i and s.i != noun.i and s.pos_ == "PROPN"]
        if subjects:
            return subjects[0]
        above = clause_verb(above)
    return word


def _noun_standing(noun: Token) -> Standing | None:
    """How a noun puts it; None where it is not told to be so."""
    lists = relation_words().lists
    before = {child.lower_ for child in noun.lefts if child.dep_ in _BEFORE or child.dep_ in ("advmod", "det")}
    before |= {t.lower_ for t in noun.doc[max(0, noun.i - 2) : noun.i] if t.lower_ in ("ex", "arch")}
    if before & lists["possible"]:
        return None
    ended = bool(before & lists["former"])
    verb = noun.head if noun.dep_ == "attr" else None
    if verb is None:
        return Standing.ENDED if ended else Standing.HOLDS
    if "no" in before or any(child.dep_ == "neg" and child.head.i == noun.i for child in noun.children):
        return Standing.DENIED
    standing = _verb_standing(verb)
    return Standing.ENDED if ended and standing is Standing.HOLDS else standing


def _by_bond(noun: Token, word: RelationWord) -> Iterator[Told]:
    """An alliance or a feud between two, the support of one for the other; told to be, not sought."""
    owners = [_possessor(child, noun) for child in noun.lefts if child.dep_ == "poss"]
    ends = [] if word.by else objects_of(noun, "between", "of")
    if len(ends) < 2:
        ends = [*owners, *objects_of(noun, *(word.by or ("with",)))] if owners else []
    verb = clause_verb(noun)
    standing = _noun_standing(noun)
    if len(ends) < 2 or standing is None or (verb is not None and clause_mode(verb) not in _REAL):
        return
    if noun.dep_ in ("nsubj", "nsubjpass") and noun.head.lemma_.lower() in relation_words().lists["over"]:
        standing = Standing.ENDED
    for actor, other in _pairs(word, ends[:1], ends[1:]):
        yield Told(
            token=noun, kind=word.kind, actor=actor, other=other, others=word.others, standing=standing, dated=False
        )


def _by_phrase(noun: Token, word: RelationWord) -> Iterator[Told]:
    """A noun by its preposition, said of someone: "is at war with", "in league with", "under the command of"."""
    by = noun.head
    if noun.dep_ != "pobj" or by.lower_ not in word.within:
        return
    others = objects_of(noun, *word.by) or objects_of(by.head, *word.by)
    others += [child for child in noun.lefts if child.dep_ == "poss" and "of" in word.by]
    over = by.head
    if over.pos_ in ("VERB", "AUX"):
        if word.kind is RelationKind.RIVAL and over.lemma_ not in relation_words().lists["be"]:
            return  # "died at war with"
        holders, standing = grammatical_subjects(over), _verb_standing(over)
        if is_passive(over) and not holders:
            holders = patients(over)
    elif over.pos_ in ("NOUN", "PROPN"):
        holders, standing = [over], Standing.HOLDS
    else:
        return
    if standing is None:
        return
    for holder in holders:
        for other in others:
            if holder.i != other.i:
                yield Told(
                    token=noun,
                    kind=word.kind,
                    actor=holder,
                    other=other,
                    others=word.others,
                    standing=standing,
                    dated=True,
                )


def _by_oath(noun: Token) -> Iterator[Told]:
    """ "The Guard swore allegiance to the Front", where the parse takes all of it for one noun."""
    sworn = [child for child in noun.lefts if child.dep_ == "amod" and child.lemma_ in relation_words().lists["swear"]]
    holders = [child for child in noun.lefts if child.pos_ == "PROPN" and sworn and child.i < sworn[0].i]
    for holder in holders[-1:]:
        for other in objects_of(noun, "to"):
            yield Told(token=sworn[0], kind=RelationKind.PART_OF, actor=holder, other=other, others=PARTIES, dated=True)


# ---- adjectives ----


def _hyphened(token: Token) -> tuple[Token, Token] | None:
    """Whom "the Iceland-backed brigade" names: the brigade, and Iceland."""
    if token.i < 2 or token.nbor(-1).text not in ("-", "–") or token.nbor(-1).whitespace_:
        return None
    named = token.nbor(-2)
    holder = token.head if token.dep_ in ("amod", "compound", "nmod", "acl") else None
    if holder is None or holder.i < token.i or not named.text[:1].isupper():
        return None
    if holder.pos_ != "PROPN":
        beside = [child for child in holder.rights if child.dep_ == "appos"]
        holder = beside[0] if beside else holder
    return holder, named


def _by_adjective(token: Token, word: RelationWord) -> Iterator[Told]:
    others = objects_of(token, *word.by)
    if not others:
        return
    standing: Standing | None = Standing.HOLDS
    if token.dep_ in ("acomp", "attr") and token.head.lemma_ in relation_words().lists["be"]:
        holders, standing = grammatical_subjects(token.head), _verb_standing(token.head)
    elif token.pos_ == "VERB" and any(child.dep_ in ("nsubj", "nsubjpass") for child in token.children):
        holders, standing = grammatical_subjects(token), _verb_standing(token)
    elif token.dep_ in ("amod", "acl", "appos", "relcl", "advcl") and token.head.pos_ in ("NOUN", "PROPN"):
        holders = [token.head]
    else:
        return
    if standing is None:
        return
    if standing is Standing.HOLDS and any(c.lower_ in relation_words().lists["former"] for c in token.children):
        standing = Standing.ENDED
    for actor, other in _pairs(word, holders, others):
        yield Told(token=token, kind=word.kind, actor=actor, other=other, others=word.others, standing=standing)


# ---- verbs ----


def _by_verb(verb: Token, word: RelationWord) -> Iterator[Told]:
    if verb.dep_ == "amod":
        return
    direct = patients(verb)
    accusing = _accusing(verb)
    subjects = (_called_upon(verb) or agents(verb)) if accusing is None else patients(accusing)
    if word.needs and not any(noun.lemma_.lower() in word.needs for noun in direct):
        return
    if word.means and not objects_of(verb, *word.means):
        return
    if word.particle and not any(child.lower_ == word.particle for child in verb.children):
        return
    if word.of:
        ends = [e for noun in direct if noun.lemma_.lower() in word.of for e in _complements(noun, ("of", "from"))]
    elif word.by:
        beside = [child for child in verb.children if child.dep_ in ("advmod", "prt") or child in direct]
        ends = objects_of(verb, *word.by) or [e for child in beside for e in objects_of(child, *word.by)]
        ends += [d for child in verb.children if child.dep_ == "dative" for d in _datives(child)] if word.needs else []
    else:
        ends = [noun for noun in direct if noun.lemma_.lower() not in word.needs]
        ends += [noun for child in verb.children if child.dep_ == "dative" for noun in _datives(child)]
    if word.needs and word.kind is RelationKind.ALLY and not ends:
        subjects, ends = subjects[:1], subjects[1:]  # "the Army and the Guard formed an alliance"
    if not ends or not subjects or (word.kind is RelationKind.SPLIT_FROM and direct):  # "broke off talks with"
        return
    standing = _verb_standing(verb)
    if standing is None:
        return
    if word.standing is Standing.ENDED:
        if standing is not Standing.HOLDS:
            return  # "has not left" tells nothing new
        standing = Standing.ENDED
    for actor, other in _pairs(word, subjects, ends):
        yield Told(
            token=verb,
            kind=word.kind,
            actor=actor,
            other=other,
            others=word.others,
            standing=standing,
            dated=True,
            alleged=tuple(agents(accusing)) if accusing is not None else None,
        )


def _called_upon(verb: Token) -> list[Token]:
    """On whom someone calls to do it, or to stop it: "called on Iceland to stop arming the League"."""
    while verb.dep_ == "xcomp":
        verb = verb.head
        if verb.lemma_ == "call" and (called := objects_of(verb, "on", "upon")):
            return called
    return []


def _accusing(verb: Token) -> Token | None:
    """The verb that accuses someone of it: "Denmark was accused of funding the Front"."""
    of = verb.head.head if verb.dep_ == "conj" else verb.head
    over = next((each for each in of.ancestors if each.pos_ in ("VERB", "AUX")), None)
    if of.lower_ != "of" or over is None or over.lemma_.lower() not in ("accuse", "suspect"):
        return None
    return over


def _datives(child: Token) -> list[Token]:
    if child.pos_ == "ADP":
        return [noun for noun in child.children if noun.dep_ == "pobj"]
    return with_conjuncts(child)


def _verb_standing(verb: Token) -> Standing | None:
    """How a clause puts it; None where it is only planned, feared or imagined."""
    lists = relation_words().lists
    if any(
        child.lower_ == "longer" and any(c.lower_ in ("no", "any") for c in child.children) for child in verb.children
    ):
        return Standing.ENDED
    if verb.tag_ == "VBG" and verb.dep_ in ("xcomp", "dobj", "pcomp") and verb.head.lemma_ in lists["stop"]:
        # "called on it to stop", "did not stop": so it does.
        return Standing.ENDED if clause_mode(verb.head) is Mode.HAPPENED else Standing.HOLDS
    if _rejected(verb):
        return Standing.DENIED
    mode = clause_mode(verb)
    if mode is Mode.DENIED:
        return Standing.DENIED
    return Standing.HOLDS if mode in _REAL else None


def _rejected(verb: Token) -> bool:
    """Whether a clause is what is denied: "denied that", "rejected reports that", "dismissed claims that"."""
    lists = relation_words().lists
    if verb.dep_ not in ("acl", "ccomp", "pcomp", "relcl"):
        return False
    over = verb.head
    if over.lemma_.lower() in lists["telling"] or over.pos_ == "ADP":
        over = over.head
    return over.pos_ == "VERB" and over.lemma_.lower() in lists["rejecting"] and not is_negated(over)


def whom(token: Token) -> Token:
    """The noun that a relative pronoun at one end of a relation stands for, or that a pronoun beneath one takes up from
    the clause above ("the Front is backed by Iceland, which arms it"), the name beside one that says what someone is;
    any other word itself."""
    verb = token.head
    if token.pos_ == "NOUN" and (beside := [each for each in named_beside(token) if each.pos_ == "PROPN"]):
        return beside[0]
    if token.lower_ in ("it", "them", "him", "her") and verb.dep_ == "relcl":
        above = clause_verb(verb.head)
        subjects = grammatical_subjects(above) if above is not None else []
        if len(subjects) == 1 and subjects[0].i < verb.head.i:
            return subjects[0]
    if token.lower_ in ("it", "them", "him", "her") and verb.dep_ == "conj" and is_passive(verb.head):
        doers = {noun.text for noun in agents(verb.head)}
        subjects = grammatical_subjects(verb.head)
        if len(subjects) == 1 and doers & {noun.text for noun in agents(verb)}:
            return subjects[0]  # "the Front is backed by Iceland, and Iceland backs it openly"
    return antecedent(token, token.head)


def with_real_ends(told: Told) -> Told:
    """The same with what its relative pronouns stand for."""
    return replace(told, actor=whom(told.actor), other=whom(told.other))
