import pytest

from purport.brief.library import Library
from purport.brief.statements import sentence, sentences
from purport.types import Speaker


def told(hand, text, *said, **more):
    made = hand(text)
    made.say(*said, **more)
    reading = made.reading()
    return sentence(Library([reading]), reading, reading.statements[0])


# text, speaker, cue, contents, name, the sentence
WOVEN = [
    (
        "That three boats were lost, the ministry denied.",
        ("the ministry", "denied", "That three boats were lost"),
        "the ministry",
        "The ministry denied that three boats were lost.",
    ),
    (
        "The group also claimed that it had freed two men.",
        ("The group", "also claimed", "it had freed two men"),
        "Norran Front",
        "Norran Front claimed that it had freed two men.",
    ),
    (
        "Ships would sail again, the harbour master of Lerwick said, adding that storms were over.",
        ("the harbour master of Lerwick", "adding", "storms were over"),
        "the harbour master of Lerwick",
        "The harbour master of Lerwick added that storms were over.",
    ),
    (
        "Ships would sail again, the harbour master said.",
        ("the harbour master", "said", "Ships would sail again"),
        "the harbour master",
        "The harbour master said that ships would sail again.",
    ),
    (
        "If the weather holds, she said, the boats can leave.",
        ("she", "said", "If the weather holds", "the boats can leave"),
        "Mary Isbister",
        "Mary Isbister said that if the weather holds, the boats can leave.",
    ),
    (
        "The mayor accused the company of ignoring two warnings.",
        ("The mayor", "accused", "the company of ignoring two warnings"),
        "the mayor",
        "The mayor accused the company of ignoring two warnings.",
    ),
    (
        "The Front has threatened to close the strait.",
        ("The Front", "has threatened", "to close the strait"),
        "Norran Front",
        "Norran Front has threatened to close the strait.",
    ),
    (
        "The minister told reporters in Tórshavn that the bridge was open.",
        ("The minister", "told", "the bridge was open"),
        "the minister",
        "The minister told reporters in Tórshavn that the bridge was open.",
    ),
    (
        "“The bridge is open,” he said.",
        ("he", "said", "“The bridge is open,”"),
        "Aron Vik",
        "Aron Vik said: “The bridge is open”.",
    ),
    (
        "He said: “Is the bridge open?”",
        ("He", "said", "“Is the bridge open?”"),
        "Aron Vik",
        "Aron Vik said: “Is the bridge open?”",
    ),
    (
        "We will not talk to them.",
        ("We", "will not talk", "to them"),
        "Norran Front",
        "Norran Front said: “We will not talk to them”.",
    ),
    (
        "According to residents, shots were heard until dawn.",
        ("residents", "According to", "shots were heard until dawn"),
        "residents",
        "According to residents, shots were heard until dawn.",
    ),
    (
        "The Front's claim that it had won was doubted.",
        ("The Front's", "claim", "it had won"),
        "Norran Front",
        "Norran Front claimed that it had won.",
    ),
    (
        "The League, whom the Front described as traitors, left.",
        ("the Front", "described", "as traitors"),
        "Norran Front",
        "Harbour Wire writes: “The League, whom the Front described as traitors, left”.",
    ),
    (
        "The Front's call for a strike went unheard.",
        ("The Front's", "call", "for a strike"),
        "Norran Front",
        "Harbour Wire writes: “The Front's call for a strike went unheard”.",
    ),
    (
        "The League was blamed by them for the fire.",
        ("them", "was blamed", "for the fire"),
        "Norran Front",
        "Harbour Wire writes: “The League was blamed by [Norran Front] for the fire”.",
    ),
]


@pytest.mark.parametrize(("text", "said", "name", "expected"), WOVEN)
def test_sentence_keeps_the_sources_words(hand, text, said, name, expected):
    assert told(hand, text, *said, name=name).text == expected


def test_sentence_gives_a_turn_of_a_conversation_as_it_stands(hand):
    text = "Inga Flett: They came at dawn."
    shown = told(hand, text, "Inga Flett", ":", "They came at dawn.", name="Inga Flett", quote="direct")
    assert shown.text == "Inga Flett: “They came at dawn”."


def test_sentence_takes_the_article_the_text_gives(hand):
    text = "Fighters of the Norran Front left. It said the Norran Front would return."
    assert told(hand, text, "It", "said", "the Norran Front would return", name="Norran Front").text == (
        "The Norran Front said the Norran Front would return."
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Einar Dahl", "Mary Isbister told [Einar Dahl] that the pier was lost."),
        (None, "Mary Isbister told him that the pier was lost."),
    ],
)
def test_sentence_names_whom_a_pronoun_addresses(hand, name, expected):
    made = hand("She told him that the pier was lost.")
    made.say("She", "told", "the pier was lost", name="Mary Isbister", addressee=Speaker(**made.at("him"), name=name))
    reading = made.reading()
    assert sentence(Library([reading]), reading, reading.statements[0]).text == expected


def test_sentence_shows_the_chain_of_hands(hand):
    text = "Isles Monitor, citing Radio Havn, said the Front claimed it had won."
    made = told(
        hand, text, "the Front", "claimed", "it had won", name="Norran Front", via=("Isles Monitor", "Radio Havn")
    )
    assert made.text == "According to Isles Monitor, citing Radio Havn, Norran Front claimed it had won."


def test_sentence_says_that_nobody_is_named(hand):
    made = told(hand, "The crew allegedly sold the nets.", None, "allegedly", "sold the nets")
    assert made.text == "Harbour Wire writes, without naming a speaker: “The crew allegedly sold the nets”."


def test_sentence_leaves_an_open_speaker_open(hand):
    text = "Aron met Bjarni. He said the boat was lost."
    made = told(hand, text, "He", "said", "the boat was lost", candidates=("Aron", "Bjarni"))
    assert made.text == "Someone called “He”, Aron or Bjarni, said the boat was lost."


def test_sentence_resolves_relative_dates(hand):
    made = hand("He said the boat was lost on Monday.")
    made.date("Monday", "2020-08-03", "relative")
    made.say("He", "said", "the boat was lost on Monday", name="Aron Vik")
    reading = made.reading()
    assert sentence(Library([reading]), reading, reading.statements[0]).text == (
        "Aron Vik said the boat was lost on Monday [3 August 2020]."
    )


def test_sentence_keeps_hedges_that_stand_outside_it(hand):
    text = "The boat was lost, he said, presumably in jest."
    made = told(hand, text, "he", "said", "The boat was lost", name="Aron Vik", hedges=("presumably",))
    assert made.text == "Aron Vik said that the boat was lost (hedged in the source: “presumably”)."


def test_sentence_cuts_long_contents_at_a_clause_and_cites_them_whole(hand):
    content = "the ships would sail, " + ", and ".join(
        f"the boat number {n} would stay in the harbour" for n in range(9)
    )
    made = told(hand, f"He said {content}.", "He", "said", content, name="Aron Vik")
    assert made.text.endswith("would stay in the harbour …")
    assert made.citations[0].quote.endswith(content)


def test_sentences_say_once_what_two_sources_tell_alike(hand):
    readings = []
    for name in ("Harbour Wire", "Isles Post"):
        made = hand("He said the boat was lost.", document=name, told={"publisher": name})
        made.say("He", "said", "the boat was lost", name="Aron Vik")
        readings.append(made.reading())
    (once,) = sentences(Library(readings), [(reading, reading.statements[0]) for reading in readings])
    assert once.text == "Aron Vik said the boat was lost (Harbour Wire, 6 August; Isles Post, 6 August)."
    assert len(once.citations) == 2
