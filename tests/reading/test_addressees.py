"""Whom a statement addresses.

Cases are texts with marks: ⟦S…⟧ a speaker, ⟦c…⟧ its cue, ⟦w…⟧ its content, ⟦T…⟧ the one addressed.
"""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import purport
from purport.language import parse
from purport.reading.actors import ActorFinder
from purport.reading.addressees import addressees
from purport.reading.attributions import Attribution
from purport.reading.finder import Findings
from purport.reading.speakers import resolved
from purport.types import Document, Source, Span

_MARK = re.compile(r"⟦([ScwT])|⟧")

# The one addressed is the object, or follows "to", "on", "with" …
BY_THE_VERB = (
    "⟦SThe harbour master⟧ ⟦ctold⟧ ⟦Treporters⟧ that ⟦wthe mast had been cut⟧.",
    "⟦SThe Norran Front⟧ ⟦cwarned⟧ ⟦Tthe government⟧ that ⟦wmore raids would follow⟧.",
    "⟦SPolice⟧ ⟦curged⟧ ⟦wresidents of Lerwick to leave their homes⟧.",
    "⟦SThe bishop⟧ ⟦ccalled on⟧ ⟦wthe army to hold its fire⟧.",
    "⟦SFishermen in Klaksvík⟧ ⟦cwrote⟧ to ⟦Tthe council⟧ that ⟦wthe pier was unsafe⟧.",
    "⟦SThe Skerry League⟧ ⟦cthreatened⟧ ⟦Tthe fishermen⟧ with ⟦wreprisals⟧.",
    "⟦SThe prime minister⟧ ⟦cpromised⟧ ⟦Tthe families⟧ that ⟦wthe bodies would be brought home⟧.",
    "⟦SThe lawyer⟧ ⟦casked⟧ ⟦wthe court to release the two men⟧.",
    "⟦SThe commander⟧ ⟦cordered⟧ ⟦whis fighters to withdraw from the airport⟧.",
    "⟦SThe mayor of Stromness⟧ ⟦cappealed⟧ to ⟦Tthe islanders⟧ ⟦wto stay calm⟧.",
    "“⟦wWe will not go back⟧,” ⟦Sa striking docker⟧ ⟦ctold⟧ ⟦TIsland Press⟧ on Monday.",
    "⟦SThe ministry⟧ ⟦cinformed⟧ ⟦TIceland⟧ on Friday that ⟦wits ships would leave⟧.",
    "⟦SEinar Dahl⟧ ⟦creminded⟧ ⟦Tparliament⟧ that ⟦wthe truce ends in May⟧.",
    "⟦SThe rebels⟧ ⟦cassured⟧ ⟦Taid workers⟧ ⟦wthey would not be harmed⟧.",
    "⟦SA spokeswoman⟧ ⟦csaid⟧ to ⟦Tjournalists⟧ that ⟦wno shots were fired⟧.",
    "⟦SThe captain⟧ ⟦creported⟧ to ⟦Tthe coastguard⟧ that ⟦wa trawler had vanished⟧.",
    "⟦SShe⟧ ⟦cpleaded⟧ with ⟦Tthe kidnappers⟧ ⟦wto spare her son⟧.",
    "⟦SThe envoy⟧ ⟦cdemanded⟧ from ⟦Tthe government⟧ that ⟦wit open the port⟧.",
    "⟦SA former guard⟧ ⟦ctestified⟧ before ⟦Tthe tribunal⟧ that ⟦wthe cells were flooded⟧.",
    "⟦SThe colonel⟧ ⟦cinstructed⟧ ⟦Tthe garrison⟧ ⟦wto open the gates⟧.",
    "⟦SHigh Judge Marta Olsen⟧ ⟦cexplained⟧ to ⟦Tthe jury⟧ that ⟦wa threat is a crime⟧.",
    "⟦SThe union⟧ ⟦cchallenged⟧ ⟦wthe owners to publish the accounts⟧.",
    "⟦SHe⟧ ⟦ctold⟧ ⟦Tthem⟧ ⟦wthe bridge was mined⟧.",
    "⟦SThe group⟧ ⟦cpromised⟧ ⟦Tits recruits⟧ ⟦wa house and a boat⟧.",
    "⟦SThe two men⟧ ⟦cadmitted⟧ to ⟦Tinvestigators⟧ that ⟦wthey had lit the fire⟧.",
    "“⟦wLay down your arms⟧,” ⟦Sthe general⟧ ⟦ctold⟧ ⟦Tthe crowd⟧.",
    "⟦SThe observers⟧ ⟦cadvised⟧ ⟦wboth sides to keep away from the lighthouse⟧.",
    "⟦SThe governor⟧ ⟦ccalled upon⟧ ⟦wAmerica to lift the blockade⟧.",
)
# The one addressed is the subject of the passive, or the noun before the participle.
BY_THE_PASSIVE = (
    "⟦TResidents⟧ were ⟦ctold⟧ ⟦wto leave the harbour before dark⟧.",
    "⟦TReporters⟧ were ⟦ctold⟧ that ⟦wthe talks had failed⟧.",
    "⟦TThe islanders⟧ were ⟦cwarned⟧ by ⟦Sthe coastguard⟧ that ⟦wthe ferry would not sail⟧.",
    "⟦TFishermen⟧ who were ⟦cordered⟧ ⟦wto hand over their boats⟧ refused.",
    "⟦TThe families⟧ have been ⟦cpromised⟧ ⟦wa full inquiry⟧.",
    "⟦TVillagers⟧ ⟦ctold⟧ by ⟦Sthe militia⟧ ⟦wto pay a tax⟧ fled to Vágur.",
)
# The one addressed hangs on a letter, a warning or a talk.
BY_THE_MESSAGE = (
    "⟦SThe mayor⟧ ⟦csaid in a letter⟧ to ⟦Tthe ministry⟧ that ⟦wthe well was poisoned⟧.",
    "⟦SThe Norran Front⟧ ⟦csaid⟧ in a statement to ⟦TNordic Wire⟧ that ⟦wit held nine men⟧.",
    "⟦SThe envoy⟧ ⟦csaid⟧ in an interview with ⟦Tthe Skerry Herald⟧ that ⟦wthe truce would hold⟧.",
    "Speaking to ⟦Treporters⟧ in Kirkwall, ⟦Sthe minister⟧ ⟦csaid⟧ ⟦wthe raid was over⟧.",
    "⟦SHe⟧ sent the editor a letter ⟦csaying⟧ ⟦wthe names were wrong⟧.",
    "⟦SShe⟧ phoned ⟦Tthe police⟧, ⟦csaying⟧ ⟦wtwo men had broken in⟧.",
    "⟦SThe army⟧ issued ⟦ca warning⟧ to ⟦Tresidents⟧ that ⟦wthe road was mined⟧.",
    "⟦SA letter to the council⟧ ⟦csaid⟧ ⟦wthe pumps had failed⟧.",
)
# Objects that hear nothing, targets of a judgement, and places, times and things after "to".
NOBODY = (
    "⟦SThe government⟧ ⟦caccused⟧ ⟦wthe Norran Front of burning the mill⟧.",
    "⟦SThe ministry⟧ ⟦cblamed⟧ ⟦wthe rebels for the blast⟧.",
    "⟦SThe bishop⟧ ⟦ccondemned⟧ ⟦wthe fighters⟧.",
    "⟦SThe newspaper⟧ ⟦ccriticised⟧ ⟦wthe police for their silence⟧.",
    "⟦SThe old man⟧ ⟦ctold⟧ ⟦wthe story of the wreck⟧.",
    "⟦SA reporter⟧ ⟦casked⟧ ⟦wa question about the hostages⟧.",
    "⟦SThe weather office⟧ ⟦cwarned of⟧ ⟦wstorms over Shetland⟧.",
    "⟦SThe group⟧ ⟦cthreatened⟧ ⟦wto kill the hostages⟧.",
    "⟦SThe governor⟧ ⟦cpromised⟧ ⟦wreforms⟧.",
    "⟦SThe court⟧ ⟦cordered⟧ ⟦wthe release of the two men⟧.",
    "⟦SThe union⟧ ⟦ccalled for⟧ ⟦wa strike⟧.",
    "⟦SThe witnesses⟧ ⟦ctold⟧ ⟦wlies⟧.",
    "⟦SThe league⟧ ⟦csaid⟧ on Monday that ⟦wit had left the talks⟧.",
    "⟦SThe captain⟧ ⟦csaid⟧ ⟦wthe crew would go to Lerwick⟧.",
    "⟦SThe militia⟧ ⟦creferred to⟧ ⟦wthe minister as a thief⟧.",
    "⟦SThe company⟧ ⟦cdenied⟧ that ⟦wit had paid the rebels⟧.",
    "⟦SThe judge⟧ ⟦cordered⟧ ⟦wthe prisoners to be moved to Tórshavn⟧.",
    "⟦SHe⟧ ⟦ctold⟧ us ⟦wthe harbour was empty⟧.",
    "⟦SShe⟧ ⟦ctold⟧ herself ⟦wit would pass⟧.",
    "⟦SThe office⟧ ⟦casked for⟧ ⟦whelp from the navy⟧.",
    "⟦SThe group⟧ ⟦cclaimed responsibility for⟧ ⟦wthe attack on the ministry⟧.",
    "⟦SThe mayor⟧ ⟦casked⟧ ⟦wpermission to close the road⟧.",
    "⟦SThe paper⟧ ⟦ccalled⟧ ⟦wthe general a liar⟧.",
    "⟦SThe envoy⟧ ⟦cresponded⟧ to the accusation, saying nothing of the dead: “⟦wWe know of no raid⟧.”",
    "⟦SThe minister⟧ ⟦csaid⟧ in a letter dated Monday that ⟦wthe ships would sail⟧.",
    "⟦SThe army⟧ ⟦csaid⟧ in a statement that ⟦wthe mast stood⟧.",
    "⟦wThe rebels⟧ are ⟦csaid⟧ ⟦wto have fled to Iceland⟧.",
    "⟦wThe raid⟧ was ⟦creported⟧ on Friday.",
    "⟦wFour men⟧ were ⟦caccused of⟧ ⟦warson⟧.",
    "According to ⟦Sthe harbour office⟧, ⟦wthe ferry left for Stromness⟧.",
    "⟦SThe league⟧ ⟦cpraised⟧ ⟦wits fighters⟧.",
    "⟦SThe president⟧ ⟦cwants⟧ ⟦wthe army to leave⟧.",
    "⟦SThe minister⟧ ⟦cexpects⟧ ⟦wthe rebels to accept⟧.",
    "⟦SThe poet⟧ ⟦ctold⟧ ⟦wthe truth⟧.",
    "⟦SThe general⟧ ⟦cdescribed⟧ ⟦wthe villagers as cowards⟧.",
    "⟦SThe group⟧ ⟦cconfirmed⟧ ⟦wthe death of its leader⟧ to general surprise.",
    "⟦SThe council⟧ ⟦cagreed⟧ ⟦wto pay the fishermen⟧.",
    "⟦SThe navy⟧ ⟦cadmitted to⟧ ⟦wthe mistake⟧.",
    "⟦SThe pilot⟧ ⟦cpointed to⟧ ⟦wa fault in the engine⟧.",
    "“⟦wThe pier is lost⟧,” ⟦Sthe engineer⟧ ⟦csaid⟧ to the sound of sirens.",
    "⟦SThe letter⟧ ⟦cthreatened⟧ ⟦wwar⟧.",
    "⟦SThe rebels⟧ ⟦cthreatened⟧ ⟦wthe port⟧.",
    "⟦SThe committee⟧ ⟦curged⟧ ⟦wrestraint⟧.",
    "⟦SThe opposition⟧ ⟦cdemanded⟧ ⟦wan inquiry⟧.",
)
# More of all of these, from a second round.
MORE = (
    "“⟦wOpen the gate⟧,” ⟦Sthe sergeant⟧ ⟦cshouted⟧ at ⟦Tthe guards⟧.",
    "⟦SThe ombudsman⟧ ⟦chas asked⟧ ⟦Tministers⟧ ⟦wwhy the files were burnt⟧.",
    "⟦STwo prisoners⟧ ⟦cconfessed⟧ to ⟦Tthe chaplain⟧ that ⟦wthey had dug the tunnel⟧.",
    "⟦SNurses⟧ ⟦ctold⟧ ⟦Tthe inquiry⟧ ⟦wthey had been beaten⟧.",
    "⟦SThe front's director⟧ ⟦csaid⟧ in a briefing for ⟦Tdiplomats⟧ that ⟦wthe league was split⟧.",
    "⟦SThe consul⟧ ⟦cnotified⟧ ⟦TReykjavík⟧ that ⟦wa ship was missing⟧.",
    "⟦SRebels⟧ phoned ⟦Ta local radio station⟧, ⟦csaying⟧ ⟦wthey held four pilots⟧.",
    "⟦TThe families⟧ were ⟦cassured⟧ by ⟦Sthe coastguard⟧ that ⟦wthe search would go on⟧.",
    "⟦SA leaflet⟧ addressed to ⟦Tthe shopkeepers⟧ ⟦csaid⟧ ⟦wthey must pay by Friday⟧.",
    "⟦STHE MINISTRY⟧ ⟦cTOLD⟧ ⟦TREPORTERS⟧ THAT ⟦wTHE PORT WAS CLOSED⟧.",
    "⟦SThey⟧ ⟦cswore⟧ to one another that ⟦wthey would never talk⟧.",
    "⟦SHe⟧ ⟦cthanked⟧ ⟦wthe crew for their courage⟧.",
    "⟦SThe front⟧ ⟦cpromised⟧ ⟦wlower taxes and “boats, boats, boats”⟧.",
    "⟦SThe committee⟧ ⟦ctold of⟧ ⟦wwidespread abuse⟧.",
    "⟦SThe governor⟧ ⟦cordered⟧ ⟦wa curfew in Lerwick⟧.",
    "⟦SThe army⟧ ⟦cthreatened⟧ ⟦wto shell the villages⟧.",
    "⟦SThe minister⟧ ⟦cblamed⟧ ⟦wthe delay on the shipping company⟧.",
    "⟦SThe paper⟧ ⟦csaid⟧ ⟦wthe letter was a threat to peace⟧.",
    "⟦wA different side of the story⟧ was ⟦ctold⟧ by ⟦Sthe Skerry Herald⟧.",
    "⟦SThe reader⟧ would ⟦cask⟧: ⟦w“What pier?”⟧",
    "⟦SHe⟧ ⟦ccalled⟧ the raid ⟦wa wake-up call⟧ to the coalition of his enemies.",
    "⟦SShe⟧ ⟦cgave credit to⟧ ⟦wthe fishermen⟧.",
)
# What stands under "to whom" within the content of an order is marked here beside it.
WITHIN = {
    "⟦SPolice⟧ ⟦curged⟧ ⟦wresidents of Lerwick to leave their homes⟧.": "residents of Lerwick",
    "⟦SThe bishop⟧ ⟦ccalled on⟧ ⟦wthe army to hold its fire⟧.": "the army",
    "⟦SThe lawyer⟧ ⟦casked⟧ ⟦wthe court to release the two men⟧.": "the court",
    "⟦SThe commander⟧ ⟦cordered⟧ ⟦whis fighters to withdraw from the airport⟧.": "his fighters",
    "⟦SThe union⟧ ⟦cchallenged⟧ ⟦wthe owners to publish the accounts⟧.": "the owners",
    "⟦SThe observers⟧ ⟦cadvised⟧ ⟦wboth sides to keep away from the lighthouse⟧.": "both sides",
    "⟦SThe governor⟧ ⟦ccalled upon⟧ ⟦wAmerica to lift the blockade⟧.": "America",
    "⟦SHe⟧ sent the editor a letter ⟦csaying⟧ ⟦wthe names were wrong⟧.": "the editor",
    "⟦SA letter to the council⟧ ⟦csaid⟧ ⟦wthe pumps had failed⟧.": "the council",
}


def marked(text):
    """The text without its marks, and the spans by letter."""
    plain, stack, spans, last = "", [], {}, 0
    for mark in _MARK.finditer(text):
        plain += text[last : mark.start()]
        last = mark.end()
        if mark.group() == "⟧":
            letter, start = stack.pop()
            spans.setdefault(letter, []).append(Span(text=plain[start:], start=start, end=len(plain)))
        else:
            stack.append((mark.group(1), len(plain)))
    return plain + text[last:], spans


def read(text):
    """The one addressed in a marked text."""
    plain, spans = marked(text)
    doc = parse(Document(source=Source(id="t", sha256=""), text=plain))
    attribution = Attribution(
        cue=next(iter(spans.get("c", ())), None),
        speaker=next(iter(spans.get("S", ())), None),
        content=tuple(spans.get("w", ())),
        lemma="say",
        confidence=1.0,
    )
    actors = tuple(ActorFinder().find(doc, Findings()))
    speakers = [speaker for speaker, _ in resolved(doc, [attribution], actors)]
    return addressees(doc, [attribution], speakers, actors)[0]


def wanted(text):
    spans = marked(text)[1]
    return WITHIN.get(text) or (spans["T"][0].text if "T" in spans else None)


@pytest.mark.parametrize("text", (*BY_THE_VERB, *BY_THE_PASSIVE, *BY_THE_MESSAGE, *NOBODY, *MORE))
def test_addressee_is_who_the_text_says(text):
    found = read(text)
    assert (found and found.text) == wanted(text)


# Texts, and whom their statements address, by name, as the default reader has it.
RESOLVED = (
    (
        "The Ministry of Justice said no one had escaped. Minister Einar Dahl told the Norran Front that it had lied.",
        [None, "Norran Front"],
    ),
    (
        "The Ministry of Justice said no one had escaped. In a letter to the ministry, the governor said the cells "
        "were full.",
        [None, "Ministry of Justice"],
    ),
    ("Einar Dahl said he was ill. The governor told Dahl that the ferry had left.", [None, "Einar Dahl"]),
    ("Mary Isbister said the pier was lost. The council asked her to wait.", [None, "Mary Isbister"]),
    # Nobody addresses himself: whom "him" means is left open.
    ("Einar Dahl told him that the ferry had left.", [None]),
)


@pytest.mark.parametrize(("text", "names"), RESOLVED)
def test_addressee_is_resolved_as_speakers_are(text, names):
    statements = purport.read(text).statements
    assert [s.addressee and s.addressee.name for s in statements] == names


def test_addressee_leaves_the_statement_as_it_was():
    text = "The harbour master told reporters that the mast had been cut."
    (statement,) = purport.read(text).statements
    assert (statement.speaker.name, statement.cue.text) == ("harbour master", "told")
    assert statement.cue.end < statement.addressee.start < statement.addressee.end < statement.content[0].start
    assert text[statement.addressee.start : statement.addressee.end] == statement.addressee.text == "reporters"


WORDS = ("told", "asked", "urged", "the", "reporters", "to", "that", ",", ".", "“", "”", "us", "letter", "him", "by")


@given(st.lists(st.sampled_from(WORDS)))
@settings(max_examples=60, deadline=None)
def test_addressee_is_words_of_the_text_and_never_the_speaker(words):
    text = " ".join(["The ministry", *words])
    for statement in purport.read(text).statements:
        who = statement.addressee
        if who is not None:
            assert who.text == text[who.start : who.end]
            assert who.text.strip() == who.text != ""
            assert statement.speaker is None or statement.speaker.start != who.start
