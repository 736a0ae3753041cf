from dataclasses import replace

import pytest

from purport.analysis.same_incident.candidates import candidates
from purport.analysis.same_incident.groups import likeness, same_incident, same_incidents
from purport.analysis.same_incident.pairs import levels
from purport.analysis.same_incident.weights import probability, weights

RAID = {"date": "2024-05-09", "place": "Lerwick", "targets": ("prison",), "told": "gunmen stormed prison freed inmates"}


def chance(one, other):
    return likeness(one, other).probability


def test_two_reports_of_one_raid_are_one_incident(telling):
    one, other = (telling(name, "jailbreak", **RAID) for name in ("courier", "herald"))
    assert chance(one, other) > 0.9
    (found,) = same_incidents([one, other])
    assert len(found.tellings) == 2
    assert found.probability == pytest.approx(chance(one, other))


TWINS = {
    "another day": {"date": "2024-05-12"},
    "another town, near": {"place": "Scalloway"},
    "another town, far": {"place": "Kirkwall"},
    "another country": {"place": "Tórshavn"},
    "another sort of deed": {"kind": "negotiation"},
}


@pytest.mark.parametrize("other", TWINS.values(), ids=TWINS)
def test_near_twins_are_told_apart(telling, other):
    # As like as twins get: one group, one sort of target, much the same words.
    shared = {**RAID, "actors": ("Norran Front",), "kind": "bombing", "told": "bomb exploded market killed stalls"}
    one, two = telling("courier", **shared), telling("herald", **{**shared, **other})
    assert len(same_incidents([one, two])) == 2


def test_each_contradiction_weighs_against_and_what_is_unknown_weighs_nothing(telling):
    full = {**RAID, "actors": ("Norran Front",)}
    one = telling("courier", "jailbreak", **full)
    held = weights()
    for field, value in {"place": "Kirkwall", "date": "2024-05-12", "actors": ("Skerry League",)}.items():
        against = telling("herald", "jailbreak", **{**full, field: value})
        unknown = telling("herald", "jailbreak", **{**full, field: () if field == "actors" else None})
        assert held.log_odds(one, against) < held.log_odds(one, unknown)
        assert levels(one, unknown)[field] == "unknown"
    assert all("unknown" not in levels_of for levels_of in held.of.values())


@pytest.mark.parametrize(
    ("one", "other", "field", "level"),
    [
        ({"date": "2024-05-09"}, {"date": "2024-05-09"}, "date", "same_day"),
        ({"date": "2024-05-09"}, {"date": "2024-05-10"}, "date", "next_day_stated"),
        ({"date": "2024-05-09", "basis": "published"}, {"date": "2024-05-10"}, "date", "next_day"),
        ({"date": "2024-05-09"}, {"date": "2024-05"}, "date", "common_month"),
        ({"date": "2024-05-09"}, {"date": "2023"}, "date", "apart_loose"),
        ({"date": "2024-05-12"}, {"published": "2024-05-10"}, "publication", "told_before_it"),
        ({"date": "2024-05-09"}, {"published": "2024-05-10"}, "publication", "undated_at_once"),
        ({"place": "Lerwick"}, {"place": "Shetland"}, "place", "within_region"),
        ({"place": "Lerwick"}, {"place": "United Kingdom"}, "place", "within_country"),
        ({"place": "Lerwick"}, {"place": "Scalloway"}, "place", "near"),
        ({"place": "Lerwick"}, {"place": "Tórshavn"}, "place", "far"),
        ({"actors": ("Norran Front",)}, {"actors": ("the Norran Front",)}, "actors", "shared"),
        ({"actors": ("Norran Front",)}, {"actors": ("fighters of Norran Front",)}, "actors", "alike"),
        ({"actors": ("Norran Front",)}, {"actors": ("Skerry League",)}, "actors", "different"),
        ({"actors": ("Norran Front",)}, {"actors": ("gunmen",)}, "actors", "unknown"),
        ({"targets": ("a prison",)}, {"targets": ("fish market",)}, "targets", "unlike"),
        ({"targets": ("six people",)}, {"targets": ("three people",)}, "targets", "unknown"),
        ({"date": "2024-05-09", "days_beside": [8]}, {"date": "2024-05-08"}, "date", "named_beside"),
        ({"days_beside": [8]}, {"date": "2024-05-08"}, "date", "undated_named_beside"),
        ({"date": "2024-05-09", "days_beside": [7]}, {"date": "2024-05-08"}, "date", "next_day_stated"),
        ({"place": "Lerwick", "places_beside": ["Kirkwall"]}, {"place": "Kirkwall"}, "place", "named_beside"),
        ({"place": "Lerwick", "places_beside": ["Tórshavn"]}, {"place": "Kirkwall"}, "place", "far"),
        ({"runs": {1, 2}}, {"runs": {1, 2, 3}}, "passage", "copied"),
        ({"runs": {1, 2, 3, 4}}, {"runs": {1, 5, 6, 7}}, "passage", "copied_in_part"),
        ({"runs": {1}}, {"runs": {2}}, "passage", "unknown"),
        (
            {"date": "2024-05-09", "basis": "published", "runs": {1}},
            {"date": "2024-05-10", "runs": {1}},
            "date",
            "copied_words",
        ),
        ({"date": "2024-05-09", "runs": {1}}, {"date": "2024-05-10", "runs": {1}}, "date", "next_day_stated"),
        ({"persons": ("Ailsa Rendall",)}, {"persons": ("Dr Ailsa Rendall",)}, "targets", "same_person"),
        ({"persons": ("Ailsa Rendall",)}, {"persons": ("Edda Bakke",)}, "targets", "different"),
        ({"targets": ("Norran Front",)}, {"targets": ("Norran Front",)}, "targets", "shared"),
    ],
)
def test_fields_of_a_pair_compare(telling, one, other, field, level):
    first, second = telling("courier", **one), telling("herald", **other)
    assert levels(first, second)[field] == levels(second, first)[field] == level


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        (("killed", 4, 4), ("killed", 4, 4), "equal"),
        (("killed", 40, 40), ("killed", 40, 40), "equal_many"),
        (("killed", 4, None), ("killed", 9, 9), "overlap"),
        (("killed", 4, None), ("killed", 4, 4), "equal_floor"),
        (("killed", 4, 4), ("killed", 5, 5), "close"),
        (("killed", 4, 4), ("killed", 40, 40), "different"),
        (("killed", 4, 4), ("injured", 4, 4), "unknown"),
        (("freed", 118, 118), ("escaped", 118, 118), "equal_many"),
    ],
)
def test_figures_of_a_pair_compare(telling, count, one, other, level):
    first, second = telling("a", figures=(count(*one),)), telling("b", figures=(count(*other),))
    assert levels(first, second)["figures"] == level


def test_tellings_of_one_document_are_never_one_incident_by_the_model(telling):
    one = telling("courier", "jailbreak", **RAID)
    other = telling("courier", "jailbreak", **RAID, id="i2")
    assert len(same_incidents([one, other])) == 2


def test_two_tellings_of_one_document_come_together_by_way_of_another_that_is_like_both(telling, count):
    one = telling("courier", "jailbreak", **RAID)
    other = telling("herald", "jailbreak", **RAID)
    like = telling("courier", "jailbreak", **RAID, id="i2")
    (found,) = same_incidents([one, like, other])
    assert like.key in found
    twin = telling(
        "courier", "jailbreak", **{**RAID, "targets": ("town hall",)}, figures=(count("freed", 9, 9),), id="i2"
    )
    one, other = (
        replace(each, incident=replace(each.incident, figures=(count("freed", 90, 90),))) for each in (one, other)
    )
    assert sorted(len(each.tellings) for each in same_incidents([one, twin, other])) == [1, 2]


def test_two_documents_that_tell_two_mean_two(telling):
    papers = ("courier", "herald")
    twins = [telling(name, "jailbreak", **RAID, id=each) for name in papers for each in ("i1", "i2")]
    others = [telling(name, "jailbreak", **RAID) for name in ("post", "wire", "gazette")]
    found = same_incidents([*twins, *others])
    assert len(found) > 1
    assert all(len(each.tellings) - len({t.source for t in each.tellings}) < 2 for each in found)


def test_a_place_of_one_name_is_a_ground_whichever_the_gazetteer_took(telling):
    one, other = telling("courier", **RAID), telling("herald", **RAID)
    place = replace(other.incident.place, gazetteer_id="test:another", lat=None, lon=None)
    other = replace(other, incident=replace(other.incident, place=place, targets=()))
    assert list(candidates([one, other])) == [(0, 1)]


def test_one_outlet_that_writes_the_same_words_day_after_day_tells_two(telling):
    one = telling("staff", date="2024-05-09", basis="published", runs={1, 2})
    other = telling("staff-2", date="2024-05-10", basis="published", runs={1, 2})
    assert levels(one, other)["date"] == "copied_words"
    assert levels(one, replace(other, publisher=one.publisher))["date"] == "next_day"
    assert levels(one, replace(other, publisher=None))["date"] == "next_day"


def test_candidates_share_a_ground_and_may_be_of_the_same_days(telling):
    tellings = [
        telling("a", **RAID),
        telling("b", **{**RAID, "place": "Shetland"}),
        telling("c", **{**RAID, "place": None, "date": None}, published="2024-05-11"),
        telling("d", **{**RAID, "date": "2024-07-01"}),
        telling("e", **{**RAID, "place": "Tórshavn"}),
        telling("f", "trial", **{**RAID, "targets": ()}),
    ]
    found = {frozenset(pair) for pair in candidates(tellings)}
    assert {frozenset(pair) for pair in [(0, 1), (0, 2), (1, 2)]} <= found
    assert not any(3 in pair or 5 in pair for pair in found)


def test_probability_is_that_of_the_odds():
    assert probability(0.0) == 0.5
    assert probability(2.0) == pytest.approx(0.8808, abs=1e-4)
    assert 0.0 < probability(-1e9) < probability(1e9) < 1.0 + 1e-9


def test_grounds_add_up_to_the_odds(telling):
    one, other = (telling(name, "jailbreak", **RAID) for name in ("courier", "herald"))
    held = weights()
    total = held.prior + sum(ground.weight for ground in held.grounds(one, other))
    assert total == pytest.approx(held.log_odds(one, other))


def test_the_incident_of_one_telling_is_that_among_all(telling):
    bombing = {**RAID, "kind": "bombing", "told": "bomb exploded market killed stalls"}
    told = [
        *(telling(name, "jailbreak", **RAID) for name in ("courier", "herald", "post")),
        *(telling(name, **{**bombing, **other}) for name, other in zip(("a", "b", "c"), TWINS.values(), strict=False)),
        telling("undated", "jailbreak", **{**RAID, "date": None}),
    ]
    every = same_incidents(told)
    assert 1 < len(every) < len(told)
    for each in told:
        assert same_incident(told, each.key) == next(one for one in every if each.key in one)
