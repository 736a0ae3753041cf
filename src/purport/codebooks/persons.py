"""What stands around persons' names in reports: ranks, offices, particles, and what first names tell."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# "Arnadottir", "Ivanova"; "Stefansson", "Petrovich".
_SURNAME = re.compile(r"(?P<she>d[óo]ttir|[oe]vna|[^aeiou][oe]va|skaya)\Z|(?P<he>[oe]vich|[^aeiou][oe]v|sky|skiy)\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLexicon:
    """Words around and in names; those of names as written, of nouns in lower case."""

    ranks: frozenset[str]
    offices: frozenset[str]
    modifiers: frozenset[str]
    particles: frozenset[str]
    male_titles: frozenset[str]
    female_titles: frozenset[str]
    male_nouns: frozenset[str]
    female_nouns: frozenset[str]
    person_nouns: frozenset[str]
    thing_nouns: frozenset[str]
    male_names: frozenset[str]
    female_names: frozenset[str]
    group_heads: frozenset[str]
    organisation_heads: frozenset[str]
    media_heads: frozenset[str]

    def is_title(self, word: str) -> bool:
        """Whether a word can be a title right before a name: a rank as written, an office in any case."""
        bare = word.rstrip(".")
        return bare in self.ranks or bare[:1].upper() + bare[1:] in self.offices

    def in_title(self, word: str) -> bool:
        """Whether a word can stand in a title at all."""
        return self.is_title(word) or word.rstrip(".") in self.modifiers

    def is_person_noun(self, noun: str) -> bool:
        """Whether a common noun, in the singular and lower case, is one for persons; by list, else by its ending."""
        if noun in self.person_nouns or noun in self.male_nouns or noun in self.female_nouns:
            return True
        return noun not in self.thing_nouns and noun.endswith(("er", "or", "ist", "ian", "ant", "ee", "man", "woman"))

    def gender(self, words: tuple[str, ...]) -> str | None:
        """ "he" or "she" as titles, nouns and first names among ``words`` tell; None where neither or both do."""
        bare = {w.rstrip(".") for w in words}
        low = {w.lower() for w in bare}
        capital = {w[:1].upper() + w[1:] for w in bare}
        for male, female in (
            (
                capital & self.male_titles or low & self.male_nouns,
                capital & self.female_titles or low & self.female_nouns,
            ),
            (bare & self.male_names, bare & self.female_names),
        ):
            if bool(male) != bool(female):
                return "he" if male else "she"
        return None

    def gender_of(self, name: str) -> str | None:
        """What a whole name tells: its first name, else a surname that is a patronymic or has two forms."""
        words = name.split()
        if (told := self.gender(tuple(words[:1]))) is not None or len(words) < 2:
            return told
        found = _SURNAME.search(words[-1])
        return None if found is None else "she" if found.lastgroup == "she" else "he"


@cache
def person_lexicon() -> PersonLexicon:
    """The lexicon that ships with the package."""
    data = tomllib.loads((files("purport.codebooks") / "data" / "persons.toml").read_text("utf-8"))
    return PersonLexicon(**{key: frozenset(words) for key, words in data.items()})
