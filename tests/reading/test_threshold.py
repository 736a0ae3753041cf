from dataclasses import replace
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import purport
from purport import OptionError, keep_confident
from purport.codec import check_anchors, decode, encode, to_dict
from purport.types import Status

TEXT = (
    "The Norran Front claimed that it had bombed the quay at Vágur and killed 12 guards. The Interior Office said that "
    "the bombing had killed three. Later that day gunmen attacked the customs house. A fisherman believed that two "
    "boats were seized."
)
SAMPLES = resources.files("purport") / "samples"
BAD = (-0.1, 1.01, 70, float("nan"), float("inf"), "0.7", None, True)


@pytest.fixture
def made(hand):
    """A bombing told twice, an attack told by the writer, and a seizure told by one man."""
    page = hand(TEXT)
    claim = page.say(
        "The Norran Front", "claimed", "it had bombed the quay at Vágur and killed 12 guards", confidence=0.9
    )
    count = page.say("The Interior Office", "said", "the bombing had killed three", confidence=0.6)
    doubt = page.say("A fisherman", "believed", "two boats were seized", confidence=0.3)
    page.incident(
        "bombing",
        "bombed",
        "bombing",
        place="Vágur",
        actors=("it=Norran Front",),
        targets=("the quay",),
        figures=(
            ("12", "killed", 12, 12, "The Norran Front"),
            ("three", "killed", 3, 3, "The Interior Office"),
        ),
        statements=(claim, count),
        status="reported",
    )
    page.incident("attack", "attacked", actors=("gunmen",), targets=("the customs house",))
    page.incident("robbery", "seized", statements=(doubt,), status="reported")
    return page.reading()


def bombing(reading):
    return next(incident for incident in reading.incidents if incident.type == "bombing")


def test_keep_confident_drops_what_is_below_and_keeps_what_is_at_it(made):
    assert [s.confidence for s in keep_confident(made, 0.6).statements] == [0.9, 0.6]
    assert [s.confidence for s in keep_confident(made, 0.61).statements] == [0.9]


def test_an_incident_that_only_a_dropped_statement_tells_goes(made):
    assert [incident.type for incident in keep_confident(made, 0.5).incidents] == ["bombing", "attack"]


def test_an_incident_keeps_what_the_kept_statements_and_the_writer_tell(made):
    kept = bombing(keep_confident(made, 0.7))
    assert [m.text for m in kept.mentions] == ["bombed"]
    assert [(f.low, f.according_to) for f in kept.figures] == [(12, "The Norran Front")]
    assert kept.statements == (made.statements[0].id,)
    assert (kept.place, kept.actors, kept.targets) == (
        bombing(made).place,
        bombing(made).actors,
        bombing(made).targets,
    )


def test_the_status_is_told_anew_from_who_still_tells(made):
    assert bombing(keep_confident(made, 0.5)).status is Status.CONFIRMED
    assert bombing(keep_confident(made, 0.7)).status is Status.CLAIMED


def test_what_only_a_dropped_statement_says_of_a_kept_incident_goes(made):
    first, second, third = made.statements
    kept = bombing(keep_confident(replace(made, statements=(replace(first, confidence=0.1), second, third)), 0.5))
    assert [m.text for m in kept.mentions] == ["bombing"]
    assert (kept.place, kept.actors, kept.targets) == (None, (), ())
    assert [f.according_to for f in kept.figures] == ["The Interior Office"]


def test_what_the_writer_tells_stays_without_any_statement(made):
    kept = keep_confident(made, 1)
    assert kept.statements == ()
    assert [(i.type, i.statements, i.status) for i in kept.incidents] == [("attack", (), Status.REPORTED)]
    assert [party.name for party in kept.incidents[0].actors] == ["gunmen"]


def test_the_threshold_is_kept_in_the_settings_and_never_lowered(made):
    kept = keep_confident(made, 0.7)
    assert kept.made_by.settings == {"least_confidence": 0.7}
    assert keep_confident(kept, 0.2) == kept
    assert decode(encode(kept)) == kept


@pytest.mark.parametrize("least", BAD)
def test_a_bad_threshold_is_an_error(made, least):
    with pytest.raises(OptionError, match=r"least confidence .* is no number from 0 to 1"):
        keep_confident(made, least)


@pytest.fixture(scope="module")
def sample():
    readings = purport.read_files([str(SAMPLES / "three-reports.jsonl")])
    return max(readings, key=lambda reading: len(reading.incidents))


def test_nothing_but_the_settings_changes_where_nothing_is_below(sample):
    assert replace(keep_confident(sample, 0), made_by=sample.made_by) == sample


@settings(deadline=None)
@given(least=st.floats(0, 1), more=st.floats(0, 1))
def test_what_is_kept_refers_to_what_is_kept_and_a_higher_threshold_keeps_a_part(sample, least, more):
    kept = keep_confident(sample, least)
    ids = {statement.id for statement in kept.statements}
    assert all(statement.confidence >= least for statement in kept.statements)
    assert all(set(incident.statements) <= ids for incident in kept.incidents)
    assert {i.id for i in kept.incidents} <= {i.id for i in sample.incidents}
    check_anchors(to_dict(kept))
    both = keep_confident(kept, max(least, more))
    assert replace(both, made_by=sample.made_by) == replace(
        keep_confident(sample, max(least, more)), made_by=sample.made_by
    )
