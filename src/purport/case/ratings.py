"""How people rate sources: the Admiralty code (NATO AJP-2.1), a letter for how reliable a source is and a number for
how credible what it says is.

Nothing here is ever reckoned: a rating is somebody's, with its time and its reason. It is of a source by name (an
outlet, a ministry, a group), of all that it says or of one document alone. The last one of an author on a source
stands.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection

from purport.case import custody
from purport.case.clock import now
from purport.case.days import days
from purport.case.parts import sha256
from purport.errors import OptionError
from purport.language.folding import folded

LETTERS = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
NUMBERS = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "truth cannot be judged",
}
WITHDRAWN = "withdrawn"
_ENCODE = msgspec.json.Encoder(order="sorted").encode
_COLUMNS = "id, at, author, source, folded, document, letter, number, since, reason"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """Somebody's rating of a source. ``letter`` and ``number`` are those of the code, either may be missing; both are
    where an earlier one is taken back. ``document`` is the SHA-256 of the one it is about, None where it is about all
    that the source says; ``since`` from which day on it holds (ISO 8601), None where always."""

    id: int
    at: str
    author: str
    source: str
    document: str | None = None
    letter: str | None = None
    number: int | None = None
    since: str | None = None
    reason: str | None = None

    @property
    def code(self) -> str:
        """Letter and number: "B2", "B", "2"; "withdrawn" where it takes one back."""
        return f"{self.letter or ''}{self.number or ''}" or WITHDRAWN

    @property
    def folded(self) -> str:
        """The source's name as names are compared."""
        return folded_name(self.source)


def folded_name(name: str) -> str:
    """A name without case, accents, punctuation and article."""
    return folded(name).removeprefix(" the").strip()


def parsed(code: str) -> tuple[str | None, int | None]:
    """Letter and number of "B2", "b", "2" or "withdrawn". Raises OptionError where it is none of these."""
    if code.strip().lower() == WITHDRAWN:
        return None, None
    match = re.fullmatch(r"([A-Fa-f])?([1-6])?", code.strip())
    if match is None or not code.strip():
        letters = ", ".join(f"{letter} {words}" for letter, words in LETTERS.items())
        numbers = ", ".join(f"{number} {words}" for number, words in NUMBERS.items())
        raise OptionError(
            f"{code!r} is no rating; give a letter for the source ({letters}), a number for what it says ({numbers}), "
            f"both as B2, or {WITHDRAWN}"
        )
    return match[1].upper() if match[1] else None, int(match[2]) if match[2] else None


def rate(
    connection: Connection,
    source: str,
    code: str,
    *,
    author: str,
    document: str | None = None,
    since: str | None = None,
    reason: str | None = None,
) -> Rating:
    """Write a rating and its row of the log within the transaction that is open.

    Raises OptionError for a code or a day that is none, a source without a name, and where there is nothing to
    withdraw.
    """
    letter, number = parsed(code)
    if not folded_name(source):
        raise OptionError(f"{source!r} is no name of a source; give its publisher, or who speaks")
    if since is not None:
        days(since)
    last = connection.exec_driver_sql("SELECT max(id) FROM ratings").scalar() or 0
    made = Rating(
        id=int(last) + 1,
        at=now(),
        author=author,
        source=" ".join(source.split()),
        document=document,
        letter=letter,
        number=number,
        since=since,
        reason=reason or None,
    )
    if made.code == WITHDRAWN and not any(_key(each) == _key(made) for each in standing(ratings(connection))):
        raise OptionError(
            f"no rating of {source!r} by {author} stands, so there is nothing to withdraw; `purport ratings CASE` lists"
            " those that do, and whose they are"
        )
    connection.exec_driver_sql("INSERT INTO ratings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row(made))
    custody.log(connection, [_deed(made)], author, made.at)
    return made


def ratings(connection: Connection) -> Iterator[Rating]:
    """All ratings, oldest first."""
    for each in connection.exec_driver_sql(f"SELECT {_COLUMNS} FROM ratings ORDER BY id"):
        row_id, at, author, source, _, document, letter, number, since, reason = each
        yield Rating(
            id=row_id,
            at=at,
            author=author,
            source=source,
            document=document,
            letter=letter,
            number=number,
            since=since,
            reason=reason,
        )


def standing(made: Iterable[Rating]) -> list[Rating]:
    """Those that stand: by each author the last on a source (and on a document of it), unless it was withdrawn."""
    last: dict[tuple[str, str, str | None], Rating] = {}
    for each in made:
        last.pop(_key(each), None)
        if each.code != WITHDRAWN:
            last[_key(each)] = each
    return list(last.values())


def row(made: Rating) -> tuple[Any, ...]:
    """A rating as a row of its table."""
    return (
        *(made.id, made.at, made.author, made.source, made.folded, made.document),
        *(made.letter, made.number, made.since, made.reason),
    )


def row_sha256(values: tuple[Any, ...]) -> str:
    """The hash by which the log knows a row."""
    return sha256(_ENCODE(values))


def _key(rating: Rating) -> tuple[str, str, str | None]:
    return rating.author, rating.folded, rating.document


def _deed(made: Rating) -> custody.Deed:
    detail: dict[str, Any] = {"rating": made.id, "row": row_sha256(row(made)), "code": made.code, "of": made.source}
    return custody.Deed(act=custody.Act.RATED, subject=str(made.id), detail=detail)
