"""How statements are put: kind, certainty, polarity, time, hedges, distance, quotation."""

import pytest

from purport.language import parse
from purport.reading.attributions import attributions
from purport.reading.quotations import Quotations
from purport.reading.spoken import spoken
from purport.reading.stance import Stance, parties, stance
from purport.types import Actor, Certainty, Document, Kind, Polarity, Quote, Source, Speaker, Tense


def put(text: str, *, party: bool = False) -> Stance:
    doc = parse(Document(source=Source(id="t", sha256="0"), text=text))
    return stance(doc, attributions(doc)[0], Quotations(doc.text, spoken(doc)), party=party)


KINDS = (
    ("The coast guard said two boats had left.", Kind.REPORT),
    ("The Skerry Front claims it holds the pier.", Kind.CLAIM),
    ("The Front denied that it had burned the ferry.", Kind.DENIAL),
    ("The Front did not deny that it had burned the ferry.", Kind.REPORT),
    ("The Front said it was not responsible for the fire.", Kind.DENIAL),
    ("The mayor said the letter was fake.", Kind.DENIAL),
    ("The mayor accused the Front of arson.", Kind.ACCUSATION),
    ("The lawyer said the guards had committed crimes.", Kind.ACCUSATION),
    ("The Front threatened to close the harbour.", Kind.THREAT),
    ("The ministry promised to rebuild the pier.", Kind.PROMISE),
    ('"We will rebuild the pier," the mayor said.', Kind.PROMISE),
    ("The bishop urged both sides to stop.", Kind.ORDER),
    ("The bishop said both sides must stop.", Kind.ORDER),
    ("The union condemned the raid.", Kind.OPINION),
    ('"I am delighted with the new pier," the mayor said.', Kind.OPINION),
    ("The mayor wants to leave the island.", Kind.ATTITUDE),
)


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_stance_kind_is_the_first_that_fits(text: str, kind: Kind) -> None:
    assert put(text).kind is kind


def test_stance_makes_a_report_of_a_party_a_claim() -> None:
    text = "The army said it had taken the lighthouse."
    assert put(text).kind is Kind.REPORT
    assert put(text, party=True).kind is Kind.CLAIM


CERTAINTIES = (
    ("The coast guard said two boats had left.", Certainty.CERTAIN),
    ("The coast guard believes two boats have left.", Certainty.PROBABLE),
    ("The coast guard said two boats had probably left.", Certainty.PROBABLE),
    ("The coast guard said two boats may have left.", Certainty.POSSIBLE),
    ("The mayor hopes the boats will return.", Certainty.POSSIBLE),
    ("The Front denied that it had burned the ferry.", Certainty.DENIED),
    ("The mayor said the letter was fake.", Certainty.CERTAIN),
    ("The ministry promised to rebuild the pier.", Certainty.CERTAIN),
    ("The ministry did not say who had burned the ferry.", Certainty.UNKNOWN),
)


@pytest.mark.parametrize(("text", "certainty"), CERTAINTIES)
def test_stance_certainty_is_the_speakers_own(text: str, certainty: Certainty) -> None:
    assert put(text).certainty is certainty


def test_stance_gives_the_hedges_their_words() -> None:
    hedges = put("The coast guard said two boats may have left.").hedges
    assert [hedge.text for hedge in hedges] == ["may"]
    assert put("The coast guard said two boats had left.").hedges == ()


POLARITIES = (
    ("The mayor said the ferry had left.", Polarity.AFFIRMED),
    ("The mayor said the ferry had not left.", Polarity.NEGATED),
    ("The mayor said no ferry had left.", Polarity.NEGATED),
)


@pytest.mark.parametrize(("text", "polarity"), POLARITIES)
def test_stance_polarity_is_that_of_what_is_said(text: str, polarity: Polarity) -> None:
    assert put(text).polarity is polarity


TIMES = (
    ("The mayor said the ferry had left.", Tense.PAST),
    ("The mayor says the ferry is late.", Tense.PRESENT),
    ("The mayor said the ferry will leave on Friday.", Tense.FUTURE),
    ("The mayor said the ferry would leave on Friday.", Tense.CONDITIONAL),
    ("The ministry promised to rebuild the pier.", Tense.FUTURE),
)


@pytest.mark.parametrize(("text", "time"), TIMES)
def test_stance_time_is_that_of_what_is_said(text: str, time: Tense) -> None:
    assert put(text).time is time


DISTANCED = (
    ("The mayor said the ferry had left.", False),
    ("The Front claims it holds the pier.", True),
    ("The lawyer alleged that the guards had stolen the cargo.", True),
    ("The crew reportedly sold the cargo.", True),
    ("The men are said to have fled.", True),
    ("The ferry is expected to leave on Friday.", False),
    ("The Skerry Front has claimed responsibility for the blast.", False),
    ("The Front said it had freed the alleged spies.", True),
    ("The Front said its men had “liberated” the pier.", True),
    ("The Front said its men had “taken the pier and the lighthouse” at dawn.", False),
    ("The Front said that three men, possibly sailors, had joined it.", True),
)


@pytest.mark.parametrize(("text", "distanced"), DISTANCED)
def test_stance_tells_where_the_writer_keeps_away(text: str, distanced: bool) -> None:
    assert put(text).distanced is distanced


QUOTES = (
    ("The mayor said the ferry had left.", Quote.INDIRECT),
    ('"The ferry has left," the mayor said.', Quote.DIRECT),
    ("The mayor said the ferry had left “in great haste” at dawn.", Quote.MIXED),
)


@pytest.mark.parametrize(("text", "quote"), QUOTES)
def test_stance_tells_how_the_words_are_given(text: str, quote: Quote) -> None:
    assert put(text).quote is quote


def test_parties_go_by_titles_names_and_kinds() -> None:
    actors = [Actor(id="skerry-front", name="Skerry Front", kind="group")]
    speakers = [
        Speaker(text="Captain Sunniva Holm", name="Sunniva Holm"),
        Speaker(text="She", name="Sunniva Holm"),
        Speaker(text="it", name="Skerry Front", actor="skerry-front"),
        Speaker(text="a fisherman", name="fisherman"),
        None,
    ]
    assert parties(speakers, actors) == {"Sunniva Holm", "Skerry Front"}
