"""Runs the documentation's examples: Python blocks as they stand, console blocks by their output, on files it shows."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE, OutputChecker
from pathlib import Path
from shutil import copytree

import pytest
from sybil import Example, Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

PACKAGE = Path(__file__).parent / "src" / "purport"
SAMPLES = PACKAGE / "samples"
ANNOTATED = PACKAGE / "evaluation" / "samples"
OF_ANALYSIS = PACKAGE / "analysis" / "samples"
FILES = Path(__file__).parent / "tests" / "sources" / "files"


def run_console(example: Example) -> str | None:
    """Run each `$` line of a console block and hold its output against what the block shows (`...` for anything)."""
    environment = {
        **os.environ,
        "COLUMNS": "100",
        "NO_COLOR": "1",
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
    }
    for command, expected in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n?)*)", example.parsed, re.M):
        done = subprocess.run(
            ["bash", "-c", command],
            capture_output=True,
            text=True,
            env=environment,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        got = done.stdout + done.stderr
        if not OutputChecker().check_output(expected, got, ELLIPSIS | NORMALIZE_WHITESPACE):
            return f"$ {shlex.join([command])}\nexpected:\n{expected}\ngot:\n{got}"
    return None


def write_file(example: Example) -> None:
    """Write a block that begins with a file's name in a comment to that file."""
    named = re.match(r"# ([\w.-]+)\n", example.parsed)
    if named:
        Path(named.group(1)).write_text(example.parsed, encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder to work in, with the samples in it and below it the annotated ones, accounts of one raid, a periodical
    and a file of each format, one for each page."""
    here = Path.cwd()
    work = tmp_path_factory.mktemp("docs")
    for sample in SAMPLES.iterdir():
        (work / sample.name).write_bytes(sample.read_bytes())
    copytree(ANNOTATED, work / "annotated")
    copytree(OF_ANALYSIS, work / "accounts", ignore=lambda _, names: [name for name in names if "." not in name])
    copytree(OF_ANALYSIS / "periodicals", work / "periodicals")
    copytree(FILES, work / "files")
    os.chdir(work)
    yield work
    os.chdir(here)


pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(), CodeBlockParser("console", run_console), CodeBlockParser("toml", write_file)],
    patterns=["README.md", "docs/*.md"],
    fixtures=["folder"],
).pytest()
