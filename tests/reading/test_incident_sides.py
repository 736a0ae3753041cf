"""Between whom battles and truces are that name no side."""

import purport


def named(text: str, kind: str) -> list[str]:
    incident = next(i for i in purport.read(text).incidents if i.type == kind)
    return [party.name for party in incident.actors]


def test_a_battle_without_a_name_is_between_those_whose_men_fell() -> None:
    text = "Fighting broke out off Mykines on Saturday. Six Danish soldiers and ten Icelandic soldiers were killed."
    assert named(text, "battle") == ["Denmark", "Iceland"]


def test_a_battle_whose_dead_are_of_one_nation_names_no_sides() -> None:
    assert named("Fighting broke out off Mykines on Saturday. Six Danish soldiers were killed.", "battle") == []


def test_a_truce_names_those_between_whom_it_was_signed() -> None:
    text = "A truce signed on 1 September 2020 between the Reef Front and the Hoy Brigade continues to hold."
    assert named(text, "ceasefire") == ["Reef Front", "Hoy Brigade"]


def test_a_release_that_names_nobody_is_by_those_who_took_the_captives() -> None:
    text = "The Reef Front kidnapped Lars Engen in May 2020. Lars Engen was released on 3 June 2020."
    assert named(text, "prisoner_release") == ["Reef Front"]
