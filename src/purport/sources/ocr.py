"""Text recognised in images by Tesseract, where it is installed: English and Arabic, each line with its confidence."""

import csv
import io
import math
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import groupby
from typing import Protocol

from purport.errors import InputError, ToolMissing
from purport.processors import cores
from purport.sources.bidirectional import is_right_to_left
from purport.sources.layout import plain
from purport.sources.lines import Line

LANGUAGES = ("eng", "ara")
DOTS_PER_INCH = 300
MAX_PIXELS = 40_000_000
TIMEOUT_SECONDS = 180
_PROGRAM = "tesseract"


class Turns(Protocol):
    """A semaphore: so many pages are recognised at once, by all that share it."""

    def acquire(self) -> object:
        """Take a turn, when there is one."""

    def release(self) -> None:
        """Give it back."""


_at_once = cores()
_turns: Turns = threading.BoundedSemaphore(_at_once)


def turns() -> tuple[Turns, int]:
    """The turns that pages take, and how many there are."""
    return _turns, _at_once


def share(turns: Turns, at_once: int) -> None:
    """From now on pages take these turns, of which there are so many; by default one a processor."""
    global _turns, _at_once
    _turns, _at_once = turns, at_once


@contextmanager
def sharing(turns: Turns, at_once: int) -> Iterator[None]:
    """The same meanwhile."""
    before = _turns, _at_once
    share(turns, at_once)
    try:
        yield
    finally:
        share(*before)


def check_installed() -> None:
    """Raise ToolMissing where there is no Tesseract, or none of the languages."""
    if shutil.which(_PROGRAM) is None:
        raise ToolMissing(
            "scanned: its pages are images, and Tesseract, which recognises text in them, is not installed. Install it "
            "(Debian: apt install tesseract-ocr tesseract-ocr-ara; macOS: brew install tesseract tesseract-lang), or "
            "have its text recognised elsewhere (ocrmypdf) and read that."
        )
    if not _languages():
        raise ToolMissing(
            f"scanned, and Tesseract has none of the languages {', '.join(LANGUAGES)}. Install one "
            "(Debian: apt install tesseract-ocr-eng tesseract-ocr-ara)."
        )


@cache
def _languages() -> tuple[str, ...]:
    done = subprocess.run([_PROGRAM, "--list-langs"], capture_output=True, text=True, check=False, timeout=60)
    installed = (done.stdout + done.stderr).split()
    return tuple(language for language in LANGUAGES if language in installed)


@cache
def made_by() -> str:
    """What recognises: Tesseract with its version and languages, since another may read otherwise."""
    done = subprocess.run([_PROGRAM, "--version"], capture_output=True, text=True, check=False, timeout=60)
    return f"{(done.stdout + done.stderr).splitlines()[0]}, {'+'.join(_languages())}"


def scale_for(width: float, height: float) -> float:
    """By how much to enlarge a page of so many points, for DOTS_PER_INCH and MAX_PIXELS at most."""
    area = max(width, 1.0) * max(height, 1.0)
    return min(DOTS_PER_INCH / 72, math.sqrt(MAX_PIXELS / area))


def lines(pixels: bytes, width: int, height: int, scale: float) -> tuple[Line, ...]:
    """The lines in a grey image of 8 bits a pixel, with boxes in points.

    Tesseract prefers the first of its languages: what comes out Arabic for the most part is read again with Arabic
    first. Raises InputError where it fails or takes too long.
    """
    image = b"P5\n%d %d\n255\n" % (width, height) + pixels
    found = lines_of(_table(image, scale, _languages()), scale)
    letters = [character for line in found for character in line.text if character.isalpha()]
    if len(_languages()) > 1 and sum(map(is_right_to_left, letters)) * 2 > len(letters):
        found = lines_of(_table(image, scale, _languages()[::-1]), scale)
    return found


def _table(image: bytes, scale: float, languages: tuple[str, ...]) -> str:
    """What Tesseract finds in an image: its table of words."""
    command = [_PROGRAM, "stdin", "stdout", "-l", "+".join(languages), "--dpi", str(round(72 * scale)), "tsv"]
    # As many as there are processors work at once, each on a page.
    alone = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            command, input=image, capture_output=True, check=False, timeout=TIMEOUT_SECONDS, env=alone
        )
    except subprocess.TimeoutExpired:
        raise InputError(
            f"recognising a page took over {TIMEOUT_SECONDS} seconds. Scan it at a lower resolution."
        ) from None
    if done.returncode:
        said = done.stderr.decode("utf-8", errors="replace").strip().splitlines()
        raise InputError(f"Tesseract failed on a page ({said[-1] if said else done.returncode}). Try another scan.")
    return done.stdout.decode("utf-8", errors="replace")


def lines_of(table: str, scale: float) -> tuple[Line, ...]:
    """The lines of Tesseract's table of words. Raises InputError where it is none."""
    try:
        return tuple(_parsed(table, scale))
    except (KeyError, TypeError, ValueError, ArithmeticError, csv.Error):
        raise InputError("Tesseract gave a table that cannot be read. Install another version of it.") from None


def _parsed(table: str, scale: float) -> Iterator[Line]:
    rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    words = [row for row in rows if row["level"] == "5" and row["text"] and row["text"].strip()]
    for (block, paragraph, _), line in groupby(words, lambda row: (row["block_num"], row["par_num"], row["line_num"])):
        found = list(line)
        text = plain(" ".join(word["text"] for word in found))
        if not text:
            continue
        sizes = [len(word["text"]) for word in found]
        sure = sum(float(word["conf"]) * size for word, size in zip(found, sizes, strict=True)) / sum(sizes) / 100
        left, top = (min(int(word[edge]) for word in found) / scale for edge in ("left", "top"))
        right = max(int(word["left"]) + int(word["width"]) for word in found) / scale
        bottom = max(int(word["top"]) + int(word["height"]) for word in found) / scale
        yield Line(
            text=text,
            box=(left, top, right, bottom),
            confidence=round(min(max(0.0, sure), 1.0), 3),
            block=int(block) * 1000 + int(paragraph),
            size=bottom - top,
            baseline=bottom,
        )
