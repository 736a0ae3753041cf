"""What act a statement is: of the contract's kinds the first that fits, by its cue, its construction and its words."""

import re
from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Token

from purport.codebooks.cues import word_list
from purport.reading.acts import Act
from purport.reading.said import auxiliaries, is_ahead, is_negated, is_own, subject_of
from purport.types import Kind, Quote

# The contract's order, as far as words decide it.
_ORDER = (Kind.DENIAL, Kind.ACCUSATION, Kind.THREAT, Kind.PROMISE, Kind.ORDER, Kind.OPINION)
_MARKS = frozenset("\"“„«'‘`")
# Words after which one word no longer colours the whole, and the share of a long text's clauses that does.
_LONG = 40
_SHARE = 1 / 3
# One judging word in so many makes an opinion.
_JUDGED = 35
_NAMING = frozenset(("object_oprd", "object_as", "small_clause", "object_clause", "object"))
_BINDING = re.compile(
    r"\b(?:we|i) (?:will|'ll|’ll|shall|are going to|'re going to|pledge|vow|promise|remain committed|are committed)\b"
    r"|\bcommitment to\b"
)


def kind_of(act: Act) -> Kind:
    """The kind of an act: the cue's own where it decides, else the first that what is said makes it."""
    if act.withheld:
        return Kind.REPORT
    if act.cue is None:
        # What the lexicon does not know as speech the model knows as a thought, a wish or an act.
        return _by_words(act, Kind.REPORT) if _speaks(act) else Kind.ATTITUDE
    own = act.cue.kind_in(act.frame)
    if own is Kind.DENIAL and act.cue_words & word_list("negations"):
        # "We do not deny that": what is said stands.
        return _told(act)
    judged = _judged(act)
    if judged is not None:
        return judged
    if own in (Kind.REPORT, Kind.CLAIM) and _announced(act):
        return Kind.PROMISE
    if act.attribution.lemma == "agree" and act.frame == "to":
        return Kind.PROMISE
    if own in (Kind.DENIAL, Kind.ACCUSATION, Kind.THREAT, Kind.ATTITUDE) or (
        own is Kind.ORDER and act.frame not in ("clause", "quote", "inverted")
    ):
        return own
    return _by_words(act, own)


def _speaks(act: Act) -> bool:
    """Whether what an unknown cue ascribes is told as words: in quotation marks, or after a colon or dash alone."""
    cue = act.attribution.cue
    bare = cue is None or not any(letter.isalpha() for letter in cue.text)
    return bare or act.attribution.frame == "headline" or act.attribution.content[0].text[0] in _MARKS


def _told(act: Act) -> Kind:
    """What a telling is that nothing else makes: a party's is a claim."""
    return Kind.CLAIM if act.party else Kind.REPORT


def _judged(act: Act) -> Kind | None:
    """What "called the account a fairy tale", "described them as heroes" and "dismissed the claim" do: they deny
    where a rival's word is called untrue, and judge anything else."""
    naming = act.attribution.lemma in ("call", "describe", "label", "brand", "dub")
    dismissing = act.attribution.lemma == "dismiss"
    if not (dismissing or naming) or act.frame not in _NAMING:
        return None
    words = frozenset(act.said.words)
    # The parser hangs the "as" of "described the claim as nonsense" on either word.
    if naming and act.frame == "object" and not ("as" in words and words & word_list("falsehoods")):
        return None
    if words & word_list("falsehoods") or (dismissing and words & word_list("accounts")):
        return Kind.DENIAL
    return Kind.OPINION


def _announced(act: Act) -> bool:
    """ "will publish a report": a deed of speech that is still to come."""
    return act.said.root is not None and act.frame.startswith("object") and bool({"will", "shall"} & act.cue_words)


def _by_words(act: Act, own: Kind) -> Kind:
    """The first kind that fits what is said, where the cue leaves it open."""
    if act.frame == "object_to" and own in (Kind.REPORT, Kind.OPINION):
        return Kind.ORDER
    lemma = act.attribution.lemma
    if own is Kind.PROMISE and _binds(act):
        return Kind.THREAT if _harm_ahead(act) else Kind.PROMISE
    if own is Kind.OPINION and lemma not in word_list("stressing"):
        return Kind.THREAT if lemma == "warn" and act.party and _harm_ahead(act) else own
    found = next(iter(_acts(act)), None)
    if found is not None and not (own is Kind.CLAIM and found is Kind.OPINION):
        return found
    if own is Kind.ORDER and _is_bare_quote(act):
        return Kind.QUOTE
    if own in (Kind.CLAIM, Kind.ORDER):
        return own
    if own is Kind.OPINION:
        return Kind.CLAIM if act.party and act.frame == "clause" else own
    if _is_bare_quote(act):
        return Kind.QUOTE
    return _told(act)


def _binds(act: Act) -> bool:
    """Whether a promising word promises here: some do only where what is said lies ahead."""
    root = act.said.root
    if act.attribution.lemma not in word_list("promising_of_what_is_to_come") or root is None:
        return True
    return (
        root.pos_ not in ("VERB", "AUX")
        or is_ahead(root)
        or bool(auxiliaries(root) & {"would", "could", "should", "to"})
    )


def _acts(act: Act) -> Iterator[Kind]:
    """The kinds that what is said makes it, the contract's first before the others."""
    said = act.said
    by_clause = Counter(kind for clause in said.clauses if (kind := _act(act, clause)) is not None)
    short = len(said.words) < _LONG
    words = frozenset(said.words)
    wrongs = sum(word in word_list("wrongs") for word in said.words)
    judging = sum(token.lower_ in word_list("evaluative") and not _is_joined(token) for token in said.tokens)
    by_word = {
        Kind.DENIAL: short and bool(words & word_list("denying")),
        Kind.ACCUSATION: wrongs >= (1 if short else 2),
        Kind.PROMISE: _BINDING.search(" ".join(said.words)) is not None,
        Kind.ORDER: bool(words & word_list("demanding")) and (short or bool(words & word_list("first_persons"))),
        Kind.OPINION: judging > 0 and judging >= len(said.words) / _JUDGED,
    }
    for kind in _ORDER:
        enough = 1 if short else _SHARE * len(said.clauses)
        if (by_clause[kind] and by_clause[kind] >= enough) or by_word.get(kind, False):
            yield kind


def _is_joined(token: Token) -> bool:
    """Whether a word is part of another: "high-value"."""
    return any(0 <= i < len(token.doc) and token.doc[i].text == "-" for i in (token.i - 1, token.i + 1))


def _act(act: Act, clause: Token) -> Kind | None:
    """What one clause of what is said does."""
    subject = subject_of(clause)
    own = is_own(subject, act.quotes)
    if _denies(clause, own=own):
        return Kind.DENIAL
    if _accuses(clause, own=own):
        return Kind.ACCUSATION
    if (act.party or own) and _threatens(clause):
        return Kind.THREAT
    if _promises(clause, own=own, party=act.party):
        return Kind.PROMISE
    if _demands(clause, own=own):
        return Kind.ORDER
    return Kind.OPINION if _judges(clause, own=own) else None


def _denies(clause: Token, *, own: bool) -> bool:
    """ "was not responsible", "had nothing to do with", "we do not kill children": a deed or an account denied."""
    around = {child.lower_ for child in clause.rights}
    if any(child.dep_ == "neg" for child in clause.children) and (
        around & {"responsible", "guilty", "involved", "true", "behind"} or clause.lower_ in ("involved", "responsible")
    ):
        return True
    if clause.lemma_ == "have" and "nothing" in around:
        return True
    if not is_negated(clause):
        return any(child.dep_ in ("acomp", "attr") and child.lower_ in word_list("denying") for child in clause.rights)
    if any(token.lower_ in word_list("denied_things") for child in clause.rights for token in child.subtree):
        return True
    if own and clause.lemma_ == "be" and any(child.dep_ == "prep" for child in clause.rights):
        return any(child.lower_ == "never" for child in clause.children)
    return own and not is_ahead(clause) and clause.lemma_ in word_list("harming")


def _accuses(clause: Token, *, own: bool) -> bool:
    """ "the army tortured them", "they shelled a school", "the group was behind the raid": a wrong told of another."""
    if own or is_negated(clause) or is_ahead(clause):
        return False
    active = any(child.dep_ == "nsubj" for child in clause.children) or clause.dep_ == "conj"
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in clause.children)
    if passive:
        return clause.lemma_ in word_list("wronging") and any(child.dep_ == "agent" for child in clause.children)
    if clause.lemma_ in word_list("wronging"):
        return active
    if clause.lemma_ == "be":
        return any(child.lower_ in ("behind", "responsible") for child in clause.rights)
    if clause.lemma_ not in word_list("harming"):
        return False
    return active and any(token.lower_ in word_list("protected") for token in _hit(clause))


def _hit(clause: Token) -> Iterator[Token]:
    """The nouns that a deed is done to, with what is said of them in one word."""
    for child in clause.rights:
        nouns = [child] if child.dep_ == "dobj" else child.children if child.lower_ in ("on", "at", "against") else ()
        for noun in nouns:
            yield noun
            yield from (word for word in noun.children if word.dep_ in ("amod", "compound", "conj"))


def _harm_ahead(act: Act) -> bool:
    """Whether a promise or warning is of harm: "vowed to avenge", "warned that they would be killed"."""
    return any(
        (clause.lemma_ in word_list("menacing") or _targets(clause))
        and not is_negated(clause)
        and (is_ahead(clause) or bool(auxiliaries(clause) & {"would", "to"}))
        for clause in (*act.said.clauses, *([act.said.root] if act.said.root is not None else []))
    )


def _targets(clause: Token) -> bool:
    """ "would be treated as military targets", "are considered a legitimate target"."""
    if clause.lemma_ not in ("treat", "consider", "regard", "deem", "become", "make"):
        return False
    return any(token.lemma_.lower() == "target" for child in clause.rights for token in child.subtree)


def _threatens(clause: Token) -> bool:
    """ "we will burn it", "they will pay a price", "you will never be safe"."""
    if not (is_ahead(clause) or auxiliaries(clause) & {"would"}):
        return False
    if is_negated(clause):
        return any(child.lower_ in ("safe", "sleep", "rest") for child in (clause, *clause.rights))
    if clause.lemma_ in word_list("menacing") or _targets(clause):
        return True
    after = {token.lower_ for child in clause.rights for token in child.subtree}
    return clause.lemma_ in ("pay", "face", "suffer", "feel", "meet") and bool(after & word_list("reprisals"))


def _promises(clause: Token, *, own: bool, party: bool) -> bool:
    """Whether a clause binds the speaker: "we will rebuild it", "they would leave", "we are committed to"."""
    if clause.lemma_ in ("be", "remain") and "committed" in {child.lower_ for child in clause.rights}:
        return True
    if not own or not (is_ahead(clause) or auxiliaries(clause) & {"would"}):
        return False
    subject = subject_of(clause)
    if subject is None or (subject.lower_ == "it" and not party):
        return False
    if subject.pos_ == "NOUN" and subject.lower_ not in word_list("parties"):
        return False
    if any(child.dep_ in ("acomp", "auxpass", "nsubjpass", "expl") for child in clause.children):
        return False
    return clause.lemma_ not in word_list("befalling")


def _demands(clause: Token, *, own: bool) -> bool:
    """ "both sides must stop", "leave the island": what another is to do."""
    needs = clause.lemma_ == "need" and any(child.dep_ == "xcomp" for child in clause.rights)
    if needs or auxiliaries(clause) & word_list("obliging"):
        return not own
    if clause.tag_ not in ("VB", "VBP") or subject_of(clause) is not None or clause.lemma_ in word_list("wishing"):
        return False
    return auxiliaries(clause) <= {"do", "let"} and clause.dep_ in ("ROOT", "ccomp", "conj", "parataxis")


def _judges(clause: Token, *, own: bool) -> bool:
    """ "it was a disgrace", "we are confident", "he hoped": a judgement or feeling as the clause's main word."""
    if own and clause.lemma_ in word_list("judging_verbs"):
        return True
    return clause.lemma_ in ("be", "remain", "look", "feel", "become") and any(
        child.dep_ in ("acomp", "attr") and child.lower_ in word_list("evaluative") for child in clause.rights
    )


def _is_bare_quote(act: Act) -> bool:
    """Whether words are given that tell nothing: a slogan, a greeting, a question."""
    if act.quote is not Quote.DIRECT:
        return False
    ending = act.attribution.content[-1].text.rstrip("\"”“»'’` ")
    return ending.endswith("?") or not any(subject_of(clause) is not None for clause in act.said.clauses)
