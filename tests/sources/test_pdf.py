import io
import shutil
import threading
import time
from functools import cache
from pathlib import Path

import pytest

import purport
from purport.errors import Damaged, EmptyDocument, Encrypted, InputError, TooLarge, ToolMissing
from purport.sources import Origin, documents, ocr
from purport.sources.formats import Metadata
from purport.sources.lines import Line
from purport.sources.pdf import PDF, _iso

SAMPLES = Path(purport.__file__).parent / "samples"
FILES = Path(__file__).parent / "files"
needs_tesseract = pytest.mark.skipif(not shutil.which("tesseract"), reason="Tesseract is not installed")


def read(data, **given):
    [found] = PDF.read(io.BytesIO(data), Origin(id="a.pdf", given=Metadata(**given)))
    return found


def document(name):
    [found] = documents(FILES / name)
    return found


recognised = cache(document)  # takes seconds


def paragraphs(text):
    return [block for block in text.split("\n\n") if len(block) > 80]


def made(pages, *, page="", objects=()):
    """A PDF by hand: each page is the operators of its content."""
    kids = " ".join(f"{10 + 2 * n} 0 R" for n in range(len(pages)))
    parts = {
        1: "<</Type/Catalog/Pages 2 0 R>>",
        2: f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        3: "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        **dict(objects),
    }
    for n, content in enumerate(pages):
        parts[10 + 2 * n] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F 3 0 R>>>>/Contents {11 + 2 * n} 0 R"
            f"{page}>>"
        )
        parts[11 + 2 * n] = f"<</Length {len(content)}>>stream\n{content}\nendstream"
    data, places = b"%PDF-1.4\n", {}
    for number, part in parts.items():
        places[number] = len(data)
        data += f"{number} 0 obj{part}endobj\n".encode("latin-1")
    start = len(data)
    entries = "".join(f"{number} 1\n{place:010} 00000 n \n" for number, place in places.items())
    return data + f"xref\n{entries}trailer<</Size {max(parts) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode()


def lines(*rows, x=72, y=700, size=12, step=14):
    return (
        f"BT /F {size} Tf "
        + " ".join(f"1 0 0 1 {x} {y - n * step} Tm ({row}) Tj" for n, row in enumerate(rows))
        + " ET"
    )


SENTENCES = (
    "The office in the harbour said on Monday that nobody was hurt when",
    "the mast at the head of the fjord fell, and that the crew of the ferry",
    "had been taken ashore before the storm reached the outer islands,",
)


def test_pdf_printed_by_a_browser_reads_as_the_page_does():
    article = next(iter(documents(SAMPLES / "nordic-wire-prison-raid.html"))).text
    found = document("raid-chromium.pdf")
    assert [block for block in paragraphs(article) if block not in found.text] == []
    assert found.source.title.startswith("Over 300 at large")
    assert found.source.published is None
    assert found.source.extra["pages"] == 1
    assert found.source.extra["created"].startswith("20")


def test_pdf_every_line_leads_to_its_page_and_box():
    found = document("raid-chromium.pdf")
    covered = [found.text[region.start : region.end] for region in found.regions]
    assert covered[5].startswith("Invented text, written as a sample")
    assert all(line and line == line.strip() for line in covered)
    between = set("".join(found.text).replace(" ", "")) - set("".join(covered))
    assert between <= {"\n", "\t"}
    for region in found.regions:
        x0, y0, x1, y1 = region.box
        assert 0 <= x0 < x1 <= 612
        assert 0 <= y0 < y1 <= 792


def test_pdf_columns_are_read_one_after_the_other_without_their_running_lines():
    beacon = next(iter(documents(SAMPLES / "beacon-34.md"))).text
    found = document("beacon-reportlab-columns.pdf")
    assert found.source.extra["running_lines"] == ["Page 1 of 4", "The Beacon, No. 34"]
    expected = [block.replace("\n", " ") for block in beacon.split("\n\n")]
    assert found.text.split("\n\n") == expected * 4
    assert {region.page for region in found.regions} == {1, 2}


ARABIC = (
    "وزارة الداخلية في تورشهافن يوم الاثنين 12 مارس 2024 إن أحدا لم يصب بأذى على متن العبارة قرب الميناء، وإن التحقيق",
    "«لا صحة لما أعلنته جبهة نورن» (Norran Front)",
    "احتجاز ثلاثة من أفراد الطاقم",
)


PARAGRAPH = (
    "The mayor of the town said on day {} that a ferry had been held at",
    "the harbour, and that the talks would go on until it came back with",
    "food for the inhabitants.",
)


@pytest.mark.parametrize("step", [40, 46, 62])
def test_pdf_lines_of_like_paragraphs_are_no_running_lines(step):
    def page(number, first):
        rows = [
            lines(*PARAGRAPH, y=770 - step * n, step=12).format(day) for n, day in enumerate(range(first, first + 12))
        ]
        return " ".join(rows) + lines("The Beacon", y=20) + lines(f"Page {number} of 3", x=300, y=20)

    found = read(made([page(1, 1), page(2, 14), page(3, 27)]))
    assert found.source.extra["running_lines"] == ["The Beacon Page 1 of 3"]
    days = [*range(1, 13), *range(14, 26), *range(27, 39)]
    assert found.text.split("\n\n") == [" ".join(PARAGRAPH).format(day) for day in days]


def test_pdf_the_end_of_a_paragraph_at_the_head_of_pages_is_no_running_line():
    body = " ".join(lines(*SENTENCES, "hurt.", y=y) for y in (700, 630, 560, 490))
    found = read(made([lines("inhabitants.", y=728) + body] * 4))
    assert found.text.count("inhabitants.") == 4


def test_pdf_what_a_browser_prints_around_one_page_is_left_out():
    head = lines("11/23/26, 6:21 AM", x=24, y=769, size=8) + lines("Ferry crew freed off Sandoy", x=250, y=769, size=8)
    foot = lines("https://courier.example/ferry?id=7", x=24, y=17, size=8) + lines("1/1", x=570, y=17, size=8)
    found = read(made([head + lines(*SENTENCES) + foot]))
    assert found.text == " ".join(SENTENCES)
    told = " ".join(found.source.extra["running_lines"])
    assert all(words in told for words in ("11/23/26, 6:21 AM", "Ferry crew freed", "https://courier.example", "1/1"))


@pytest.mark.parametrize("foot", ["1/2", "See https://courier.example/ferry", "On 11/23/26, 6:21 AM it ended."])
def test_pdf_a_foot_of_one_page_that_no_browser_prints_stays(foot):
    found = read(made([lines(*SENTENCES) + lines(foot, y=17, size=8)]))
    assert found.text.endswith(foot)


def test_pdf_letters_whose_boxes_differ_cut_no_paragraph():
    found = document("note-libreoffice.pdf")
    assert "claimed responsibility for the attack in Klaksvik on 3 September 2024. Police said two" in found.text


def test_pdf_a_little_more_room_between_lines_ends_no_sentence():
    body = (
        lines(*SENTENCES, y=700)
        + lines("and said that it would look into it.", y=652)
        + lines("Police said so.", y=632)
    )
    found = read(made([body]))
    assert found.text == " ".join(SENTENCES) + " and said that it would look into it.\n\nPolice said so."


def test_pdf_page_numbers_are_left_out_and_counts_at_the_head_of_pages_are_not():
    days = [f"On day {day} the office counted {held} men." for day, held in ((3, 12), (9, 4), (10, 40), (12, 7))]
    pages = [lines(day, y=760) + lines(f"- {n} -", y=30) + lines(*SENTENCES) for n, day in enumerate(days, 21)]
    found = read(made(pages))
    assert [day for day in days if day not in found.text] == []
    assert found.source.extra["running_lines"] == ["- 21 -"]
    assert "- 2" not in found.text


@pytest.mark.parametrize("name", ["statement-chromium-arabic.pdf", "statement-libreoffice-arabic.pdf"])
def test_pdf_arabic_is_read_in_its_order(name):
    found = document(name)
    assert [words for words in ARABIC if words not in found.text] == []


@needs_tesseract
def test_pdf_scanned_pages_are_recognised_with_confidence():
    found = document("raid-scanned.pdf")
    assert (
        "Two security officials, speaking on condition of anonymity, said they suspected the Norran Front" in found.text
    )
    assert found.source.extra["recognised_pages"] == [1]
    assert found.source.extra["recognised_by"].startswith("tesseract")
    assert all(0 <= region.confidence <= 1 for region in found.regions)
    sure = sum(region.confidence for region in found.regions) / len(found.regions)
    assert sure > 0.85


@needs_tesseract
def test_pdf_boxes_of_a_page_and_of_its_scan_agree():
    line = (
        "No group immediately claimed responsibility. Two security officials, speaking on condition of anonymity, said"
    )
    boxes = []
    for name in ("raid-chromium.pdf", "raid-scanned.pdf"):
        found = recognised(name)
        start = found.text.index(line)
        [region] = [region for region in found.regions if region.start == start]
        boxes.append(region.box)
    assert boxes[0] == pytest.approx(boxes[1], abs=6)


@needs_tesseract
@pytest.mark.skipif("ara" not in ocr._languages(), reason="Tesseract has no Arabic")
def test_pdf_scanned_arabic_is_recognised():
    found = document("statement-scanned-arabic.pdf")
    assert "قالت وزارة الداخلية في تورشهافن يوم الاثنين 12 مارس 2024 إن أحدا لم يصب" in found.text


def test_pdf_a_stamp_on_a_scanned_page_does_not_hide_it(monkeypatch):
    line = Line(text="The office said so, " * 9 + "twice.", box=(72, 72, 200, 84), confidence=0.9, size=12, baseline=84)
    monkeypatch.setattr(ocr, "check_installed", lambda: None)
    monkeypatch.setattr(ocr, "lines", lambda *image: (line,))
    monkeypatch.setattr(ocr, "made_by", lambda: "tesseract")
    found = document("raid-stamped-reportlab.pdf")
    assert found.text == line.text
    assert found.source.extra["recognised_pages"] == [1]
    monkeypatch.setattr(ocr, "lines", lambda *image: ())
    assert document("raid-stamped-reportlab.pdf").text == "CONFIDENTIAL 000123 seen by the office"


def scanned(count):
    """A PDF whose pages are each an image, each wider than the one before."""
    image = "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
    pages = [f"{300 + 20 * number} 0 0 780 0 0 cm /I Do" for number in range(count)]
    return made(pages, page="/Resources<</XObject<</I 8 0 R>>>>", objects={8: f"{image}stream\n0\nendstream"})


def test_pdf_scanned_pages_are_recognised_at_once_and_stand_in_order(monkeypatch):
    """However long each takes; no more at once than there are turns, and one that fails is named."""
    at_work, most = [], []

    def slowly(pixels, width, height, scale):
        number = (sum(pixel < 128 for pixel in pixels[-width:]) - 30) // 2
        at_work.append(number)
        most.append(len(at_work))
        time.sleep(0.02 * (3 - number % 3))
        at_work.remove(number)
        if number == 4:
            raise InputError("too long")
        return (Line(text=f"Page {number + 1} has words.", box=(50, 50, 500, 62), block=1, size=12, baseline=62),)

    monkeypatch.setattr(ocr, "check_installed", lambda: None)
    monkeypatch.setattr(ocr, "scale_for", lambda width, height: 0.1)
    monkeypatch.setattr(ocr, "lines", slowly)
    monkeypatch.setattr(ocr, "made_by", lambda: "tesseract")
    turns = threading.BoundedSemaphore(3)
    with ocr.sharing(turns, 3):
        found = read(scanned(12))
    assert found.source.extra["unread_pages"] == [5]
    others = [number for number in range(1, 13) if number != 5]
    assert found.source.extra["recognised_pages"] == others
    texts = [found.text[region.start : region.end] for region in found.regions]
    assert texts == [f"Page {number} has words." for number in others]
    assert 1 < max(most) <= 3
    assert ocr.turns()[0] is not turns


def test_pdf_scanned_without_tesseract_is_named_with_the_way_out(monkeypatch):
    monkeypatch.setattr(ocr.shutil, "which", lambda name: None)
    found = document("raid-scanned.pdf")
    assert isinstance(found, ToolMissing)
    assert "apt install tesseract-ocr" in found.message
    assert found.where == str(FILES / "raid-scanned.pdf")


def test_pdf_lines_of_a_paragraph_are_joined_and_paragraphs_parted():
    gap = lines(*SENTENCES, y=700) + lines("He gave no names.", y=640)
    found = read(made([gap]))
    assert found.text == " ".join(SENTENCES) + "\n\nHe gave no names."
    assert [found.text[r.start : r.end] for r in found.regions] == [*SENTENCES, "He gave no names."]


def test_pdf_a_word_parted_at_a_lines_end_stays_as_it_is_printed():
    found = read(
        made([lines("On Monday the spokeswoman of the whole minis-", "try said that nobody at all was hurt.")])
    )
    assert found.text == "On Monday the spokeswoman of the whole minis-try said that nobody at all was hurt."


def test_pdf_a_sentence_goes_on_over_the_page():
    pages = [lines(*SENTENCES), lines("and that it would look into it.", "It gave no names.")]
    found = read(made(pages))
    assert "outer islands, and that it would look into it." in found.text
    assert [region.page for region in found.regions] == [1, 1, 1, 2, 2]


def test_pdf_boxes_are_those_of_the_page_as_it_is_shown():
    upright = read(made([lines("Words on a page.", x=100, y=700)])).regions[0].box
    turned = read(made([lines("Words on a page.", x=100, y=700)], page="/Rotate 90")).regions[0].box
    assert upright[0] == pytest.approx(100, abs=2)
    assert upright[3] == pytest.approx(92, abs=4)
    assert turned[1] == pytest.approx(100, abs=2)
    assert turned[2] == pytest.approx(710, abs=12)


def test_pdf_of_ten_thousand_pages_is_read():
    found = read(made([lines(f"On day {n} it said that all was calm.") for n in range(10_000)]))
    assert found.source.extra["pages"] == 10_000
    assert found.regions[-1].page == 10_000
    assert "On day 9999 it said" in found.text


def test_pdf_past_the_limits_is_named(monkeypatch):
    monkeypatch.setattr("purport.sources.pdf.MAX_PAGES", 3)
    assert "4 pages; at most 3" in read(made([lines("Words on a page.")] * 4)).message
    monkeypatch.setattr("purport.sources.pdf.MAX_CHARACTERS", 40)
    error = read(made([lines(f"{n} words on a page of it.") for n in range(3)]))
    assert isinstance(error, TooLarge)
    assert "by page 2 of 3" in error.message


def test_pdf_with_a_broken_page_is_read_and_the_page_named():
    data = made([lines("Words on page one."), lines("Words on page two.")])
    found = read(data.replace(b"12 0 obj<</Type/Page/", b"12 0 obj[</Type/Page/"))
    assert found.text == "Words on page one."
    assert found.source.extra["unread_pages"] == [2]
    assert "page 2" in found.source.extra["unread_because"]


def test_pdf_with_a_password_is_named():
    assert isinstance(document("locked-reportlab.pdf"), Encrypted)


def test_pdf_that_tells_half_characters_of_itself_is_read():
    data = made([lines("Words on a page.")], objects={4: "<</Title <FEFF0041D8000042> /Author (An Office)>>"})
    found = read(data.replace(b"/Root 1 0 R", b"/Root 1 0 R/Info 4 0 R"))
    assert (found.source.title, found.source.author) == ("A\ufffdB", "An Office")


@pytest.mark.parametrize("cut", [8, 200, 30_000])
def test_pdf_cut_off_is_named_or_read(cut):
    found = read((FILES / "raid-chromium.pdf").read_bytes()[:cut])
    assert isinstance(found, Damaged | EmptyDocument)


def test_pdf_that_is_empty_or_none_is_named():
    assert read(b"").message.startswith("an empty file")
    assert ".)" not in read(b"%PDF-1.4 noise").message


def test_pdf_without_text_or_images_is_named():
    assert isinstance(read(made(["0 0 m 10 10 l S"])), EmptyDocument)


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("D:20240302104500+01'00'", "2024-03-02T10:45:00+01:00"),
        ("D:20240302104500Z", "2024-03-02T10:45:00+00:00"),
        ("D:2024", "2024-01-01T00:00:00+00:00"),
        ("D:20241302104500", None),
        ("D:20240302104500+99'00'", None),
        ("2 March 2024", None),
    ],
)
def test_pdf_dates_are_told_or_left(written, date):
    assert _iso(written) == date
