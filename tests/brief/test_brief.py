import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from io import StringIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.console import Console

from purport.brief import Citation, Sentence, check, compose, to_dict, to_html, to_markdown, to_terminal
from purport.case import Case
from purport.errors import Unsupported


def shown(brief):
    out = StringIO()
    Console(file=out, width=100, force_terminal=False).print(to_terminal(brief, quotes=True))
    return out.getvalue()


def section(brief, key):
    (found,) = [section for section in brief.sections if section.key == key]
    return found


def words(part):
    return [sentence.text for block in part.blocks for sentence in block.sentences]


def test_brief_of_two_accounts(wire, ministry):
    brief = compose([wire, ministry])
    assert brief.title == "Brief on 2 reports"
    assert brief.facts == (("Reports published", "3–5 August 2020"), ("Incidents dated", "2 August 2020"))
    assert words(section(brief, "new"))[0] == (
        "According to The Lantern, the Norran Front claimed in its newspaper, The Lantern, that it had freed "
        "“hundreds” of prisoners in Tórshavn on Sunday [2 August 2020] (Harbour Wire, 3 August)."
    )
    assert [block.heading for block in section(brief, "claims").blocks] == [
        "Ministry of Justice",
        "Norran Front",
        "Residents",
    ]


def test_brief_puts_rival_figures_side_by_side(wire, ministry):
    (block,) = section(compose([wire, ministry]), "incidents").blocks
    assert block.heading.text == "Jailbreak in Tórshavn, 2 August 2020"
    assert "the same day (2 August 2020)" in block.sentences[0].text
    assert block.grid.columns == ("The Norran Front, in Harbour Wire", "The Ministry of Justice (its own count)")
    table = {row.label: [[sentence.text for sentence in cell] for cell in row.cells] for row in block.grid.rows}
    assert table == {
        "Told as": [["contested"], ["reported"]],
        "Got out": [["“hundreds” (freed, at least 200)"], ["“12” (escaped)"]],
    }


def test_brief_names_open_conflicts(wire, ministry):
    figures, denials = section(compose([wire, ministry]), "conflicts").blocks
    assert [sentence.text for sentence in figures.sentences] == [
        "Jailbreak in Tórshavn, 2 August 2020: according to the Norran Front, “hundreds” were freed; according to the "
        "Ministry of Justice, “12” escaped. They cannot all be right."
    ]
    assert denials.sentences[0].text == (
        "The Ministry of Justice denied that anyone had escaped (Harbour Wire, 3 August). Against it: According to The "
        "Lantern, the Norran Front claimed in its newspaper, The Lantern, that it had freed “hundreds” of prisoners in "
        "Tórshavn on Sunday [2 August 2020] (Harbour Wire, 3 August)."
    )


def test_brief_never_sets_apart_incidents_together(wire, ministry):
    elsewhere = replace(
        ministry.incidents[0], date=replace(ministry.incidents[0].date, start="2020-08-09", end="2020-08-09")
    )
    brief = compose([wire, replace(ministry, incidents=(elsewhere,))])
    assert len(section(brief, "incidents").blocks) == 2
    assert "accounts of one incident" not in shown(brief)


def test_chronology_keeps_partial_dates_and_sets_undated_apart(hand):
    made = hand("A fire in 2019. Riots in August 2020. An attack.")
    made.incident("arson", "fire", date="2019")
    made.incident("riot", "Riots", date="2020-08")
    made.incident("attack", "attack")
    dated, undated = section(compose(made.reading()), "chronology").blocks
    assert [sentence.label for sentence in dated.sentences] == ["2019 · arson attack", "August 2020 · riot"]
    assert undated.heading == "Undated"
    assert undated.sentences[0].text == "Harbour Wire writes: “An attack”."


def test_brief_says_what_cannot_be_told(hand):
    made = hand("Aron met Bjarni. He said the boat was lost.")
    made.say("He", "said", "the boat was lost", candidates=("Aron", "Bjarni"))
    assert words(section(compose(made.reading()), "open")) == [
        "The text leaves open whether “He” is Aron or Bjarni: “He said the boat was lost”."
    ]


def test_attitudes_are_left_out_unless_asked_for(hand):
    made = hand("He wants peace.")
    made.say("He", "wants", "peace", name="Aron Vik", kind="attitude")
    assert not compose(made.reading()).sections
    assert compose(made.reading(), attitudes=True).sections


def test_citations_are_numbered_as_they_are_read(wire, ministry):
    met = [c.number for sentence in compose([wire, ministry]).sentences() for c in sentence.citations]
    assert list(dict.fromkeys(met)) == list(range(1, max(met) + 1))


def test_brief_of_a_case_is_that_of_its_readings(tmp_path, wire, ministry):
    with Case.open(tmp_path / "a.case", create=True) as case:
        case.add([wire, ministry])
        assert compose(case) == compose([wire, ministry])


def test_brief_of_an_empty_case(tmp_path):
    with Case.open(tmp_path / "a.case", create=True) as case:
        brief = compose(case)
    assert not brief.sections
    assert "nothing in this case" in to_html(brief)
    assert "An empty case" in shown(brief)
    assert to_markdown(brief) == "# An empty case\n"


@pytest.mark.parametrize("text", ["Nothing is said here.", "", "\x00", "\u202eabc", "<b>"])
def test_brief_of_a_text_in_which_nothing_was_found(hand, text):
    brief = compose(hand(text).reading())
    assert brief.sources[0].note == "nothing was found in it"
    assert "Nothing was found to report in this text" in to_html(brief)
    assert "Nothing was found" in shown(brief)


def test_check_refuses_a_sentence_without_citation(wire):
    brief = compose(wire)
    first = brief.sections[0].blocks[0]
    for bare in (
        replace(first, sentences=(Sentence(text="It was so.", citations=()),)),
        replace(first, heading=Sentence(text="Attack", citations=())),
    ):
        broken = replace(brief, sections=(replace(brief.sections[0], blocks=(bare,)),))
        with pytest.raises(Unsupported, match="no citation"):
            check(broken, {wire.source.sha256: wire.text})


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"quote": "The Sunnan Front"}, "reads"),
        ({"start": 1}, "reads"),
        ({"end": 10_000}, "reads"),
        ({"start": -5}, "reads"),
        ({"start": 16, "end": 16, "quote": ""}, "reads"),
        ({"document": "f" * 64}, "not among the texts"),
    ],
)
def test_check_refuses_a_dead_anchor(wire, change, why):
    brief = compose(wire)
    citation = Citation(number=1, document=wire.source.sha256, start=0, end=16, quote="The Norran Front")
    sentence = Sentence(text="So it is.", citations=(replace(citation, **change),))
    block = replace(brief.sections[0].blocks[0], sentences=(sentence,))
    with pytest.raises(Unsupported, match=why):
        check(replace(brief, sections=(replace(brief.sections[0], blocks=(block,)),)), {wire.source.sha256: wire.text})


def test_check_refuses_quoted_words_that_are_not_cited(wire):
    brief = compose(wire)
    citation = Citation(number=1, document=wire.source.sha256, start=0, end=16, quote="The Norran Front")
    block = replace(
        brief.sections[0].blocks[0], sentences=(Sentence(text="It said: “all of them”.", citations=(citation,)),)
    )
    with pytest.raises(Unsupported, match="all of them"):
        check(replace(brief, sections=(replace(brief.sections[0], blocks=(block,)),)), {wire.source.sha256: wire.text})


HOSTILE = (
    '<script>alert(1)</script> & "quoted" said: <img src=http://x.example/a.png onerror=alert(2)> ]]> \x1b[31m \u202e'
)


class Page(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.tags, self.ids, self.links, self.text = [], [], [], []
        self.depth = 0
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.tags.append(tag)
        self.ids += [attributes["id"]] if "id" in attributes else []
        self.links += [attributes["href"]] if "href" in attributes else []
        if tag == "div":
            self.depth = self.depth + 1 if self.depth or attributes.get("class") == "text" else 0
            if self.depth == 1:
                self.text.append("")

    def handle_endtag(self, tag):
        self.depth -= tag == "div" and self.depth > 0

    def handle_data(self, data):
        if self.depth:
            self.text[-1] += data


@pytest.fixture
def hostile(hand):
    made = hand(
        HOSTILE, document="<i>", told={"publisher": "<b>P</b>", "title": "</title><script>", "url": "javascript:x"}
    )
    made.say("<script>alert(1)</script>", "said", "<img src=http://x.example/a.png onerror=alert(2)>", name="<u>")
    made.incident("attack", "alert", figures=(("1", "killed", 1, 1, "<em>"),))
    return made.reading()


def test_html_holds_every_text_word_for_word_and_every_link_leads_somewhere(wire, ministry):
    page = Page(to_html(compose([wire, ministry])))
    assert page.text == [wire.text, ministry.text]
    assert len(set(page.ids)) == len(page.ids)
    assert {link for link in page.links if link[1:] not in page.ids} == set()
    assert not {"script", "img", "link", "iframe", "object"} & set(page.tags)


def test_html_shows_hostile_texts_and_obeys_them_not(hostile):
    html = to_html(compose(hostile))
    page = Page(html)
    assert page.text == [HOSTILE.replace("\x1b", "\ufffd")]
    assert not {"script", "img", "b", "i", "u", "em"} & set(page.tags)
    assert all(link.startswith("#") for link in page.links)
    assert "default-src 'none'" in html


def test_html_fetches_nothing(wire):
    html = to_html(compose(wire))
    assert not re.search(r"url\(|@import|src=|https?://", html)


def test_html_links_to_web_addresses_only(hand):
    made = hand("It is so.", told={"url": "https://wire.example/a?b=1&c=2"})
    assert 'href="https://wire.example/a?b=1&amp;c=2"' in to_html(compose(made.reading()))


def test_markdown_escapes_hostile_texts(hostile):
    text = to_markdown(compose(hostile))
    assert "<" not in text.replace("\\<", "")
    assert "\x1b" not in text


def test_terminal_sends_no_control_characters(hostile):
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", shown(compose(hostile)))


def test_dict_is_json_and_leaves_full_texts_out_unless_asked(wire):
    brief = compose(wire)
    node = json.loads(json.dumps(to_dict(brief)))
    assert node["schema"] == "purport.brief/1"
    assert "text" not in node["sources"][0]
    assert to_dict(brief, texts=True)["sources"][0]["text"] == wire.text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(st.data())
def test_whatever_was_read_the_brief_can_be_proved(hand, data):
    pieces = [
        "He said ",
        "“we won” ",
        "that ",
        "(no) ",
        "The Front's ",
        "\n\n",
        '"x" ',
        "claimed, ",
        "12 men ",
        "… ",
        "[a] ",
    ]
    letters = st.one_of(st.lists(st.sampled_from(pieces), max_size=20).map("".join), st.text(max_size=60))
    text = data.draw(letters)
    made = hand(text)
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)

    def span():
        start, end = data.draw(spans)
        return {"text": text[start:end], "start": start, "end": end}

    made.at = lambda _: span()
    for _ in range(data.draw(st.integers(0, 3))):
        quote = data.draw(st.sampled_from(["direct", "indirect", "mixed"]))
        name = data.draw(st.sampled_from([None, "Norran Front", "it"]))
        made.say(
            "a", "b", *data.draw(st.lists(st.just("c"), min_size=1, max_size=3)), quote=quote, name=name, hedges=("d",)
        )
    made.date("e", "2020-08-06", "relative")
    made.incident(
        "attack", "f", date="2020-08-06", place="p", figures=(("g", "killed", 1, None, None),), statements=("s1",)
    )
    brief = compose(made.reading())
    assert Page(to_html(brief)).tags
    assert to_markdown(brief)
    assert shown(brief)
