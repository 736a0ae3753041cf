"""Who the speakers are, and the hands between.

Cases are texts with marks: ⟦S…⟧ a speaker, ⟦c…⟧ its cue, ⟦w…⟧ its content, in reading order of the speakers or,
where an attribution has none, of the cues; a digit after the letter tells to which attribution the words belong.
"""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from purport.language import parse
from purport.reading.actors import ActorFinder
from purport.reading.attributions import Attribution
from purport.reading.finder import Findings
from purport.reading.speakers import resolved
from purport.types import Document, Source, Span

_MARK = re.compile(r"⟦([Scw])(\d?)|⟧")


def marked(text):
    """The text without its marks, and the spans by letter and number."""
    plain, stack, spans, last = "", [], {}, 0
    for mark in _MARK.finditer(text):
        plain += text[last : mark.start()]
        last = mark.end()
        if mark.group() == "⟧":
            letter, number, start = stack.pop()
            spans.setdefault(number, {}).setdefault(letter, []).append(
                Span(text=plain[start:], start=start, end=len(plain))
            )
        else:
            stack.append((mark.group(1), int(mark.group(2) or 0), len(plain)))
    return plain + text[last:], spans


def read(text, **source):
    """Speakers and hands of a marked text, in the order of the numbers."""
    plain, spans = marked(text)
    doc = parse(Document(source=Source(id="t", sha256="", **source), text=plain))
    attributions = [
        Attribution(
            cue=next(iter(of.get("c", ())), None),
            speaker=next(iter(of.get("S", ())), None),
            content=tuple(of.get("w", ())),
            lemma="say",
            confidence=1.0,
        )
        for _, of in sorted(spans.items())
    ]
    actors = tuple(ActorFinder().find(doc, Findings()))
    return resolved(doc, attributions, actors)


def names(text, **source):
    return [speaker and speaker.name for speaker, _ in read(text, **source)]


def hands(text, **source):
    return [[via.name for via in chain] for _, chain in read(text, **source)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("⟦SForeign Minister Astrid Joensen⟧ ⟦csaid⟧ ⟦wit was over⟧.", "Astrid Joensen"),
        ("⟦SIcelandic President Einar Dahl⟧ ⟦csaid⟧ ⟦wit was over⟧.", "Einar Dahl"),
        ("⟦SThe harbour master, Lt. Magnus Dahl⟧, ⟦csaid⟧ ⟦wit was over⟧.", "Magnus Dahl"),
        ("⟦SThe harbour master⟧, Magnus Dahl, ⟦csaid⟧ ⟦wit was over⟧.", "Magnus Dahl"),
        ("Captain Magnus Dahl sailed on Monday. ⟦SDahl⟧ ⟦csaid⟧ ⟦wit was over⟧.", "Magnus Dahl"),
        ("⟦SReykjavik⟧ ⟦cadmitted⟧ ⟦wthe boat was lost⟧.", "Icelandic government"),
        ("⟦SThe United States⟧ ⟦csaid⟧ ⟦wit was over⟧.", "US government"),
        ("⟦SIceland's government⟧ ⟦cdenied⟧ ⟦wthe report⟧.", "Icelandic government"),
        ("⟦SThe Danish ministry of defense⟧ ⟦csaid⟧ ⟦wit was over⟧.", "Danish defence ministry"),
        ("⟦SHRW⟧ ⟦csaid⟧ ⟦wit was over⟧.", "Human Rights Watch"),
        ("⟦SMembers of the Security Council⟧ ⟦curged⟧ ⟦wcalm⟧.", "UN Security Council"),
        ("⟦SIS leaders⟧ ⟦csaid⟧ ⟦wit was over⟧.", "Islamic State leaders"),
        ("⟦Sa fishing source⟧ ⟦csaid⟧ ⟦wit was over⟧.", "a fishing source"),
        ("⟦SOfficials⟧ ⟦csaid⟧ ⟦wit was over⟧.", "Officials"),
    ],
)
def test_names_are_given_in_full_without_titles(text, name):
    assert names(text) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Minister Astrid Joensen met Captain Magnus Dahl in Torshavn. ⟦SShe⟧ ⟦csaid⟧ ⟦wit was over⟧.",
            "Astrid Joensen",
        ),
        (
            "Minister Astrid Joensen met Captain Magnus Dahl in Torshavn. ⟦SHe⟧ ⟦csaid⟧ ⟦wit was over⟧.",
            "Magnus Dahl",
        ),
        ("The Northern Isles Front (NIF) burned a boat. ⟦SIt⟧ ⟦csaid⟧ ⟦wthe boat was old⟧.", "Northern Isles Front"),
        ("The Northern Isles Front burned a boat. ⟦SThe group⟧ ⟦csaid⟧ ⟦wthe boat was old⟧.", "Northern Isles Front"),
        (
            "Foreign Minister Astrid Joensen met Captain Magnus Dahl. ⟦SThe minister⟧ ⟦csaid⟧ ⟦wit was over⟧.",
            "Astrid Joensen",
        ),
        (
            "The Icelandic coast guard sailed on Monday. Denmark watched. ⟦SThe coast guard⟧ ⟦csaid⟧ ⟦wit was over⟧.",
            "Icelandic coast guard",
        ),
        ("Iceland and its fleet sailed. Iceland was calm. ⟦SThe army⟧ ⟦csaid⟧ ⟦wit was over⟧.", "Icelandic army"),
        (
            "Magnus Dahl and Sigurd Vang were found. ⟦SBoth men⟧ ⟦csaid⟧ ⟦wthey were well⟧.",
            "Magnus Dahl and Sigurd Vang",
        ),
        ("A report by Amnesty International came out. ⟦SThe report⟧ ⟦csaid⟧ ⟦wit was over⟧.", "Amnesty International"),
        ("Captain Magnus Dahl sailed. ⟦SHis crew⟧ ⟦csaid⟧ ⟦wit was over⟧.", "Magnus Dahl's crew"),
    ],
)
def test_pronouns_and_descriptions_are_traced(text, name):
    assert names(text) == [name]


def test_two_that_fit_stay_open():
    [(speaker, _)] = read("Magnus Dahl and Sigurd Vang sailed to Lerwick. ⟦SHe⟧ ⟦csaid⟧ ⟦wit was over⟧.")
    assert speaker.name is None
    assert set(speaker.candidates) == {"Magnus Dahl", "Sigurd Vang"}


def test_two_groups_that_fit_stay_open():
    [(speaker, _)] = read("The Yell Front and the Foula Brigades burned a boat. ⟦SThe group⟧ ⟦csaid⟧ ⟦wno⟧.")
    assert (speaker.name, set(speaker.candidates)) == (None, {"Yell Front", "Foula Brigades"})


def test_a_pronoun_tells_the_gender_of_whom_it_means():
    text = (
        "⟦S1Sunnbjor Dahl⟧ ⟦c1said⟧ ⟦w1it was late⟧. ⟦S2She⟧ ⟦c2said⟧ ⟦w2more⟧. "
        "Then Captain Einar Vang came. ⟦S3She⟧ ⟦c3said⟧ ⟦w3no⟧."
    )
    assert names(text) == ["Sunnbjor Dahl"] * 3


def test_a_pronoun_without_anyone_stays_open():
    [(speaker, _)] = read("It rained. ⟦SHe⟧ ⟦csaid⟧ ⟦wit was over⟧.")
    assert (speaker.name, speaker.candidates, speaker.text) == (None, (), "He")


def test_no_speaker_stays_none():
    assert read("⟦wThe boat⟧ ⟦cis said⟧ to be lost.") == [(None, ())]


def test_previous_speaker_is_preferred():
    text = "⟦S1Magnus Dahl⟧ ⟦c1said⟧ ⟦w1Sigurd Vang had sailed to Lerwick⟧. ⟦S2He⟧ ⟦c2added⟧ ⟦w2that it was late⟧."
    assert names(text) == ["Magnus Dahl", "Magnus Dahl"]


@pytest.mark.parametrize(
    ("publisher", "name"),
    [("Faroe Fisheries Ministry", "Faroe Fisheries Ministry"), ("Lerwick News", None), ("Reuters", None), (None, None)],
)
def test_we_is_the_publisher_unless_that_is_an_outlet(publisher, name):
    assert names("⟦SWe⟧ ⟦ccondemn⟧ ⟦wthe fire⟧.", publisher=publisher) == [name]


def test_we_of_a_body_is_not_the_group_it_writes_about():
    text = "The Yell Front sailed. We saw it. Our boats followed. ⟦SWe⟧ ⟦crecorded⟧ ⟦wtwo fires⟧."
    assert names(text, publisher="Minch Observatory") == ["Minch Observatory"]


def test_we_in_a_quote_is_its_speaker():
    text = "⟦w1“⟦S2We⟧ ⟦c2deny⟧ ⟦w2everything⟧,”⟧ ⟦c1said⟧ ⟦S1Captain Magnus Dahl⟧."
    assert names(text, publisher="Faroe Fisheries Ministry") == ["Magnus Dahl", "Magnus Dahl"]


def test_relative_pronoun_takes_the_name_before_it():
    assert names("He wrote to the Northern Isles Front, ⟦Swho⟧ ⟦crefused⟧ ⟦wto talk⟧.") == ["Northern Isles Front"]


def test_speaker_keeps_the_words_and_the_actor():
    [(speaker, _)] = read("⟦SHRW⟧ ⟦csaid⟧ ⟦wit was over⟧.")
    assert (speaker.text, speaker.start, speaker.end, speaker.actor) == ("HRW", 0, 3, "human-rights-watch")


@pytest.mark.parametrize(
    ("text", "chains"),
    [
        ("⟦w It was over⟧, ⟦Sa source⟧ ⟦ctold⟧ Agence France-Presse.", [["Agence France-Presse"]]),
        ("⟦wIt was over⟧, ⟦SMagnus Dahl⟧ ⟦cwas quoted as saying⟧ by the Interfax news agency.", [["Interfax"]]),
        ("⟦SMagnus Dahl⟧ ⟦csaid⟧ ⟦wit was over⟧, Reuters reported.", [["Reuters"]]),
        ("⟦SMagnus Dahl⟧ ⟦ctold⟧ a news conference ⟦wit was over⟧.", [[]]),
        ("⟦SReuters⟧ ⟦creported⟧ ⟦wa fire⟧.", [[]]),
        (
            "⟦S1The minister, Astrid Joensen⟧, ⟦c1said⟧ ⟦w1⟦S2the crew⟧ ⟦c2claimed⟧ ⟦w2to be well⟧⟧.",
            [[], ["Astrid Joensen"]],
        ),
        (
            "⟦S1SITE⟧, citing Amaq, ⟦c1said⟧ ⟦w1⟦S2the Northern Isles Front⟧ ⟦c2claimed⟧ ⟦w2the fire⟧⟧.",
            [[], ["SITE", "Amaq"]],
        ),
    ],
)
def test_hands_are_named(text, chains):
    assert hands(text) == chains


def test_hands_never_hold_the_publisher():
    assert hands("⟦SMagnus Dahl⟧ ⟦ctold⟧ Reuters ⟦wit was over⟧.", publisher="Reuters") == [[]]


def test_hands_of_nested_statements_run_from_the_outermost():
    text = "⟦S1Reuters⟧ ⟦c1said⟧ ⟦w1⟦S2Astrid Joensen⟧ ⟦c2said⟧ ⟦w2⟦S3Magnus Dahl⟧ ⟦c3denied⟧ ⟦w3it⟧⟧⟧."
    assert hands(text) == [[], ["Reuters"], ["Reuters", "Astrid Joensen"]]


def test_a_groups_publication_gives_its_word_and_is_the_hand():
    text = "⟦SThe editorial⟧ ⟦csaid⟧ ⟦wit was over⟧."
    [(speaker, chain)] = read("IS put out al-Naba on Monday. " + text)
    assert speaker.name == "Islamic State"
    assert [via.name for via in chain] == ["al-Naba"]


def test_a_text_that_leaves_a_publication_leaves_its_hand():
    text = (
        "In al-Naba ⟦S1IS⟧ ⟦c1said⟧ ⟦w1the sea was rough⟧. ⟦S2The group⟧ ⟦c2said⟧ ⟦w2boats were lost⟧. "
        "⟦S3IS⟧ has previously ⟦c3claimed⟧ ⟦w3other boats⟧. ⟦S4It⟧ ⟦c4said⟧ ⟦w4nets were old⟧."
    )
    assert hands(text) == [["al-Naba"], ["al-Naba"], [], ["al-Naba"]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("⟦SA rival⟧, the Foula League, ⟦ccalled⟧ ⟦wit a lie⟧.", ["Foula League"]),
        (
            "⟦S1A spokesman for the Yell Brigades⟧ ⟦c1denied⟧ ⟦w1the fire⟧. "
            "⟦S2The spokesman⟧, who calls himself Abel Isbister, ⟦c2said⟧ ⟦w2it was late⟧.",
            ["Abel Isbister", "Abel Isbister"],
        ),
        (
            "⟦S1Two harbour officials⟧ ⟦c1said⟧ ⟦w1it was over⟧. ⟦S2A third⟧ ⟦c2said⟧ ⟦w2it was not⟧.",
            ["Two harbour officials", "a third harbour official"],
        ),
        (
            "⟦S1A pilot⟧ ⟦c1said⟧ ⟦w1it was over⟧. ⟦S2Another⟧ ⟦c2said⟧ ⟦w2it was not⟧.",
            ["a pilot", "another pilot"],
        ),
        ("⟦SThe government in Tórshavn⟧ ⟦cdenied⟧ ⟦wit⟧. Iceland and Iceland watched.", ["Faroese government"]),
        ("Iceland watched. ⟦SThe government in Sandvik⟧ ⟦cdenied⟧ ⟦wit⟧.", ["government in Sandvik"]),
        ("A baker from Yell rang the office. ⟦SHe⟧ ⟦csaid⟧ ⟦wit was over⟧.", ["a baker from Yell"]),
        ("⟦SA former member⟧ of the crew ⟦csaid⟧ ⟦wit was over⟧.", ["a former member of the crew"]),
        (
            "⟦w1The Yell Front has forty men⟧, ⟦c1according to⟧ ⟦S1the Foula Institute⟧. ⟦S2It⟧ ⟦c2denied⟧ ⟦w2that⟧.",
            ["Foula Institute", "Yell Front"],
        ),
        (
            "The Yell Front put out its newspaper, The Lantern. Nordic Wire slept. ⟦SThe newspaper⟧ ⟦csaid⟧ ⟦wno⟧.",
            ["Yell Front"],
        ),
        (
            "The Yell Front claimed the fire in a letter. ⟦SThe magistrate⟧ ⟦cread⟧ ⟦wthe letter⟧.",
            ["magistrate"],
        ),
        ("⟦SFigures⟧ compiled by the Foula Institute ⟦cshow⟧ ⟦wa rise⟧.", ["Foula Institute"]),
        (
            "⟦SFoula group⟧ ⟦cdenies⟧ ⟦wfire⟧\n\nThe Foula Brigades burned no boat. The Yell Front watched.",
            ["Foula Brigades"],
        ),
        ("⟦SA man identifying himself as Abel Isbister⟧ ⟦calleged⟧ ⟦wa fraud⟧.", ["Abel Isbister"]),
        ("⟦SThe chief, known as the Heron⟧, ⟦csaid⟧ ⟦wit was over⟧.", ["Heron"]),
        ("Magnus Dahl slept. An old woman wept. ⟦SHer husband⟧ ⟦csaid⟧ ⟦wit was over⟧.", ["an old woman's husband"]),
        (
            "The Kokar Circle burned a boat. The Circle fled. ⟦SThe group⟧ ⟦csaid⟧ ⟦wit was over⟧.",
            ["Kokar Circle"],
        ),
        ("The Yell Front slept. ⟦SIts bulletin, The Lamp⟧, ⟦cdenied⟧ ⟦wthat⟧.", ["Yell Front"]),
        ("⟦SAn NIF guard⟧ ⟦csaid⟧ ⟦wno⟧. The Northern Isles Front (NIF) slept.", ["a Northern Isles Front guard"]),
    ],
)
def test_descriptions_are_traced_or_keep_their_words(text, found):
    assert [name.removeprefix("The ") for name in names(text)] == found


def test_we_in_an_organ_is_its_group():
    text = (
        "The men of the Yell Front reached the quay. We lost no one. Our boats came home. "
        "⟦SWe⟧ ⟦csay⟧ ⟦wit was right⟧. The Foula League sat at home."
    )
    assert names(text, publisher="The Lantern") == ["Yell Front"]
    assert names(text, publisher="Lerwick News") == [None]


@pytest.mark.parametrize(
    ("text", "chains"),
    [
        ("In a message aired by Radio Foula, ⟦SMagnus Dahl⟧ ⟦csaid⟧ ⟦wit was over⟧.", [["Radio Foula"]]),
        ("In a talk published by the website Skuavoe, ⟦SMagnus Dahl⟧ ⟦csaid⟧ ⟦wit was over⟧.", [["Skuavoe"]]),
        ("Nordic Wire, citing ⟦Sa doctor⟧ in Yell, ⟦creported⟧ ⟦wfive dead⟧.", [["Nordic Wire"]]),
        ("⟦SMagnus Dahl⟧, quoted by the national broadcaster, ⟦ccalled⟧ ⟦wit a lie⟧.", [["national broadcaster"]]),
        ("⟦SMagnus Dahl⟧ ⟦cadmitted⟧ to the Lerwick Herald ⟦wthat it was over⟧.", [["Lerwick Herald"]]),
        ("⟦SMagnus Dahl⟧ ⟦cresponded⟧ in the Lerwick Herald ⟦wthat it was over⟧.", [["Lerwick Herald"]]),
        ("⟦SA shopkeeper⟧ ⟦ctold⟧ the NTB agency ⟦wit was over⟧.", [["NTB"]]),
        (
            "⟦SThe Yell Front⟧, through its broadcaster, Voice of Yell, ⟦cblamed⟧ ⟦wthe crew⟧.",
            [["Voice of Yell"]],
        ),
        (
            "⟦S1Magnus Dahl⟧ ⟦c1told⟧ Radio Foula ⟦w1it was over⟧. ⟦S2He⟧ ⟦c2added⟧ ⟦w2that it was late⟧.",
            [["Radio Foula"], ["Radio Foula"]],
        ),
        (
            "The Yell Front has a media arm, its studio Yell Films. In it, ⟦Sa masked man⟧ ⟦csays⟧ ⟦wno⟧.",
            [["Yell Films"]],
        ),
        ("⟦S1Most of the road⟧ ⟦c1reported⟧ ⟦w1⟦S2Magnus Dahl⟧ ⟦c2denied⟧ ⟦w2it⟧⟧.", [[], []]),
    ],
)
def test_hands_are_outlets_bodies_or_persons(text, chains):
    assert hands(text) == chains


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="He said IS. “'()\n\x00🙂", max_size=50), st.data())
def test_resolved_answers_each_attribution_on_any_text(text, data):
    doc = parse(Document(source=Source(id="t", sha256=""), text=text))

    def span():
        start = data.draw(st.integers(0, len(text)))
        return doc.span(start, data.draw(st.integers(start, len(text))))

    attributions = [
        Attribution(cue=span(), speaker=span(), content=(span(),), lemma="say", confidence=1.0) for _ in range(3)
    ]
    out = resolved(doc, attributions, tuple(ActorFinder().find(doc, Findings())))
    assert len(out) == 3
    for attribution, (speaker, chain) in zip(attributions, out, strict=True):
        assert speaker is not None and speaker.text == attribution.speaker.text
        assert all(via.text is None or text[via.start : via.end] == via.text for via in chain)
