"""A case for others: a BagIt bag (RFC 8493) with the case itself, all of it in open forms, and its provenance.

data/case.purport        the case
data/case.jsonl          all of it, as `purport dump --times` gives it
data/originals/SHA-256   the bytes that came in, where they are kept
data/texts/SHA-256.txt   the texts that were read, UTF-8
data/readings.jsonl      the current readings, as `purport read --json` gives them
data/prov.json           what was made from what, when, by what and by whom
"""

import hashlib
import os
import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from sqlalchemy import Connection

from purport.case import custody
from purport.case.clock import now
from purport.case.dump import dump
from purport.case.provenance import provenance
from purport.case.rows import original_of
from purport.case.writing import parts_of
from purport.errors import BagError, CaseError

CASE = "data/case.purport"
_PIECE = 1 << 20
_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bag:
    """What a bag holds: where it is, how many files of how many bytes, the SHA-256 of its list of files, and the hash
    with which the log of its case ends."""

    path: str
    files: int
    size: int
    manifest: str
    head: str


def export(connection: Connection, path: Path, agent: str) -> Bag:
    """Write a case as a bag: a folder, or one ZIP file where the name ends in .zip.

    Raises CaseError where there is something already, or it cannot be written; what was begun is taken away again.
    """
    if path.exists() and not (path.is_dir() and not any(path.iterdir())):
        raise CaseError("there is something already; name a new folder, or a new file ending in .zip", where=str(path))
    target: _Target = _Zip(path) if path.suffix.lower() == ".zip" else _Folder(path)
    try:
        with target:
            return _written(connection, target, path, agent)
    except BaseException as error:
        target.discard()
        if isinstance(error, OSError | sqlite3.Error):
            raise _unwritten(error, path) from error
        raise


def _unwritten(error: OSError | sqlite3.Error, path: Path) -> CaseError:
    reason = (getattr(error, "strerror", None) or str(error)).lower()
    return CaseError(f"cannot be written: {reason}; name a place with room in which you may write", where=str(path))


def _written(connection: Connection, target: "_Target", path: Path, agent: str) -> Bag:
    manifest = _Manifest(target)
    manifest.add(CASE, _copy(connection))
    manifest.add("data/case.jsonl", (line + b"\n" for line in dump(connection, times=True)))
    for digest, data in _originals(connection):
        manifest.add(f"data/originals/{digest}", [data])
    query = "SELECT sha256, text FROM texts WHERE text <> '' ORDER BY id"
    for digest, text in connection.exec_driver_sql(query, execution_options={"yield_per": 100}):
        manifest.add(f"data/texts/{digest}.txt", [text.encode()])
    manifest.add("data/readings.jsonl", _readings(connection))
    manifest.add("data/prov.json", provenance(connection))
    listed = manifest.lines()
    head = custody.head(connection)
    info = (
        f"Bag-Software-Agent: {agent}\nBagging-Date: {now()[:10]}\nPayload-Oxum: {manifest.size}.{manifest.files}\n"
        f"External-Identifier: {head}\n"
        "External-Description: A case of purport: sources, readings, judgements and the log of what was done\n"
    )
    tags = _Manifest(target)
    for name, content in (
        ("bagit.txt", _DECLARATION),
        ("bag-info.txt", info.encode()),
        ("manifest-sha256.txt", listed),
    ):
        tags.add(name, [content])
    target.write("tagmanifest-sha256.txt", [tags.lines()])
    return Bag(
        path=str(path),
        files=manifest.files,
        size=manifest.size,
        manifest=hashlib.sha256(listed).hexdigest(),
        head=head,
    )


def proved_bag(path: Path) -> Path | None:
    """Prove the lists of files of a bag, folder or ZIP; where its case lies, if it is a folder.

    Raises BagError at the first file that is missing, changed, or not listed.
    """
    with _opened(path) as bag:
        if "bagit.txt" not in bag.names():
            raise BagError(
                "no bagit.txt in it: not an exported case; name what `purport export` wrote", where=str(path)
            )
        payload = _listed(bag, "manifest-sha256.txt")
        tags = _listed(bag, "tagmanifest-sha256.txt")
        for name in sorted(bag.names() - payload.keys() - tags.keys() - {"tagmanifest-sha256.txt"}):
            raise BagError(f"{name} is in no list of the bag's files", where=str(path))
        for name, digest in (tags | payload).items():
            if name not in bag.names():
                raise BagError(f"{name} is missing", where=str(path))
            if bag.sha256(name) != digest:
                raise BagError(f"{name} was changed: its hash is another than the bag's list says", where=str(path))
        if CASE not in payload:
            raise BagError(f"no case in it ({CASE}); it was made by another program", where=str(path))
    return path / CASE if path.is_dir() else None


def is_bag(path: Path) -> bool:
    """Whether a path can only be a bag, whole or not: a folder, or a file that begins as a ZIP file does."""
    if not path.is_file():
        return path.is_dir()
    with suppress(OSError), path.open("rb") as file:
        return file.read(2) == b"PK"
    return False


@contextmanager
def case_of(bag: Path) -> Iterator[Path]:
    """The case of a bag as a file of its own, while it is looked at: the bag itself is not touched."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "case.purport"
        take_case(bag, place)
        yield place


def check_free(place: Path) -> None:
    """Raise CaseError where there is something already."""
    if place.exists() or place.is_symlink():
        raise CaseError("there is something already; name a new file", where=str(place))


def take_case(bag: Path, place: Path) -> None:
    """Copy the case out of a bag. Raises CaseError where there is something already, or it cannot be written."""
    check_free(place)
    try:
        with _opened(bag) as opened, place.open("xb") as file:
            for piece in opened.pieces(CASE):
                file.write(piece)
    except OSError as error:
        place.unlink(missing_ok=True)
        raise _unwritten(error, place) from error


def _copy(connection: Connection) -> Iterator[bytes]:
    """The case as it stands, in one file without gaps."""
    driver = connection.connection.driver_connection
    assert driver is not None
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "case"
        other = sqlite3.connect(place)
        try:
            driver.backup(other)
        finally:
            other.close()
        with place.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece


def _originals(connection: Connection) -> Iterator[tuple[str, bytes]]:
    query = (
        "SELECT sources.sha256, original, packing, text FROM sources LEFT JOIN texts ON texts.sha256 = sources.sha256 "
        "ORDER BY sources.id"
    )
    for digest, original, packing, text in connection.exec_driver_sql(query, execution_options={"yield_per": 20}):
        data = original_of(original, packing, text)
        if data is not None:
            yield digest, data


def _readings(connection: Connection) -> Iterator[bytes]:
    query = "SELECT id FROM readings WHERE current ORDER BY source_id"
    for reading_id in connection.exec_driver_sql(query).scalars().all():
        yield parts_of(connection, reading_id).line() + b"\n"


class _Target(ABC):
    """Where a bag is written."""

    @abstractmethod
    def write(self, name: str, pieces: Iterable[bytes]) -> None:
        """Write a file."""

    @abstractmethod
    def discard(self) -> None:
        """Take away what was begun."""

    def __enter__(self) -> "_Target":
        return self

    @abstractmethod
    def __exit__(self, *_: object) -> None:
        """Finish."""


class _Folder(_Target):
    def __init__(self, path: Path) -> None:
        self._path = path

    def write(self, name: str, pieces: Iterable[bytes]) -> None:
        place = self._path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("xb") as file:
            file.writelines(pieces)

    def __exit__(self, *_: object) -> None:
        """Nothing is open."""

    def discard(self) -> None:
        shutil.rmtree(self._path, ignore_errors=True)


class _Zip(_Target):
    """All files below a folder of the ZIP's own name, as bags in one file are."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._root = path.stem

    def __enter__(self) -> "_Zip":
        self._zip = zipfile.ZipFile(self._path, "x", zipfile.ZIP_DEFLATED)
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def write(self, name: str, pieces: Iterable[bytes]) -> None:
        with self._zip.open(f"{self._root}/{name}", "w", force_zip64=True) as file:
            for piece in pieces:
                file.write(piece)

    def discard(self) -> None:
        self._path.unlink(missing_ok=True)


class _Manifest:
    """Files written, with their hashes."""

    def __init__(self, target: _Target) -> None:
        self._target = target
        self._hashes: dict[str, str] = {}
        self.size = 0

    @property
    def files(self) -> int:
        return len(self._hashes)

    def add(self, name: str, pieces: Iterable[bytes]) -> None:
        digest = hashlib.sha256()

        def seen() -> Iterator[bytes]:
            for piece in pieces:
                digest.update(piece)
                self.size += len(piece)
                yield piece

        self._target.write(name, seen())
        self._hashes[name] = digest.hexdigest()

    def lines(self) -> bytes:
        return "".join(f"{digest}  {name}\n" for name, digest in self._hashes.items()).encode()


class _Opened:
    """A bag to be looked at: its files by name, whatever it lies in."""

    def __init__(self, names: Iterable[str], opened: Callable[[str], IO[bytes]]) -> None:
        self._names = frozenset(names)
        self._open = opened

    def names(self) -> frozenset[str]:
        return self._names

    def pieces(self, name: str) -> Iterator[bytes]:
        with self._open(name) as file:
            while piece := file.read(_PIECE):
                yield piece

    def sha256(self, name: str) -> str:
        digest = hashlib.sha256()
        for piece in self.pieces(name):
            digest.update(piece)
        return digest.hexdigest()


@contextmanager
def _opened(path: Path) -> Iterator[_Opened]:
    try:
        if path.is_dir():
            found = [Path(folder, name) for folder, _, names in os.walk(path) for name in names]
            yield _Opened((each.relative_to(path).as_posix() for each in found), lambda name: (path / name).open("rb"))
            return
        with zipfile.ZipFile(path) as file:
            names = [each for each in file.namelist() if not each.endswith("/")]
            root = names[0].partition("/")[0] + "/" if names else ""
            yield _Opened((name.removeprefix(root) for name in names), lambda name: file.open(root + name))
    except zipfile.BadZipFile as error:
        raise BagError(f"a ZIP file that is cut off or damaged ({error}); fetch it again", where=str(path)) from error
    except (OSError, zlib.error, KeyError, EOFError, NotImplementedError) as error:
        raise BagError(f"is no whole bag: {error}", where=str(path)) from error


def _listed(bag: _Opened, name: str) -> dict[str, str]:
    """The hashes of a list of files. A name that climbs out of the bag is one that is missing from it."""
    if name not in bag.names():
        raise BagError(f"{name} is missing: no bag with SHA-256 sums")
    found: dict[str, str] = {}
    for line in b"".join(bag.pieces(name)).decode("utf-8", "replace").splitlines():
        digest, _, file = line.partition(" ")
        found[_decoded(file.strip().removeprefix("*"))] = digest.lower()
    return found


def _decoded(name: str) -> str:
    return name.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
