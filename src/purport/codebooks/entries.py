"""What a codebook holds of an actor."""

from dataclasses import dataclass

# Persons are found in each text by how it names them, and no list of them is kept.
KINDS = ("group", "state", "organisation", "media")
STATE = "state:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An actor. ``speaks_for`` and ``parent`` are ids; ``country`` is ISO 3166-1 alpha-2; ``valid_from`` and
    ``valid_to`` are ISO 8601 years or dates; ``words`` are those of its names that are English words in capitals;
    ``shared`` those that others bear too: they count where the text names the actor otherwise, its parent, whom it
    speaks for, or its country; ``roles`` are what a text may call it besides its name; ``source`` is where the entry is
    from.

    Of states alone: ``demonyms`` (adjectives, the usual one first) and ``capital``, which stands for the government.
    """

    id: str
    name: str
    kind: str
    names: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    short: str | None = None
    demonyms: tuple[str, ...] = ()
    capital: str | None = None
    parent: str | None = None
    speaks_for: str | None = None
    country: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    roles: tuple[str, ...] = ()
    examples_for: tuple[str, ...] = ()
    examples_against: tuple[str, ...] = ()
    source: str

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every name it has in a text, adjectives and capital apart."""
        return (self.name, *self.names, *self.abbreviations)

    @property
    def adjective(self) -> str:
        """What stands before an institution of the state ("Icelandic"); the name where there is no adjective."""
        return self.demonyms[0] if self.demonyms else self.name

    @property
    def government(self) -> str:
        """The name under which the state speaks."""
        return f"{self.short or self.adjective} government"
