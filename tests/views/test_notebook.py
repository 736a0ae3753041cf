from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from purport.types import (
    Certainty,
    Kind,
    MadeBy,
    Polarity,
    Quote,
    Reading,
    Source,
    Span,
    Speaker,
    Statement,
    Tense,
)
from purport.views.notebook import STATEMENTS, TEXT_CHARACTERS, reading_html


def reading(text, *statements, **source):
    return Reading(
        source=Source(id="a", sha256="0" * 64, **source),
        text=text,
        statements=statements,
        made_by=MadeBy(purport="1", codebook="c"),
    )


def statement(text, content, *, speaker=None, cue=None, hedges=(), kind=Kind.CLAIM):
    def span(bounds):
        return Span(text=text[slice(*bounds)], start=bounds[0], end=bounds[1])

    return Statement(
        id="s",
        speaker=speaker and Speaker(text=text[slice(*speaker)], start=speaker[0], end=speaker[1]),
        cue=cue and span(cue),
        content=tuple(map(span, content)),
        hedges=tuple(map(span, hedges)),
        quote=Quote.INDIRECT,
        kind=kind,
        certainty=Certainty.CERTAIN,
        polarity=Polarity.AFFIRMED,
        time=Tense.PAST,
        confidence=1,
    )


class Page(HTMLParser):
    """Collects the tags, whether they nest, and the text of the marked passage."""

    def __init__(self, markup):
        super().__init__()
        self.open, self.tags, self.nested, self.passage, self.marks = [], [], True, "", []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.open.append((tag, dict(attributes).get("class", "")))

    def handle_endtag(self, tag):
        self.nested = self.nested and bool(self.open) and self.open.pop()[0] == tag

    def handle_data(self, data):
        if ("div", "text") in self.open:
            self.passage += data
            if self.open[-1][0] == "span":
                self.marks.append((self.open[-1][1], data))


def test_notebook_marks_the_parts_in_the_text():
    text = "He said it may rain."
    found = Page(reading_html(reading(text, statement(text, [(8, 19)], speaker=(0, 2), cue=(3, 7), hedges=[(11, 14)]))))
    assert found.passage == text
    assert found.marks == [
        ("speaker", "He"),
        ("cue", "said"),
        ("content", "it "),
        ("content hedge", "may"),
        ("content", " rain"),
    ]


def test_notebook_escapes_everything():
    text = "<script>alert(1)</script> said <b>so</b> & left \x00\x1b"
    markup = reading_html(
        reading(text, statement(text, [(0, len(text))], speaker=(0, 8)), title="<i>T</i>", publisher='"><img src=x>')
    )
    page = Page(markup)
    assert set(page.tags) <= {"div", "style", "h4", "span", "table", "thead", "tbody", "tr", "th", "td"}
    assert page.passage == text.replace("\x00", "␀").replace("\x1b", "␛")


def test_notebook_leaves_attitudes_out():
    text = "He wants rain."
    markup = reading_html(reading(text, statement(text, [(9, 13)], kind=Kind.ATTITUDE)))
    assert "No statements." in markup
    assert "attitude" in reading_html(reading(text, statement(text, [(9, 13)], kind=Kind.ATTITUDE)), attitudes=True)


def test_notebook_cuts_what_is_long_and_says_so():
    text = "word " * 10_000
    markup = reading_html(reading(text, *[statement(text, [(n * 5, n * 5 + 4)]) for n in range(STATEMENTS + 1)]))
    assert f"The first {TEXT_CHARACTERS:,} of 50,000 characters." in markup
    assert f"The first {STATEMENTS:,} of {STATEMENTS + 1:,} statements." in markup
    assert len(Page(markup).passage) == TEXT_CHARACTERS


def test_notebook_is_what_a_notebook_asks_a_reading_for():
    assert reading("x")._repr_html_() == reading_html(reading("x"))


@given(st.text("ab<&\n", min_size=1, max_size=30), st.data())
def test_notebook_is_well_formed_however_parts_overlap(text, data):
    def bounds():
        start = data.draw(st.integers(0, len(text)))
        return start, data.draw(st.integers(start, len(text)))

    statements = [statement(text, [bounds()], speaker=bounds(), cue=bounds(), hedges=[bounds()]) for _ in range(3)]
    page = Page(reading_html(reading(text, *statements)))
    assert page.nested
    assert not page.open
    assert page.passage == text
