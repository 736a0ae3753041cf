"""The cue lexicon: its entries, its lists, and what it refuses."""

import pytest

from purport.codebooks import cues as lexicon
from purport.codebooks.cues import CLASSES, cue_lemma, cues, word_list
from purport.errors import CodebookError
from purport.types import Certainty, Kind

KINDS = (
    ("say", Kind.REPORT),
    ("claim", Kind.CLAIM),
    ("deny", Kind.DENIAL),
    ("accuse", Kind.ACCUSATION),
    ("threaten", Kind.THREAT),
    ("vow", Kind.PROMISE),
    ("urge", Kind.ORDER),
    ("condemn", Kind.OPINION),
    ("want", Kind.ATTITUDE),
)


@pytest.mark.parametrize(("lemma", "kind"), KINDS)
def test_cues_know_the_act_of_common_verbs(lemma: str, kind: Kind) -> None:
    assert cues("verbs")[lemma].kind is kind


@pytest.mark.parametrize("word_class", CLASSES)
def test_cues_have_frames_with_a_share(word_class: str) -> None:
    entries = cues(word_class)
    assert entries
    for lemma, cue in entries.items():
        assert cue.lemma == lemma
        assert all(0 < share <= 1 for share in cue.frames.values())


def test_cues_give_no_share_for_a_frame_they_do_not_list() -> None:
    assert cues("verbs")["say"].precision("noun_of") == 0.0


def test_cues_mark_hedging_denying_and_distancing_words() -> None:
    verbs = cues("verbs")
    assert verbs["believe"].certainty is Certainty.PROBABLE
    assert verbs["hope"].certainty is Certainty.POSSIBLE
    assert verbs["deny"].certainty is Certainty.DENIED
    assert verbs["allege"].distanced and not verbs["say"].distanced
    assert [lemma for lemma, adverb in cues("adverbs").items() if not adverb.distanced] == ["according"]


def test_cues_leave_out_verbs_of_deeds() -> None:
    assert not {"kill", "attack", "capture", "fire", "seize"} & {
        lemma for lemma, cue in cues("verbs").items() if cue.kind is not Kind.ATTITUDE and "clause" in cue.frames
    }


@pytest.mark.parametrize(("given", "lemma"), [("criticise", "criticize"), ("hop", "hope"), ("say", "say")])
def test_cue_lemma_mends_spelling_and_slips(given: str, lemma: str) -> None:
    assert cue_lemma(given) == lemma


def test_word_list_refuses_an_unknown_name() -> None:
    with pytest.raises(CodebookError, match=r"no list 'nonesuch'.*distancing"):
        word_list("nonesuch")


BAD = (
    ({"frames": {"clause": 1.5}}, "above 0 and up to 1"),
    ({"frames": {"clause": "often"}}, "above 0 and up to 1"),
    ({"frames": {"clause": 0.5}, "kind": "rumour"}, "a kind and a certainty of the contract"),
    ({"frames": {"clause": 0.5}, "kinds": {"clause": "rumour"}}, "a kind and a certainty of the contract"),
    ({"frames": {"clause": 0.5}, "certainty": "perhaps"}, "a kind and a certainty of the contract"),
)


@pytest.mark.parametrize(("entry", "rule"), BAD)
def test_cues_refuse_an_entry_that_breaks_the_rules(
    entry: dict[str, object], rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lexicon, "_table", lambda name: {"verbs": {"mutter": entry}})
    with pytest.raises(CodebookError, match=rule):
        cues.__wrapped__("verbs")
