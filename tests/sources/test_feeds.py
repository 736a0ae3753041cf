import io
from pathlib import Path

import pytest

import purport
from purport.errors import Damaged, EmptyDocument, InputError
from purport.sources import Origin, documents
from purport.sources.feeds import FEED, is_feed
from purport.types import Document

SAMPLES = Path(purport.__file__).parent / "samples"
FILES = Path(__file__).parent / "files"
RSS = (
    '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel>'
    "<title>Nordic Wire</title><link>https://wire.example/</link>{}</channel></rss>"
)


def read(text):
    data = text if isinstance(text, bytes) else text.encode()
    return list(FEED.read(io.BytesIO(data), Origin(id="feed.xml", path="in/feed.xml")))


def item(inside):
    return read(RSS.format(f"<item>{inside}</item>"))[0]


@pytest.mark.parametrize("name", ["wire-feedgen.rss", "wire-feedgen.atom"])
def test_feed_of_a_generator_gives_each_item_with_its_source(name):
    raid, mast = documents(FILES / name)
    page = next(iter(documents(SAMPLES / "nordic-wire-prison-raid.html"))).text
    assert page.endswith(raid.text.split("\n\n", 1)[1])
    assert raid.source.id == "https://nordicwire.example/2024/09/12/klaksvik-prison-raid"
    assert (raid.source.title, raid.source.publisher) == (
        "Over 300 at large after raid on Faroese prison",
        "Nordic Wire (invented)",
    )
    assert raid.source.published == "2024-09-12T17:40:00+00:00"
    assert raid.source.extra["feed"].startswith("https://nordicwire.example/")
    assert mast.text == "The office said on Monday that no one was hurt."
    assert mast.source.title == "Mast & harbour: no one hurt"


def test_feed_item_keeps_where_it_was_taken_from():
    found = item(
        "<title>Raid</title><description>He said so.</description><dc:creator>M. Holm</dc:creator>"
        '<source url="https://anf.example/rss">Atlantic News Feed</source><media:credit>ANF/J. Lund</media:credit>'
    )
    assert found.source.author == "M. Holm"
    assert found.source.extra["source"] == {"title": "Atlantic News Feed", "url": "https://anf.example/rss"}
    assert found.source.extra["credit"] == ["ANF/J. Lund"]
    assert found.source.extra["container"]["path"] == "in/feed.xml"


def test_feed_takes_the_whole_telling_before_the_summary():
    found = item(
        "<description>Short.</description><content:encoded>&lt;p&gt;Long &amp;amp; whole.&lt;/p&gt;</content:encoded>"
    )
    assert found.text == "Long & whole."
    assert item("<title>Only words &lt;here&gt;</title>").text == "Only words <here>"


BODY = """<![CDATA[<p>The office   said <b>so</b>.<br>It left.</p><script>x()</script><style>p{}</style>
<ul><li>One</li> <li>Two</li></ul><table><tr><td>a</td><td>b</td></tr>
<tr><td>c</td></tr></table><!-- no --><p>End</p>]]>"""


def test_feed_markup_is_read_as_it_is_seen():
    found = item(f"<description>{BODY}</description>")
    assert found.text == "The office said so.\nIt left.\n\nOne\nTwo\n\na\tb\nc\n\nEnd"


@pytest.mark.parametrize(
    ("stated", "published", "kept"),
    [
        ("Thu, 12 Sep 2024 17:40:00 GMT", "2024-09-12T17:40:00+00:00", None),
        ("Thu, 12 Sep 2024 17:40:00 +0200", "2024-09-12T17:40:00+02:00", None),
        ("12 Sep 2024", "2024-09-12", None),
        ("Thu, 42 Sep 2024 17:40:00 GMT", None, "Thu, 42 Sep 2024 17:40:00 GMT"),
        ("yesterday", None, "yesterday"),
        ("12/09/2024", None, "12/09/2024"),
        ("0000-00-00", None, "0000-00-00"),
        ("", None, None),
    ],
)
def test_feed_broken_dates_are_kept_and_not_guessed(stated, published, kept):
    found = item(f"<title>A</title><pubDate>{stated}</pubDate>")
    assert (found.source.published, found.source.extra.get("published")) == (published, kept)


def test_feed_of_rdf_and_of_atom_with_markup_are_read():
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Wire</title></channel><item rdf:about="a"><title>A'
        "</title><description>He said so.</description><dc:date>2024-09-12</dc:date></item></rdf:RDF>"
    )
    [found] = read(rdf)
    assert (found.text, found.source.publisher, found.source.published) == ("He said so.", "Wire", "2024-09-12")
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Wire</title><entry><id>tag:1</id>'
        "<title>A</title>"
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>He <em>said</em> so.</p></div></content>'
        '<link rel="edit" href="https://w.example/edit"/><link href="https://w.example/1"/><author><name>A. Lund</name>'
        "</author><updated>2024-09-12T08:00:00Z</updated></entry></feed>"
    )
    [found] = read(atom)
    assert (found.text, found.source.url, found.source.author) == ("He said so.", "https://w.example/1", "A. Lund")
    assert (found.source.published, found.source.language) == ("2024-09-12T08:00:00Z", "en")


def test_feed_cut_off_is_read_up_to_there_and_the_break_is_named():
    whole = RSS.format("".join(f"<item><title>{n}</title></item>" for n in range(5)))
    found = read(whole[: whole.index("<title>4")])
    assert [each.text for each in found if isinstance(each, Document)] == ["0", "1", "2", "3"]
    assert isinstance(found[-1], Damaged)
    assert "broken XML" in found[-1].message


LAUGHS = (
    '<!DOCTYPE rss [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)


def test_feed_item_in_which_the_xml_breaks_is_not_read():
    items = "<item><title>One</title></item><item><title>Two {}</title></item><item><title>Three</title></item>"
    for fault in ("<b>", "&j;", "\x01"):
        first, error = read(RSS.format(items.format(fault)).replace("<rss", LAUGHS + "<rss", 1))
        assert first.text == "One"
        assert isinstance(error, Damaged)
        assert "1 whole items before" in error.message
        assert "string" not in error.message


def test_feed_bare_ampersands_and_entities_of_html_cut_nothing():
    faults = "<item><title>Day&nbsp;&amp; night &nosuch; A & B &amp;</title></item>"
    items = faults + "<item><title><![CDATA[C & D]]></title></item>"
    one, two, error = read(RSS.format(items))
    assert (one.text, two.text) == ("Day & night &nosuch; A & B &", "C & D")
    assert "its 2 items are read as they stand" in error.message


def test_feed_item_without_words_is_named_and_the_rest_goes_on():
    found = read(RSS.format("<item/><item><title>A</title></item>"))
    assert isinstance(found[0], EmptyDocument)
    assert found[0].where == "in/feed.xml, item 1"
    assert found[1].text == "A"
    assert isinstance(read(RSS.format(""))[0], EmptyDocument)


OUTSIDE = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY y SYSTEM "http://127.0.0.1:9/">]>'


@pytest.mark.parametrize(("doctype", "entity"), [(LAUGHS, "&j;"), (OUTSIDE, "&x;"), (OUTSIDE, "&y;")])
def test_feed_items_with_entities_are_not_read_as_if_they_had_none(doctype, entity):
    items = f"<item><title>A{entity}B</title></item><item><title>C</title></item>"
    found = read(RSS.format(items).replace("<rss", doctype + "<rss", 1))
    assert isinstance(found[0], Damaged)
    assert [each.text for each in found if isinstance(each, Document)] in ([], ["C"])


def test_feed_is_told_by_its_beginning():
    assert is_feed(RSS.encode())
    assert is_feed(b'<?xml version="1.0"?>\n<?xml-stylesheet href="a"?><!-- x --><feed xmlns="a">')
    assert not is_feed(b"<rdf:RDF xmlns:foaf='http://xmlns.com/foaf/0.1/'>")
    assert not is_feed(b"<feeder>")


def test_feed_very_deep_markup_is_read():
    found = item("<description>" + "&lt;div&gt;" * 5000 + "He said so." + "</description>")
    assert isinstance(found, Document | InputError)


@pytest.mark.parametrize(
    ("guid", "id"),
    [
        ("1", "politics.rss/1"),
        ("https://wire.example/1", "https://wire.example/1"),
        ("urn:uuid:00000000-0000-0000-0000-000000000001", "urn:uuid:00000000-0000-0000-0000-000000000001"),
        ("tag:wire.example,2024:1", "tag:wire.example,2024:1"),
        ("", "politics.rss:1"),
    ],
)
def test_feed_item_is_called_by_a_name_that_no_other_feed_has(tmp_path, guid, id):
    inside = f"<item><guid>{guid}</guid><title>The ferry was late.</title></item>"
    (tmp_path / "politics.rss").write_text(f'<rss version="2.0"><channel><title>W</title>{inside}</channel></rss>')
    (found,) = documents(tmp_path / "politics.rss")
    assert found.source.id == id
