"""The themes of a codebook: what each is about, its rules and examples, and the patterns by which it is found.

Ours are in ``data/themes/*.toml``. A codebook of one's own has themes under ``theme``, in the form of ours: one with
the code of ours replaces it. ``extends_theme`` adds to one that stands elsewhere, ``without_themes`` leaves some of
ours out, and ``word_list`` has lists of words that patterns call by their name.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from purport.codebooks.actor_tables import SUFFIX, CodebookFile
from purport.codebooks.theme_patterns import Pattern

__all__ = ["OURS", "Near", "ThemeCodebook", "ThemeDefinition", "our_theme_files", "theme_codebook"]

OURS = "themes"
WITHIN = 15
"""How many words a combination spans at most, where its rule says nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A combination: one pattern of each of ``all`` within a sentence and within so many words of it, none of
    ``unless`` in that sentence. ``written`` is what the codebook has."""

    all: tuple[tuple[Pattern, ...], ...]
    unless: tuple[Pattern, ...] = ()
    within: int = WITHIN
    written: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeDefinition:
    """One theme: its rules for people, its examples, and the patterns by which it is found.

    ``words`` are as the codebook has them, by language; ``patterns`` the same and ``records`` in one. Words that stand
    in one of ``but_not`` do not count; a sentence that has one of ``unless`` has not the theme at all. ``similar`` is
    the least likeness to an example that makes a sentence one of the theme (None: examples are no matter).
    A passage of a theme is one of its parent too.
    """

    code: str
    name: str
    definition: str
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    parent: str | None = None
    words: Mapping[str, tuple[str, ...]]
    records: tuple[str, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    near: tuple[Near, ...] = ()
    but_not: tuple[Pattern, ...] = ()
    unless: tuple[Pattern, ...] = ()
    similar: float | None = None
    examples_for: tuple[str, ...] = ()
    examples_against: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class ThemeCodebook:
    """Themes by code, in the order of the codebook."""

    themes: Mapping[str, ThemeDefinition]

    def ancestors(self, code: str) -> Iterator[str]:
        """The codes of a theme's parent, of that one's parent, and so on."""
        parent = self.themes[code].parent
        while parent is not None:
            yield parent
            parent = self.themes[parent].parent

    def children(self, code: str) -> tuple[str, ...]:
        """The codes of the themes whose parent it is."""
        return tuple(theme.code for theme in self.themes.values() if theme.parent == code)


@cache
def our_theme_files() -> tuple[CodebookFile, ...]:
    """The files of themes that ship with the package, by name."""
    folder = files("purport.codebooks") / "data" / OURS
    found = sorted((entry for entry in folder.iterdir() if entry.name.endswith(SUFFIX)), key=lambda entry: entry.name)
    return tuple(CodebookFile(f"{OURS}/{entry.name}", entry.read_text("utf-8")) for entry in found)


@cache
def theme_codebook(own: tuple[CodebookFile, ...] = ()) -> ThemeCodebook:
    """Our themes with what files of one's own add, replace or leave out. Raises CodebookError, naming the file."""
    from purport.codebooks.theme_tables import themes_of_files

    return ThemeCodebook(MappingProxyType(themes_of_files(our_theme_files(), own)))
