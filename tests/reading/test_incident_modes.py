"""Whether an event is told as done, tried, planned, threatened, denied, imagined, or as a habit."""

import pytest

from purport.language import parse
from purport.reading.incident_modes import mode_of
from purport.reading.triggers import triggers
from purport.types import Certainty, Document, Kind, Mode, Polarity, Quote, Source, Span, Statement, Tense


def modes(text: str) -> dict[str, Mode | None]:
    doc = parse(Document(source=Source(id="t", sha256=""), text=text))
    return {doc.text[t.start : t.end]: mode_of(t) for t in triggers(doc)}


HAPPENED = [
    ("The Skua Front attacked the harbour of Klaksvik on Monday.", "attacked"),
    ("Two guards were killed in an attack on the ferry terminal.", "killed"),
    ("Gunmen have abducted a fisheries inspector in Torshavn.", "abducted"),
    ("The group has claimed responsibility for the bombing in Lerwick.", "bombing"),
    ("Police said the militia carried out an attack on the lighthouse.", "attack"),
    ("The minister condemned an attack on a convoy near Akureyri.", "attack"),
    ("Troops are besieging the port of Mariehamn.", "besieging"),
    ("A bomb exploded outside the parish hall on Tuesday night.", "exploded"),
    ("The front is accused of killing three sailors last week.", "killing"),
    ("The militia is believed to have kidnapped the harbour master.", "kidnapped"),
    ("After killing the guards, the men fled towards the hills.", "killing"),
    ("The fire was caused by shelling from the hills.", "shelling"),
    ("Soldiers managed to liberate the village of Gjogv.", "liberate"),
    ("The army began to shell the outskirts of Vestmanna.", "shell"),
    ("The blast tore through the fish market at dawn.", "blast"),
    ("Three officers were wounded when rebels ambushed their patrol.", "ambushed"),
    ("The government released forty prisoners on Friday.", "released"),
    ("The attack did not damage the warehouse.", "attack"),
    ("Witnesses reported an explosion near the cathedral.", "explosion"),
    ("The coast guard admitted bombing the trawler.", "bombing"),
    ("Gunmen kill two in Runavik raid", "kill"),
]
DENIED = [
    ("The Skua Front did not attack the harbour.", "attack"),
    ("The army has not bombed the village.", "bombed"),
    ("No attack took place on Monday.", "attack"),
    ("The militia never kidnapped the inspector.", "kidnapped"),
    ("The commander denied that his men had killed the sailors.", "killed"),
    ("The front denied attacking the convoy.", "attacking"),
    ("The general denies having bombed the school.", "bombed"),
    ("Nobody was killed in the storm.", "killed"),
    ("The men left the house without killing the guard.", "killing"),
    ("The rebels were unable to capture the town.", "capture"),
    ("The soldiers have never besieged Torshavn.", "besieged"),
    ("No one was abducted from the island.", "abducted"),
]
PLANNED = [
    ("The group plans to attack the harbour next month.", "attack"),
    ("The two sides will meet in Reykjavik on Sunday.", "meet"),
    ("Police uncovered a plot to assassinate the bishop.", "assassinate"),
    ("The army is preparing to retake Vestmanna.", "retake"),
    ("The rebels were about to storm the barracks.", "storm"),
    ("The government agreed to release twenty prisoners.", "release"),
    ("Talks will be held in Mariehamn in May.", "Talks"),
    ("The front intends to free the prisoners.", "free"),
    ("The court is going to sentence the smugglers.", "sentence"),
    ("The planned attack alarmed the islanders.", "attack"),
]
THREATENED = [
    ("The front threatened to kill the hostages.", "kill"),
    ("The militia vowed to attack every ferry.", "attack"),
    ("The group has threatened to bomb the airport.", "bomb"),
    ("They warned of attacks on fishing boats.", "attacks"),
]
ATTEMPTED = [
    ("The rebels tried to seize the radio station.", "seize"),
    ("Police foiled an attack on the ferry.", "attack"),
    ("The attempted assassination of the mayor shocked the town.", "assassination"),
    ("Gunmen attempted to kidnap the consul.", "kidnap"),
    ("The coast guard thwarted a bombing in the port.", "bombing"),
    ("The rebels failed to capture the airport.", "capture"),
]
HYPOTHETICAL = [
    ("The front could attack the harbour.", "attack"),
    ("If the army attacks the village, thousands will flee.", "attacks"),
    ("The bishop called for a ceasefire.", "ceasefire"),
    ("The envoy urged both sides to negotiate.", "negotiate"),
    ("The islanders fear an attack.", "attack"),
    ("The rebels might have killed the guard.", "killed"),
    ("The group ordered its men to attack the convoy.", "attack"),
    ("The council demanded the release of the sailors.", "release"),
    ("A possible attack worries the port authority.", "attack"),
    ("The ministry would negotiate with the strikers.", "negotiate"),
    ("The group has the ability to attack ships.", "attack"),
    ("Unless the militia frees the crew, talks are off.", "frees"),
]
HABITS = [
    ("The group raids towns along the coast.", "raids"),
    ("The militia often kidnaps fishermen.", "kidnaps"),
    ("Pirates routinely attack trawlers in these waters.", "attack"),
    ("The front usually kills informers.", "kills"),
    ("The gang used to rob banks.", "rob"),
]
CASES = [
    *((text, word, Mode.HAPPENED) for text, word in HAPPENED),
    *((text, word, Mode.DENIED) for text, word in DENIED),
    *((text, word, Mode.PLANNED) for text, word in PLANNED),
    *((text, word, Mode.THREATENED) for text, word in THREATENED),
    *((text, word, Mode.ATTEMPTED) for text, word in ATTEMPTED),
    *((text, word, Mode.HYPOTHETICAL) for text, word in HYPOTHETICAL),
    *((text, word, None) for text, word in HABITS),
]


@pytest.mark.parametrize(("text", "word", "mode"), CASES)
def test_modes_of_sentences(text: str, word: str, mode: Mode | None) -> None:
    found = modes(text)
    key = next((k for k in found if word in k), None)
    assert (found[key] if key is not None else None) == mode, found


def test_modes_take_a_denied_statement_as_a_denied_event() -> None:
    text = "The general rejects the report: the army bombed the school."
    doc = parse(Document(source=Source(id="t", sha256=""), text=text))
    start = text.index("the army")
    denial = Statement(
        id="s",
        speaker=None,
        cue=None,
        content=(Span(text=text[start:], start=start, end=len(text)),),
        quote=Quote.INDIRECT,
        kind=Kind.DENIAL,
        certainty=Certainty.DENIED,
        polarity=Polarity.AFFIRMED,
        time=Tense.PAST,
        confidence=1.0,
    )
    trigger = next(t for t in triggers(doc) if doc.text[t.start : t.end] == "bombed")
    assert mode_of(trigger) is Mode.HAPPENED
    assert mode_of(trigger, [denial]) is Mode.DENIED
