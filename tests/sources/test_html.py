import io

from purport.errors import EmptyDocument
from purport.sources import Metadata, Origin
from purport.sources.html import HTML, parse

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
