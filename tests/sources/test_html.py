import io
from pathlib import Path

from purport.errors import EmptyDocument, InputError, TooLarge
from purport.sources import Metadata, Origin
from purport.sources.html import HTML, parse
from purport.types import Document

FILES = Path(__file__).parent / "files"

PAGE = """<!DOCTYPE html><html lang="en-GB"><head><meta charset="{charset}"><title>Mast taken | Nordic Wire</title>
<meta property="og:site_name" content="Nordic Wire"><meta property="og:title" content="Mast taken">
<meta property="article:published_time" content="2024-03-02T10:00:00Z"><meta name="author" content="Marjun Hvannasund">
<link rel="canonical" href="https://wire.example/mast"><script>document.write("written by a script")</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>Mast taken</h1>
<p>Two men climbed the mast at
   <b>Vágur</b>, the “office” said.<br>It gave no&nbsp;names.</p>
<ul><li>The mast stood.</li><li>The men left.</li></ul>
<blockquote><p>We saw them go.</p></blockquote>
<p>Nobody was hurt &amp; nobody was held.</p></article><footer>All rights reserved</footer></body></html>"""
TEXT = """Mast taken

Two men climbed the mast at Vágur, the “office” said.
It gave no\u00a0names.

The mast stood.

The men left.

We saw them go.

Nobody was hurt & nobody was held."""


def test_html_main_text_has_paragraphs_and_no_script():
    text, metadata = parse(PAGE.format(charset="utf-8").encode())
    assert text == TEXT
    assert metadata == Metadata(
        title="Mast taken",
        publisher="Nordic Wire",
        author="Marjun Hvannasund",
        published="2024-03-02",
        language="en-GB",
        url="https://wire.example/mast",
    )


def test_html_follows_its_own_encoding():
    text, metadata = parse(PAGE.format(charset="windows-1252").encode("cp1252"))
    assert text == TEXT
    assert metadata.extra == {"encoding": "windows-1252"}


def test_html_takes_an_xml_declaration():
    text, _ = parse(b'<?xml version="1.0" encoding="utf-8"?>\n' + PAGE.format(charset="utf-8").encode())
    assert text == TEXT


def test_html_invents_no_date():
    page = b"<html><body><p>On 2 March 2021 two men climbed the mast, the office said in a note.</p></body></html>"
    assert parse(page)[1].published is None


def test_html_short_pages_are_read():
    assert parse(b"<p>It said so.</p>")[0] == "It said so."


def test_html_without_main_text_is_named():
    for page in (b"<html></html>", b"<html><body><script>let x = 'text'</script></body></html>", b"<html><p></p>"):
        [error] = HTML.read(io.BytesIO(page), Origin(id="page.html"))
        assert isinstance(error, EmptyDocument)
        assert str(error).startswith("page.html: no main text")


def test_html_longer_than_a_document_is_named_at_once():
    page = b"<html><body>" + b"<p>The mayor said on that day that nobody was hurt.</p>" * 100_000 + b"</body></html>"
    [error] = HTML.read(io.BytesIO(page), Origin(id="page.html"))
    assert isinstance(error, TooLarge)


def test_html_keeps_who_is_given_credit():
    _, metadata = parse((FILES / "agency.html").read_bytes())
    assert metadata.extra["credit"] == [
        "By Marjun Hvannasund",
        "Photo: J. Holm/Atlantic News Feed",
        "Reuters",
        "— Atlantic News Feed",
    ]


def test_html_captions_and_buttons_are_no_prose():
    text, _ = parse((FILES / "agency.html").read_bytes())
    assert text == (
        "Gate at Vágur stood open\n\n"
        "By Marjun Hvannasund\n\n"
        "TÓRSHAVN, Sept 12 (Reuters) - Invented text. The Interior Office said on Thursday that nobody was hurt.\n\n"
        "It gave no names, and it did not say who had opened the gate of the prison.\n\n"
        "— Atlantic News Feed"
    )


def test_html_a_page_that_calls_itself_shared_is_read_all_the_same():
    page = b"<html><body><div class='share-page'><p>The office said that nobody was hurt.</p></div></body></html>"
    assert parse(page)[0] == "The office said that nobody was hurt."


def test_html_very_deep_pages_are_read_or_named():
    for page in (
        b"<div>" * 20_000 + b"He said so.",
        b"<p>" + b"<b>" * 20_000 + b"He said so.",
        b"<table><tr><td>" * 5000,
    ):
        for item in HTML.read(io.BytesIO(b"<html><body>" + page), Origin(id="a")):
            assert isinstance(item, Document | InputError)
