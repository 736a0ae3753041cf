"""The statement finder: whole statements with stable ids."""

import pytest

from purport.codec import check_anchors
from purport.language import parse
from purport.reading.attributions import attributions
from purport.reading.finder import Findings, check_order
from purport.reading.statements import StatementFinder, statement_id
from purport.types import Document, Source, Statement

TEXT = (
    "Ferry burned in Klaksvík\n\n"
    "The Skerry Front claimed its men had burned the ferry “Norn”. Harbour officials denied that the ferry was lost. "
    '"The pier is safe," said Captain Sunniva Holm of the coast guard. "We saw no men." '
    "She added that the crew may return on Friday.\n\n"
    "Two guards were allegedly hurt. The Skerry Front claimed its men had burned the ferry “Norn”."
)


def read(text: str) -> list[Statement]:
    doc = parse(Document(source=Source(id="t", sha256="0"), text=text))
    return list(StatementFinder().find(doc, Findings()))


def anchors(text: str, statements: list[Statement]) -> None:
    for statement in statements:
        spans = [statement.cue, statement.speaker, *statement.content, *statement.hedges, *statement.via]
        nodes = [{"text": s.text, "start": s.start, "end": s.end} for s in spans if s is not None]
        check_anchors({"text": text, "nodes": nodes})


def test_statement_finder_gives_each_statement_with_its_words() -> None:
    found = read(TEXT)
    assert [s.cue.text for s in found if s.cue is not None] == [
        "claimed",
        "denied",
        "said",
        "added",
        "allegedly",
        "claimed",
    ]
    assert [c.text for c in found[2].content] == ['"The pier is safe,"', '"We saw no men."']
    anchors(TEXT, found)


def test_statement_finder_gives_ids_that_stay_and_differ() -> None:
    found = read(TEXT)
    assert [s.id for s in found] == [s.id for s in read(TEXT)]
    assert len({s.id for s in found}) == len(found)
    assert not {s.id for s in found} & {s.id for s in read(TEXT + " Rain fell.")}


def test_statement_id_hangs_on_text_and_offsets() -> None:
    doc = parse(Document(source=Source(id="t", sha256="0"), text=TEXT))
    one, other, *_ = attributions(doc)
    assert statement_id(TEXT, one) == statement_id(TEXT, one)
    assert statement_id(TEXT, one) != statement_id(TEXT, other)
    assert statement_id(TEXT, one) != statement_id(TEXT.upper(), one)


def test_statement_finder_says_what_it_needs() -> None:
    with pytest.raises(ValueError, match="actors"):
        check_order([StatementFinder()])


def test_statement_finder_trusts_sure_frames_more() -> None:
    sure, unsure = read("The mayor said the ferry had left.")[0], read("The mayor wants to leave.")[0]
    assert 0 < unsure.confidence < sure.confidence <= 1


@pytest.mark.parametrize("text", ["", "\x00", "He said", "“", "🛥️" * 20, "a" * 5000])
def test_statement_finder_survives_odd_texts(text: str) -> None:
    anchors(text, read(text))
