"""What was printed before is known again; what is new is not taken for it."""

import random

import pytest

from purport.analysis.emphasis.reprints import How, Reprints

WORDS = [f"word{at}" for at in range(400)]


def text(seed: int, length: int = 90) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=length))


def asked(found: Reprints, body: str, name: str, sha256: str | None = None):
    first = found.first_of(body, document=name, sha256=sha256 or name, start=0)
    return None if first is None else (first[0][0], first[1])


def test_the_same_bytes_text_and_a_copy_are_reprints():
    found = Reprints()
    first = text(1)
    assert asked(found, first, "a") is None
    assert asked(found, first, "a2", sha256="a") == ("a", How.SAME_BYTES)
    assert asked(found, first.upper(), "b") == ("a", How.SAME_TEXT)
    words = first.split()
    words[40] = "changed"
    assert asked(found, " ".join(words), "c") == ("a", How.COPIED)
    assert asked(found, " ".join(first.split()[:60]), "cut") == ("a", How.COPIED)


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6])
def test_what_shares_a_part_alone_is_new(share):
    found = Reprints()
    first, other = text(1).split(), text(2).split()
    assert asked(found, " ".join(first), "a") is None
    cut = int(len(first) * share)
    assert asked(found, " ".join([*first[:cut], *other[cut:]]), "b") is None


def test_a_short_note_is_a_reprint_only_word_for_word():
    found = Reprints()
    assert asked(found, "Boats leave on Tuesday.", "a") is None
    assert asked(found, "Boats leave on Friday.", "b") is None
    assert asked(found, "boats leave on tuesday", "c") == ("a", How.SAME_TEXT)


def test_copies_are_found_among_thousands_that_share_a_standing_line():
    found = Reprints()
    line = " ".join(WORDS[:12])
    bodies = [f"{text(seed, 70)} {line}" for seed in range(600)]
    assert not any(asked(found, body, str(at)) for at, body in enumerate(bodies))
    for at in (0, 250, 599):
        assert asked(found, bodies[at].replace(" word", " Word", 3) + " again", f"copy-{at}") == (str(at), How.COPIED)
