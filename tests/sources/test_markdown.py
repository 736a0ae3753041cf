import io

import pytest

from purport.errors import BadRecord
from purport.sources import Metadata, Origin
from purport.sources.markdown import MARKDOWN, has_front_matter, parse, prose

PROSE = (
    ("# Raid\n\nIt *said* so,\nand **held** [a ferry](http://f.example).", "Raid\n\nIt said so, and held a ferry."),
    ("- one\n- two\n  more\n\nAfter", "one\ntwo more\n\nAfter"),
    ("1. one\n\n   still one\n2. two", "one\n\nstill one\ntwo"),
    ("> “We did it,”\n> he said.", "“We did it,” he said."),
    ("| a | b |\n|---|---|\n| 1 | 2 |", "a\tb\n1\t2"),
    ("line  \nbreak", "line\nbreak"),
    ("AT&amp;T &lt; `code *x*` ![map](m.png)", "AT&T < code *x*"),
    ("    four spaces\n    in", "four spaces\nin"),
    ("<div>said <b>so</b><script>alert(1)</script></div>", "said so"),
    ("Plain prose with “quotes” -- and dashes...", "Plain prose with “quotes” -- and dashes..."),
    ("", ""),
)


@pytest.mark.parametrize(("source", "text"), PROSE, ids=range(len(PROSE)))
def test_markdown_prose_is_what_is_read(source, text):
    assert prose(source) == text


YAML = b"""---
title: 'A mast: taken'
date: 2024-03-02
publisher: The Beacon
lang: en
author: [A, B]
issue: 34
---

Text.
"""
TOML = b"""+++
title = "A mast: taken"
date = 2024-03-02
publisher = "The Beacon"
lang = "en"
author = ["A", "B"]
issue = 34
+++
Text."""


@pytest.mark.parametrize(("data", "issue"), [(YAML, "34"), (TOML, 34), (YAML.replace(b"\n", b"\r\n"), "34")])
def test_markdown_front_matter_is_metadata(data, issue):
    assert parse(data) == (
        "Text.",
        Metadata(
            title="A mast: taken",
            published="2024-03-02",
            publisher="The Beacon",
            language="en",
            author="A, B",
            extra={"issue": issue},
        ),
    )


@pytest.mark.parametrize("front", [b"---\ntitle: [open\n---\nText", b"+++\ntitle = \n+++\nText"])
def test_markdown_front_matter_that_is_broken_is_named(front):
    [error] = MARKDOWN.read(io.BytesIO(front), Origin(id="a.md"))
    assert isinstance(error, BadRecord)
    assert error.where == "a.md"
    assert "front matter" in error.message


def test_markdown_front_matter_makes_no_objects():
    _, metadata = parse(b"---\ntitle: !!python/object/apply:os.getcwd []\n---\nText")
    assert metadata.title in (None, "")


def test_markdown_a_rule_is_no_front_matter():
    assert parse(b"---\n\nText\n\n---\n\nMore")[0] == "Text\n\nMore"
    assert not has_front_matter("---\nSome words stand here.\n---\n")
    assert has_front_matter("---\ntitle: x\n---\n")
