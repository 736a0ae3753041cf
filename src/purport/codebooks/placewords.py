"""The words by which place names are told in a text, and the weights of the models that judge them."""

import json
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of ``places.toml``: ``nouns`` are kinds of place with their level, ``demonyms`` peoples with their
    country (ISO 3166-1 alpha-2), ``arabic_nouns`` kinds of place in the Arabic script with the English noun; the others
    are sets that the file explains. Words in the Arabic script are in their normal form."""

    prepositions: frozenset[str]
    locatives: frozenset[str]
    motions: frozenset[str]
    departures: frozenset[str]
    heads: frozenset[str]
    settled: frozenset[str]
    connectors: frozenset[str]
    articles: frozenset[str]
    determiners: frozenset[str]
    directions: frozenset[str]
    leading: frozenset[str]
    divisions: frozenset[str]
    regions: frozenset[str]
    nouns: dict[str, str]
    organisations: frozenset[str]
    bodies: frozenset[str]
    factions: frozenset[str]
    titles: frozenset[str]
    given: frozenset[str]
    namesakes: frozenset[str]
    seats: frozenset[str]
    towns: frozenset[str]
    styles: frozenset[str]
    surnames: frozenset[str]
    unlikely: frozenset[str]
    metonym_verbs: frozenset[str]
    metonym_heads: frozenset[str]
    metonym_relations: frozenset[str]
    metonym_links: frozenset[str]
    metonym_addressed: frozenset[str]
    metonym_dealings: frozenset[str]
    metonym_capitals: frozenset[str]
    demonyms: dict[str, str]
    english: dict[str, frozenset[str]]
    capitals: dict[str, frozenset[str]]
    arabic_prepositions: frozenset[str]
    arabic_unlikely: frozenset[str]
    arabic_nouns: dict[str, str]


@cache
def lexicon() -> Lexicon:
    """The built-in lexicon."""
    data = tomllib.loads(files("purport.codebooks").joinpath("data/places.toml").read_text(encoding="utf-8"))
    sets = (
        "prepositions",
        "locatives",
        "motions",
        "departures",
        "heads",
        "settled",
        "connectors",
        "articles",
        "determiners",
        "directions",
        "leading",
        "divisions",
        "regions",
    )
    return Lexicon(
        **{name: frozenset(data[name]) for name in sets},
        **{name: frozenset(words) for name, words in data["names"].items()},
        **{f"metonym_{name}": frozenset(words) for name, words in data["metonyms"].items()},
        nouns={noun: level for level, nouns in data["nouns"].items() for noun in nouns},
        arabic_prepositions=frozenset(data["arabic"]["prepositions"]),
        arabic_unlikely=frozenset(data["arabic"]["unlikely"]),
        arabic_nouns={word: noun for noun, words in data["arabic"]["nouns"].items() for word in words},
        capitals={country: frozenset(names) for country, names in data["capitals"].items()},
        english={country: frozenset(words) for country, words in data["english"].items()},
        demonyms={word: country for country, words in data["demonyms"].items() for word in words},
    )


@cache
def weights() -> dict[str, dict[str, float]]:
    """The fitted weights: ``toponyms`` for finding, ``places`` for choosing among entries."""
    path = files("purport.codebooks").joinpath("data/places_weights.json")
    loaded: dict[str, dict[str, float]] = json.loads(path.read_text(encoding="utf-8"))
    return loaded
