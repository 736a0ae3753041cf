"""Who a pronoun or a description means: the one referent that fits and is most in mind, or several left open."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from purport.codebooks.persons import person_lexicon
from purport.codebooks.references import reference_words
from purport.reading.cast import Bounds, Cast, Referent

# Two referents fit equally well where the presence of the second is this near to the first's.
EQUAL = 0.9
# What it adds that a name tells the gender a pronoun asks for, where another name tells none.
KNOWN_GENDER = 0.5
# And what it adds for "it" that a name is subject in the writer's own words of the same sentence.
SAME_SENTENCE = 2.5
# And what a thing that is no document loses for "it".
THING = 1.5
HE = frozenset(["he", "him", "his", "himself"])
SHE = frozenset(["she", "her", "hers", "herself"])
IT = frozenset(["it", "its", "itself"])
THEY = frozenset(["they", "them", "their", "theirs", "themselves"])
FIRST = frozenset(["i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"])
RELATIVE = frozenset(["who", "which", "that", "whose", "whom"])
_DOCUMENTS = reference_words()["periodicals"] | reference_words()["pieces"]
PRONOUNS = HE | SHE | IT | THEY | FIRST | RELATIVE
_ANY_ADULT = frozenset(["man", "woman"])
_PERSONAL = frozenset(["his", "her", "their"])
_DEFINITE = frozenset(["the", "this", "that", "these", "those", "his", "her", "its", "their"])
# What makes the holder of an office another than the one whose office it is.
_SECOND = frozenset({"deputy", "vice", "assistant"})
_SMALL = _DEFINITE | {"a", "an", "of", "for", "in", "on", "at", "to", "own", "same"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """Whom words mean: one referent, or the candidates between which the text leaves it open.

    ``name`` stands where the words name whom no referent is; ``outlet`` is what speaks for the referent.
    """

    referent: Referent | None = None
    name: str | None = None
    candidates: tuple[Referent, ...] = ()
    outlet: Referent | None = None

    @property
    def called(self) -> str | None:
        """The name under which they speak; None where that is left open."""
        return self.name or (self.referent.name if self.referent else None)


NOBODY = Meant()


def pronoun(cast: Cast, word: str, offset: int, own: Iterable[Bounds], kinds: Collection[str] = ()) -> Meant:
    """Whom a third-person pronoun at ``offset`` means; ``own`` is what its referent says there. ``kinds`` are those
    of which the referent must be one, where there are any."""
    low = word.lower()
    fits = [r for r in _all(cast) if _agrees(r, low) and (not kinds or r.kind in kinds)]
    if low in THEY and not any(cast.presence(r, offset) > 0 for r in fits):
        fits = [r for r in _all(cast) if r.kind in ("organisation", "media", "state")]
    known = {id(r): KNOWN_GENDER for r in fits if r.kind == "person" and r.pronoun is not None}
    if low in IT:
        first = cast.doc.sentences[cast.doc.sentence_at(offset)][0] if cast.doc.sentences else 0
        here = {id(r) for m, r in cast.at(first, offset) if cast.is_subject(m) and not cast.is_said(m[0])}
        known = {id(r): SAME_SENTENCE for r in fits if id(r) in here}
        # A thing that no text speaks through is seldom the one that says something.
        known |= {id(r): -THING for r in fits if r.kind == "thing" and not r.roles & _DOCUMENTS}
    meant = _chosen(cast, fits, offset, own, known)
    if meant.referent is not None and low in HE | SHE and _another_came(cast, meant.referent, offset):
        return NOBODY
    if meant.referent is not None and meant.referent.pronoun is None and low in HE | SHE:
        meant.referent.pronoun = "he" if low in HE else "she"  # from here on the text has told it
    return meant


def _another_came(cast: Cast, referent: Referent, offset: int) -> bool:
    """Whether the sentence before, or the one with which a row of "he said" began, has someone without a name for its
    subject ("a former member of the group, who was not named, testified"), and nothing since names the referent: the
    pronoun is then not theirs."""
    lexicon = person_lexicon()
    for number in range(cast.doc.sentence_at(offset) - 1, -1, -1):
        start, end = cast.doc.sentences[number][:2]
        span = cast.root(start, end)
        if span is None or any(start <= mention[0] < offset for mention in referent.mentions):
            return False
        subjects = [token for token in span if token.dep_ == "nsubj" and token.head.dep_ == "ROOT"]
        if any(
            token.tag_ == "NN"
            and lexicon.is_person_noun(token.lemma_.lower())
            and any(child.dep_ == "det" and child.lower_ in ("a", "an") for child in token.lefts)
            for token in subjects
        ):
            return True
        if not any(token.lower_ in HE | SHE for token in subjects):
            return False
    return False


def _all(cast: Cast) -> list[Referent]:
    out = list(cast.referents)
    return out + [r for r in dict.fromkeys(cast.speakers) if r not in out]


def _agrees(referent: Referent, word: str) -> bool:
    if word in HE or word in SHE:
        wanted = "he" if word in HE else "she"
        return referent.kind == "person" and referent.pronoun in (wanted, None)
    if word in IT:
        return referent.kind != "person" and referent.pronoun == "it"
    if word in THEY:
        return referent.pronoun == "they" or referent.kind == "group"
    return False


def _chosen(
    cast: Cast, fits: Sequence[Referent], offset: int, own: Iterable[Bounds], bonus: dict[int, float] | None = None
) -> Meant:
    outside = tuple(own)
    scored = sorted(
        ((cast.presence(r, offset, outside) + (bonus or {}).get(id(r), 0.0), i, r) for i, r in enumerate(fits)),
        key=lambda row: (-row[0], row[1]),
    )
    scored = [row for row in scored if row[0] - (bonus or {}).get(id(row[2]), 0.0) > 0]
    if not scored:
        return Meant()
    equal = [r for score, _, r in scored if score >= EQUAL * scored[0][0]]
    return Meant(referent=equal[0]) if len(equal) == 1 else Meant(candidates=tuple(equal))


def is_definite(words: str) -> bool:
    """Whether a phrase points back: "the …", "this …", "its …"."""
    first = words.split()[:1]
    return bool(first) and first[0].lower() in _DEFINITE


def description(cast: Cast, words: str, head: str, offset: int, own: Iterable[Bounds]) -> Meant:
    """Whom a definite description means ("the Afghan group", "the minister"), whose head noun is ``head``.

    A referent fits if the text, or the codebook, has that word for it; a nationality in the description must be
    its own; each further word that it shares counts for it.
    """
    low = head.lower()
    lexicon = person_lexicon()
    modifiers = {w for w in re.findall(r"[\w-]+", words.lower()) if w not in _SMALL} - {low}
    countries = {
        entry.country
        for m in cast.codebook.matches(words)
        if (entry := cast.codebook.entries[m.name.owner]).kind == "state" and entry.country
    }
    wanted = "he" if low in lexicon.male_nouns else "she" if low in lexicon.female_nouns else None
    if words.lower().split()[0] in _PERSONAL:
        wanted = None  # "her husband" is none of the men told of, unless the text has called one so
    fits, bonus = [], {}
    for referent in _all(cast):
        if referent.kind == "person" and not (lexicon.is_person_noun(low) or lexicon.in_title(low.capitalize())):
            continue
        if low not in referent.roles and not (wanted and referent.kind == "person" and referent.pronoun == wanted):
            continue
        if low in _ANY_ADULT and wanted and any(lexicon.is_title(w) for w in referent.roles):
            continue  # one whom the text calls by an office is not told of as "the man"
        if low in ("leader", "head", "chief", "commander", "minister") and (_SECOND & referent.roles) - modifiers:
            continue
        if countries and referent.country not in countries and (referent.country or not modifiers & referent.roles):
            continue
        fits.append(referent)
        shared = modifiers & referent.roles
        bonus[id(referent)] = 2.0 * len(shared) + 2.0 * bool(countries and referent.country in countries)
    meant = _chosen(cast, fits, offset, own, bonus)
    if meant.referent is None and len(full := [r for r in fits if modifiers <= r.roles and r.mentions]) == 1:
        return Meant(referent=full[0])  # a headline's "Harbour Minister", named only below
    return meant


def antecedent(cast: Cast, start: int, end: int) -> Bounds | None:
    """The words to which a relative pronoun at the bounds belongs: the name right before it, else the noun whose
    clause it opens, which for "who" is one for persons or several; None where neither is there."""
    text = cast.doc.text
    for mention, _ in reversed(cast.at(max(0, start - 60), start)):
        if text[mention[1] : start].strip() in ("", ","):
            return mention
    span = cast.root(start, end)
    if span is None:
        return None
    verb = span.root.head
    while verb.dep_ in ("conj", "xcomp", "ccomp", "aux") and verb.head is not verb:
        verb = verb.head
    noun = verb.head
    while (
        noun.dep_ == "pobj" and noun.pos_ == "PROPN" and person_lexicon().is_person_noun(noun.head.head.lemma_.lower())
    ):
        noun = noun.head.head  # "the mayor of Sandvik, who": the mayor
    persons = noun.tag_ in ("NNS", "NNPS") or person_lexicon().is_person_noun(noun.lemma_.lower())
    if verb.dep_ != "relcl" or (text[start:end].lower() == "who" and not persons):
        return None
    left = min((t for t in noun.lefts), key=lambda t: t.left_edge.i, default=noun)
    return left.left_edge.idx, noun.idx + len(noun)
