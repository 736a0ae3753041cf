"""What a lineage is made of: accounts put together by origin, each with what it is there."""

from dataclasses import dataclass
from enum import StrEnum

from purport.analysis.accounts import Account
from purport.analysis.lineage.links import Link


class Role(StrEnum):
    """What an account is among those of its origin."""

    FIRST = "first"
    COPY = "copies"
    CREDIT = "credits"
    CITE = "cites"
    OWNER = "shares the owner"
    OUTLET = "more of the outlet"
    SPEAKER = "cites a speaker already counted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Accounts that come to one. ``name`` is the outlet it goes back to, or the speaker; ``accounts`` are ids, in
    order, ``roles`` what each is; ``first`` is the account it began with, None where that is not among them. ``why``
    tells why it is held to be an origin of its own; ``speakers`` are those counted already whom an account cites, and
    ``named`` the outlets by which the others come to it, each as it is told."""

    id: str
    name: str
    accounts: tuple[str, ...]
    roles: tuple[Role, ...]
    speakers: tuple[str | None, ...]
    named: tuple[str | None, ...]
    first: str | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """Accounts and where they come from. ``origins`` are independent of each other as far as can be told; ``unknown``
    are the accounts of whose lineage nothing is known, ``mixed`` those that cite another and report themselves too:
    each is of the origin of its own reporting."""

    accounts: tuple[Account, ...]
    links: tuple[Link, ...]
    origins: tuple[Origin, ...]
    unknown: tuple[str, ...]
    mixed: tuple[str, ...]
    sentence: str

    def origin_of(self, account: str) -> Origin | None:
        """The origin of an account by its id; None where its lineage is unknown."""
        return next((origin for origin in self.origins if account in origin.accounts), None)
