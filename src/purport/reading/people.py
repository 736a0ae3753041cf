"""Persons named in a text: their names freed of titles, and short names traced to full ones where one fits."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc as Tokens
from spacy.tokens import Token

from purport.codebooks.persons import PersonLexicon, person_lexicon
from purport.codebooks.references import reference_words

_WORD = re.compile(r"[^\W\d_][\w'’-]*\.?")
# A name with an age beside it.
_AGED = re.compile(r"((?:[A-ZÀ-ÖØ-Þ][\w'’-]+ ){1,3}[A-ZÀ-ÖØ-Þ][\w'’-]+), (?:aged )?\d{1,2}(?:,|\.| who\b)")
# "a man identifying himself as Erik the Red", "the chief, known as the Heron", "an informer identified only as Mr K".
_KNOWN_AS = re.compile(
    r"\b(?:(?:identified|identifying|known|introduced|identifies|introduces|signs|signed|signing)"
    r"(?: (?:him|her)self)?(?: only| publicly| simply)? as|"
    r"(?:calls|calling|called|named|nicknamed)(?: (?:him|her)self)?|gave (?:his|her)(?: first)? name as|"
    r"(?:who|whom) (?:we|they|he|she) (?:\w+ )?calls?|(?:uses|using|under) the (?:name|pseudonym|alias)(?: of)?)"
    r" (?:the )?[“\"]?"
    r"((?:M(?:r|s|rs)\.? [A-Z]\b)|[A-ZÀ-ÖØ-Þ][\w'’-]+(?: [A-ZÀ-ÖØ-Þ][\w'’-]+)*)"
)
_POSSESSIVE = re.compile(r"(?:['’]s?)\Z")
_PLACE_BEFORE = frozenset(["in", "near", "at", "around", "outside", "inside", "from", "into", "to", "of", "across"])
# How many steps up a parse the noun is looked for that a clause such as "whom we will call X" belongs to.
_CLIMB = 3
_ANYONE = frozenset(["someone", "somebody", "one"])
MAX_WORDS = 6

Bounds = tuple[int, int]


@dataclass(slots=True)
class Person:
    """A person under reading: the fullest name so far, its words, and the places where it stands."""

    words: tuple[str, ...]
    mentions: list[Bounds] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """The fullest name, without titles."""
        return " ".join(self.words)

    def short_names(self) -> set[str]:
        """Single words by which the text may go on calling the person."""
        last = self.words[-1]
        whole = f"{self.words[-2]} {last}" if len(self.words) > 1 and self.words[-2].lower() in ("abu", "umm") else last
        bare = re.sub(r"\A[Aa]l-", "", last)
        return {n for n in (whole, bare, self.words[0]) if len(n) > 1 and not n.endswith(".")}


def named_persons(tokens: Tokens, text: str, taken: Sequence[Bounds]) -> list[Person]:
    """The persons ``text`` names, in reading order of their first mention; names within ``taken`` are left alone.

    ``text`` is that of the tokens. A short name that fits two persons is no one's mention, unless only one of
    them was named before it.
    """
    lexicon = person_lexicon()
    persons: list[Person] = []
    singles: list[tuple[int, int, str]] = []
    for start, end in _longest(_freed(bounds, text, taken, lexicon) for bounds in _candidates(tokens, text, lexicon)):
        if any(a <= start and end <= b for a, b in taken):
            continue
        if _is_placed(text, start, end, lexicon) or _only_headed(text, start, end, lexicon):
            continue
        words = tuple(w for w in _words(text[start:end]))
        if len(words) == 1:
            singles.append((start, end, words[0]))
        elif words:
            _add(persons, words, (start, end))
    for start, end in _nicknamed(tokens, text, lexicon):
        if not any(a < end and start < b for a, b in taken):
            words = tuple(_words(text[start:end]))
            if any(p.words == words or p.words == (" ".join(words),) for p in persons):
                continue
            initialled = lexicon.is_title(words[0])
            _add(persons, (" ".join(words),) if initialled else words, (start, end))
    known = {name for p in persons for name in p.short_names()}
    for start, end, word in singles:
        if re.sub(r"\A[Aa]l-", "", word) not in known and word not in known:
            same = next((p for p in persons if p.words == (word,)), None)
            if same is None:
                persons.append(same := Person((word,)))
            same.mentions.append((start, end))
    _short_mentions(persons, tokens, text, taken)
    for person in persons:
        person.mentions = sorted(set(person.mentions))
        person.titles = {t for start, _ in person.mentions for t in _titles_before(text, start, lexicon)}
    return sorted((p for p in persons if p.mentions), key=lambda p: p.mentions[0])


def _nicknamed(tokens: Tokens, text: str, lexicon: PersonLexicon) -> Iterable[Bounds]:
    """The names under which the text says that someone, told by a noun for persons, is known."""
    for match in _KNOWN_AS.finditer(text):
        span = tokens.char_span(match.start(), match.end(1), alignment_mode="expand")
        verb = span[0] if span is not None and len(span) else None
        for _ in range(_CLIMB):
            if verb is not None and verb.dep_ not in ("acl", "relcl", "appos"):
                verb = verb.head
        noun = verb.head if verb is not None and verb.dep_ in ("acl", "relcl", "appos") else None
        if noun is not None and (lexicon.is_person_noun(noun.lemma_.lower()) or noun.lower_ in _ANYONE):
            yield match.span(1)


def _freed(bounds: Bounds, text: str, taken: Sequence[Bounds], lexicon: PersonLexicon) -> Bounds:
    """The bounds without a listed name and a title at their beginning ("US Defense Secretary")."""
    start, end = bounds
    after = next((b for a, b in taken if a == start and b < end and text[b : b + 1] == " "), None)
    return bounds if after is None else _trimmed(after + 1, end, text, lexicon) or bounds


def _longest(bounds: Iterable[Bounds]) -> list[Bounds]:
    """The bounds in reading order, those within others left out."""
    out: list[Bounds] = []
    for start, end in sorted(set(bounds), key=lambda b: (b[0], -b[1])):
        if not out or end > out[-1][1]:
            out.append((start, end))
    return out


def _is_placed(text: str, start: int, end: int, lexicon: PersonLexicon) -> bool:
    """Whether the words stand where places, or bodies, do, and no first name says otherwise."""
    before = text[max(0, start - 12) : start].split()
    first = text[start:end].split()[0]
    return (
        bool(before)
        and before[-1].lower() in ("near", "in", "at", "outside", "around", "the")
        and not lexicon.gender((first,))
    )


def _only_headed(text: str, start: int, end: int, lexicon: PersonLexicon) -> bool:
    """Whether a name stands in a line that writes most words with a capital, and nothing else makes it one."""
    line = text[text.rfind("\n", 0, start) + 1 : text.find("\n", end) if "\n" in text[end:] else len(text)]
    headline = re.split(r"[.!?] ", line)[0] if start < 200 else line
    words = [w for w in headline.split() if w[:1].isalpha()]
    name = text[start:end]
    if len(words) < 4 or len(name.split()) < 2 or sum(w[:1].isupper() for w in words) < 0.7 * len(words):
        return False
    return not _first_name(name.split()[0], lexicon) and text.count(name) < 2


def _words(text: str) -> list[str]:
    return [_POSSESSIVE.sub("", w) for w in text.split()]


def _add(persons: list[Person], words: tuple[str, ...], bounds: Bounds) -> None:
    for person in persons:
        if len(person.words) > 1 and person.words[0] == words[0] and _bare(person.words[-1]) == _bare(words[-1]):
            person.words = max(person.words, words, key=len)
            person.mentions.append(bounds)
            return
    persons.append(Person(words, [bounds]))


def _bare(word: str) -> str:
    return re.sub(r"\Aal-", "", word.lower())


def _candidates(tokens: Tokens, text: str, lexicon: PersonLexicon) -> Iterable[Bounds]:
    for match in _AGED.finditer(text):
        if found := _trimmed(*match.span(1), text, lexicon):
            yield found
    for ent in tokens.ents:
        if ent.label_ == "PERSON":
            found = _trimmed(ent.start_char, ent.end_char, text, lexicon)
            if found and (len(text[slice(*found)].split()) > 1 or _acts(tokens[ent.end - 1], lexicon)):
                yield found
    for token in tokens:
        if lexicon.is_title(token.text) and token.i + 1 < len(tokens):
            after = tokens[token.i + 1]
            if after.text == "." and len(token) <= 5 and after.i + 1 < len(tokens):
                after = tokens[after.i + 1]
            if after.text[:1].isupper() and not after.is_sent_start and not lexicon.in_title(after.text):
                end = _run_end(after, lexicon)
                if end is not None and (found := _trimmed(after.idx, end, text, lexicon)):
                    yield found
        elif token.i + 1 < len(tokens) and tokens[token.i + 1].text[:1].isupper() and _first_name(token.text, lexicon):
            end = _run_end(token, lexicon)
            if end is not None and end > token.idx + len(token) and (found := _trimmed(token.idx, end, text, lexicon)):
                yield found
        elif (
            token.dep_ == "appos"
            and token.pos_ == "PROPN"
            and token.ent_type_ not in ("GPE", "NORP")
            and lexicon.is_person_noun(token.head.lemma_.lower())
            and any(c.dep_ == "compound" for c in token.lefts)
        ):
            if found := _trimmed(token.left_edge.idx, token.idx + len(token), text, lexicon):
                yield found
        elif (
            token.dep_ == "nsubj"
            and token.pos_ == "PROPN"
            and _speaks(token)
            and token.ent_type_ not in ("GPE", "NORP")
        ):
            start = token
            while start.i and start.nbor(-1).pos_ == "PROPN" and start.nbor(-1).dep_ == "compound":
                start = start.nbor(-1)
            if found := _trimmed(start.idx, token.idx + len(token), text, lexicon):
                yield found


def _first_name(word: str, lexicon: PersonLexicon) -> bool:
    return word in lexicon.male_names or word in lexicon.female_names


def _speaks(token: Token) -> bool:
    return token.head.lemma_ in reference_words()["speech_verbs"]


def _acts(token: Token, lexicon: PersonLexicon) -> bool:
    """Whether a single name does what persons do, and does not stand where places do."""
    first = token
    before = first.nbor(-1) if first.i else None
    if before is not None and lexicon.is_title(before.text):
        return True
    if before is not None and before.lower_ in _PLACE_BEFORE:
        return False
    return token.dep_ in ("nsubj", "nsubjpass", "poss") and (_speaks(token) or token.dep_ != "nsubjpass")


def _run_end(token: Token, lexicon: PersonLexicon) -> int | None:
    """Where the name that begins at ``token`` ends; None where it is an organisation's."""
    end = token
    while end.i + 1 < len(end.doc):
        after = end.nbor(1)
        if after.is_sent_start or not (
            after.text[:1].isupper() or after.lower_.strip("-") in lexicon.particles or after.text == "-"
        ):
            break
        if after.text[:1].isupper() and after.pos_ not in ("PROPN", "NOUN", "ADJ") and after.ent_type_ != "PERSON":
            break
        end = after
    words = [t.text for t in token.doc[token.i : end.i + 1]]
    if len(words) > MAX_WORDS or any(_heads_name(w, lexicon) for w in words):
        return None
    return end.idx + len(end)


def _heads_name(word: str, lexicon: PersonLexicon) -> bool:
    return word in lexicon.group_heads or word in lexicon.organisation_heads or word in lexicon.media_heads


def _trimmed(start: int, end: int, text: str, lexicon: PersonLexicon) -> Bounds | None:
    """The name within the bounds, without titles, possessives and stray words; None where none is left."""
    line = text.find("\n", start, end)
    if line >= 0:
        end = line
    words = [(m.start() + start, m.end() + start, m.group()) for m in _WORD.finditer(text[start:end])]
    titles = [i for i, (_, _, word) in enumerate(words[:-1]) if lexicon.is_title(word)]
    if titles:
        words = words[titles[-1] + 1 :]
    while words and (lexicon.in_title(words[0][2]) or not _name_word(words[0][2], lexicon, first=True)):
        words.pop(0)
    for i, (word_start, _, word) in enumerate(words):
        gap = text[words[i - 1][1] : word_start] if i else " "
        if gap.strip() or not _name_word(word, lexicon, first=False):
            words = words[:i]
            break
    while words and words[-1][2].rstrip(".").lower() in lexicon.particles:
        words.pop()
    if len(words) == 1 and words[0][2].isupper():
        return None
    if not words or words[0][2] in reference_words()["openers"] or any(_heads_name(w, lexicon) for _, _, w in words):
        return None
    last_start, last_end, last = words[-1]
    stripped = _POSSESSIVE.sub("", last)
    if last.endswith(".") and len(last) > 3:
        stripped = stripped.rstrip(".")
    return (words[0][0], last_start + len(stripped)) if len(stripped) > 1 and last_end else None


def _name_word(word: str, lexicon: PersonLexicon, *, first: bool) -> bool:
    low = word.lower().rstrip(".")
    if word[0].isupper():
        return not (first and low in ("the", "a", "an", "in", "on", "near", "this", "that", "but", "and", "as", "when"))
    return low in lexicon.particles or bool(re.match(r"(?:al|el|ad|as|ul)-[A-Z]", word))


def _short_mentions(persons: list[Person], tokens: Tokens, text: str, taken: Sequence[Bounds]) -> None:
    owners: dict[str, list[Person]] = {}
    for person in persons:
        for name in person.short_names():
            owners.setdefault(name, []).append(person)
    if not owners:
        return
    firsts = {id(p): min(p.mentions)[0] for p in persons}
    held = [*taken, *(m for p in persons for m in p.mentions)]
    starts = {t.idx: t for t in tokens}
    pattern = re.compile(
        r"(?<![\w-])(?:[Aa]l-)?(" + "|".join(sorted(map(re.escape, owners), key=len, reverse=True)) + r")(?!\w|-\w)"
    )
    for match in pattern.finditer(text):
        start, end = match.span()
        if any(a < end and start < b for a, b in held):
            continue
        token = starts.get(start) or starts.get(match.start(1))
        if token is None or (token.is_sent_start and not _names(token)):
            continue
        if re.match(r" [A-Z]", text[end : end + 2]) and not text[start:end].endswith("."):
            continue
        fits = owners[match.group(1)]
        earlier = [p for p in fits if firsts[id(p)] < start]
        if len(chosen := earlier if len(fits) > 1 else fits) == 1:
            chosen[0].mentions.append((start, end))


def _names(token: Token) -> bool:
    """Whether a sentence's first word is a name and no common word with a capital: the subject that a noun alone
    is is one, as no article stands before it."""
    return token.pos_ in ("PROPN", "X") or token.ent_type_ == "PERSON" or (token.dep_ == "nsubj" and token.tag_ == "NN")


def _titles_before(text: str, start: int, lexicon: PersonLexicon) -> list[str]:
    """The words of the title that stands before a name."""
    before = text[max(0, start - 60) : start].rpartition("\n")[2].split()
    out: list[str] = []
    for word in reversed(before):
        bare = word.strip(",.")
        if not (lexicon.in_title(bare) or lexicon.in_title(bare.capitalize()) or bare in ("of", "for", "the")):
            break
        out.append(bare)
    return out
