"""How a case is kept: its log, what proves it, what leaves it. The methods of ``Case`` for it."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from os import PathLike
from pathlib import Path

from sqlalchemy import Connection

from purport.case import custody, sqlite
from purport.case.clock import now
from purport.case.custody import Act, Entry
from purport.case.dump import dump
from purport.case.export import Bag, export
from purport.case.records import CaseDocument, Found
from purport.case.removal import remove
from purport.case.stamps import Stamp, proved, stamp
from purport.case.verification import Verification, verify
from purport.errors import OptionError
from purport.types import Reading
from purport.version import __version__

_LEAST_HEAD = 12


class Keeping:
    """The part of a case that is proved, copied and removed."""

    _connection: Connection

    def _plainly(self) -> AbstractContextManager[None]:
        raise NotImplementedError

    def reading(self, document: "str | CaseDocument | Found") -> Reading:
        """The current reading of a document."""
        raise NotImplementedError

    def log(self) -> Iterator[Entry]:
        """The rows of the log, oldest first: who did what when, each bound to the one before by its hash."""
        with self._plainly():
            yield from list(custody.entries(self._connection))

    @property
    def head(self) -> str:
        """The hash of the log's last row, noughts where there is none."""
        with self._plainly():
            return custody.head(self._connection)

    def verify(self, told: Callable[[int], None] | None = None, *, head: str | None = None) -> Verification:
        """Prove that sources, texts, readings and judgements are those that the log tells of, that every anchor holds,
        and that the log was not changed; the first break is told. ``told`` hears how many readings are proved.

        ``head`` is a hash that the log ended with before (``Verification.head``), or its first digits, twelve at least,
        kept elsewhere: the log must still have that row. It tells of rows that were cut off at the end together with
        what they tell of, which leaves no trace in the case itself. Raises OptionError for a head that is none.
        """
        wanted = None if head is None else _checked_head(head)
        with self._plainly(), sqlite.reading(self._connection) as connection:
            return verify(connection, told, head=wanted)

    def export(self, path: str | PathLike[str], *, author: str | None = None) -> Bag:
        """Write the case as a BagIt bag, a folder or one ZIP file where the name ends in .zip, which another machine
        can prove and open: with the case itself, all of it in open forms, and its provenance. See ``export.py``.

        Raises CaseError where there is something already, or it cannot be written; OptionError for an author that is
        none.
        """
        name, place = custody.checked_author(author), Path(path)
        with self._plainly():
            with sqlite.reading(self._connection) as connection:
                bag = export(connection, place, f"purport {__version__}")
            detail = {"path": place.name, "files": bag.files, "manifest": bag.manifest}
            with sqlite.writing(self._connection) as connection:
                custody.log(connection, [custody.Deed(act=Act.EXPORTED, subject="", detail=detail)], name, now())
        return bag

    def dump(self, *, times: bool = False) -> Iterator[bytes]:
        """All of the case as JSON Lines in a fixed order, without newlines; without ``times``, two cases made of the
        same documents in the same order give the same lines."""
        with self._plainly(), sqlite.reading(self._connection) as connection:
            yield from dump(connection, times=times)

    def stamp(self, url: str, *, author: str | None = None) -> Stamp:
        """Have the log as it is now stamped with the time by an authority (RFC 3161) at an address. It gets a hash,
        nothing else. Needs `purport[stamps]`.

        Raises OptionError for an address that is none, CaseError where no valid answer comes.
        """
        name = custody.checked_author(author)
        with self._plainly(), sqlite.writing(self._connection) as connection:
            return stamp(connection, url, name)

    def stamps(self, roots: str | PathLike[str]) -> tuple[Stamp, ...]:
        """The time stamps, each proved without the network to be signed by an authority whose certificate is in a PEM
        file. Raises CaseError at the first that is not, OptionError where the file holds none."""
        with self._plainly():
            return tuple(proved(self._connection, Path(roots)))

    def remove(self, document: str | CaseDocument | Found, reason: str, *, author: str | None = None) -> None:
        """Take a document's words out of the case: the bytes that came in, its text where no other has it, what was
        read in it. Its hashes stay, with who removed it, when and why; it cannot be added again. What was
        judged of it keeps its verdicts and loses its words.

        Raises NotInCase, and OptionError without a reason.
        """
        name = custody.checked_author(author)
        digest = self.reading(document).source.sha256
        with self._plainly(), sqlite.writing(self._connection) as connection:
            remove(connection, digest, name, reason)


def _checked_head(head: str) -> str:
    found = head.strip().lower()
    if re.fullmatch(rf"[0-9a-f]{{{_LEAST_HEAD},64}}", found) is None:
        raise OptionError(
            f"{head!r} is no hash of a log; give what `purport log CASE --head` printed, at least {_LEAST_HEAD} digits"
        )
    return found
