"""One incident in nine invented reports, read and put together."""

import io
import json
import xml.etree.ElementTree as ElementTree
from importlib import resources

import pytest
from rich.console import Console

import purport
from purport.analysis.comparison.as_html import pieces, to_html
from purport.analysis.comparison.as_svg import to_svg
from purport.analysis.comparison.as_terminal import to_terminal
from purport.analysis.comparison.case import compare
from purport.analysis.comparison.matrix import CellState
from purport.analysis.comparison.words import as_dict, frame, values_frame
from purport.analysis.same_incident.case import incident, incidents
from purport.case import Case
from purport.errors import NotInCase, OptionError

RAID = "norran-news-0304#storm"
TWIN = "voe-herald-0309#attacked"


@pytest.fixture(scope="module")
def readings():
    samples = resources.files("purport.analysis") / "samples" / "lerwick-raid.jsonl"
    with resources.as_file(samples) as path:
        return list(purport.read_files(path))


@pytest.fixture
def case(tmp_path, readings):
    with Case.open(tmp_path / "raid.purport", create=True) as opened:
        opened.add(readings)
        yield opened


def named(case, record):
    """A record as ``judge`` takes it: words may be a statement's too, ids are one's alone."""
    document = record.partition("#")[0]
    return next(f"{t.document}#{t.incident.id}" for t in incident(case, record).tellings if t.document == document)


def documents(found):
    return {telling.document for telling in found.tellings}


def test_reports_of_the_raid_are_one_incident_and_its_twin_is_another(case, readings):
    raid = incident(case, RAID)
    assert len(documents(raid)) == len(readings)
    twin = incident(case, TWIN)
    assert documents(twin) == {"voe-herald-0309"}
    assert raid.probability is not None and twin.probability is None


def test_one_incident_is_the_same_sought_alone_or_among_all(case):
    alone = incident(case, RAID)
    among = next(each for each in incidents(case) if alone.tellings[0].key in each)
    assert alone == among


def test_judgements_hold_against_the_model_and_can_be_undone(case):
    raid = incident(case, RAID)
    one, other, third = (named(case, each) for each in (RAID, "the-tide-12#stormed", "voe-herald-0304#stormed"))
    key = next(each.key for each in raid.tellings if each.document == "the-tide-12")
    case.judge("not_same", one, other, author="Runa Dahl", reason="another night")
    split = incident(case, RAID)
    assert key not in split
    assert [each.reason for each in split.judgements] == ["another night"]
    # Nor by way of a third that is judged to be the same as both.
    case.judge("same", one, third, author="Runa Dahl")
    case.judge("same", third, other, author="Ola Vik")
    chained = incident(case, RAID)
    assert key not in chained
    assert len(chained.overruled) == 1
    case.judge("withdrawn", one, other, author="Runa Dahl")
    assert key in incident(case, RAID)


def test_what_is_judged_the_same_is_put_together(case):
    case.judge("same", named(case, RAID), named(case, TWIN), author="Runa Dahl")
    assert incident(case, TWIN) == incident(case, RAID)


def test_undecided_is_not_put_together_by_the_model(case):
    key = next(each.key for each in incident(case, RAID).tellings if each.document == "the-tide-12")
    for each in incident(case, RAID).tellings:
        if each.key != key:
            case.judge("undecided", f"{each.document}#{each.incident.id}", f"the-tide-12#{key[1]}", author="Runa Dahl")
    assert key not in incident(case, RAID)


def test_matrix_tells_where_the_accounts_differ(case):
    matrix = compare(case, RAID).matrix
    killed = next(column for column in matrix.columns if column.label == "killed, guards")
    assert {side.texts[0] for side in killed.sides} == {"4", "9", "11"}
    assert all(cell.state is CellState.AGREE for cell in matrix.column("date"))
    responsible = {t.value.text for cell in matrix.column("responsibility") for t in cell.values}
    assert {"Tidewater Column claims it", "Skerry League denies a hand in it"} <= responsible


def test_every_value_stands_on_words_of_its_account(case):
    matrix = compare(case, RAID).matrix
    spans = [
        (row.account.text, span)
        for row in matrix.rows
        for cell in row.cells
        for told in cell.values
        for span in told.value.spans
    ]
    assert len(spans) > 50
    assert all(text[span.start : span.end] == span.text for text, span in spans)


def test_the_source_rated_best_gives_the_figure(case):
    assert not any(each.accounts for each in compare(case, RAID, rule="by_rating").figures)
    case.rate("Shetland Interior Office", "D3", author="Runa Dahl")
    case.rate("Sound Telegraph", "B2", author="Runa Dahl")
    figure = next(f for f in compare(case, RAID, rule="by_rating").figures if f.column == "killed, guards")
    assert (figure.low, figure.high) == (9, 9)
    # A hospital's word is the hospital's, rated by itself.
    case.rate("Gilbert Bain Hospital", "E", author="Runa Dahl")
    figure = next(f for f in compare(case, RAID, rule="by_rating").figures if f.column == "killed, guards")
    assert (figure.low, figure.high) == (4, 4)


def test_a_rating_holds_from_its_day_on(case):
    case.rate("Sound Telegraph", "B2", author="Runa Dahl", since="2025-04-01")
    assert not any(each.accounts for each in compare(case, RAID, rule="by_rating").figures)


def test_a_reviewer_overrules_the_status(case):
    before = compare(case, RAID).standing
    assert before.status == "contested"
    case.judge(
        "correct", named(case, RAID), correction={"status": "confirmed"}, reason="seen on film", author="Runa Dahl"
    )
    after = compare(case, RAID).standing
    assert (after.status, after.reckoned) == ("confirmed", "contested")
    assert "seen on film" in text_of(to_terminal(compare(case, RAID)))


def test_corrections_and_rejections_are_heeded(case):
    own = next(each for each in incident(case, RAID).tellings if each.document == "sound-telegraph-0305")
    name = f"sound-telegraph-0305#{own.incident.id}"
    case.judge("correct", name, correction={"date": "2025-03-20"}, author="Runa Dahl")
    assert own.key not in incident(case, RAID)
    case.judge("reject", name, author="Runa Dahl")
    with pytest.raises(NotInCase):
        incident(case, name)


@pytest.mark.parametrize(
    ("record", "why"),
    [
        ("nobody#x", "no document"),
        ("norran-news-0304#volcano", "no incident"),
        ("volcano", "no incident fits"),
        ("attacked OR stormed", "several incidents"),
    ],
)
def test_what_names_no_incident_is_told_with_what_there_is(case, record, why):
    with pytest.raises(NotInCase, match=why):
        compare(case, record)


def test_an_unknown_rule_is_told_with_those_there_are(case):
    with pytest.raises(OptionError, match="range_of_independent"):
        compare(case, RAID, rule="mean")


def text_of(shown):
    console = Console(width=100, file=io.StringIO())
    console.print(shown)
    return console.file.getvalue()


def test_the_terminal_shows_the_matrix(case):
    shown = text_of(to_terminal(compare(case, RAID), quotes=True, why=True))
    assert "differs: a " in shown
    assert "In their words" in shown
    assert "the same day" in shown


def test_the_page_holds_every_text_and_leads_to_every_value(case):
    comparison = compare(case, RAID)
    page = to_html(comparison)
    assert "<script" not in page
    for number, row in enumerate(comparison.matrix.rows, 1):
        assert "".join(piece.text for piece in pieces(number, row)) == row.account.text
    links = {link.split('"')[0] for link in page.split('href="#')[1:]}
    assert all(f'id="{link}"' in page for link in links)


def test_hostile_texts_are_escaped(case, hand):
    evil = hand("<script>alert(1)</script> attack in Lerwick on 4 March 2025.", "evil")
    evil.told = {"publisher": "<b>Evil</b>", "published": "2025-03-04"}
    evil.incident("attack", "attack", date="2025-03-04", place="Lerwick")
    case.add(evil.reading())
    comparison = compare(case, "evil#attack")
    assert "<script>" not in to_html(comparison) and "<b>Evil" not in to_html(comparison)
    ElementTree.fromstring(to_svg(comparison))


def test_the_picture_is_svg_with_every_account(case):
    drawn = to_svg(compare(case, RAID))
    texts = [node.text for node in ElementTree.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text")]
    assert "Radio Unst" in texts and "killed, guards" in texts


def test_tables_and_json_hold_the_same(case):
    comparison = compare(case, RAID)
    rows = frame(comparison).rows()
    assert len(rows) == len(comparison.matrix.rows)
    assert {"killed, guards", "origin"} <= set(rows[0])
    values = values_frame(comparison).rows()
    told = json.loads(json.dumps(as_dict(comparison)))
    assert len(values) == sum(len(c["values"]) for a in told["accounts"] for c in a["cells"].values())
    assert told["status"]["status"] == "contested"
