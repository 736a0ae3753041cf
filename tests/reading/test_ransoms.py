"""Money for which people are set free is no count of people. All groups and events are invented."""

import pytest

import purport

CASES = {
    "a ransom, in so many words": (
        "The hostages were freed near Vágur on Friday for a ransom of 4 million euros.",
        "prisoner_release",
        [("ransom", 4_000_000, "euros")],
    ),
    "in ransom": (
        "The captain was freed in Vágur on Friday after his firm paid 3 million kroner in ransom.",
        "prisoner_release",
        [("ransom", 3_000_000, "kroner")],
    ),
    "in exchange": (
        "The Skua Front freed two divers in exchange for 4 million euros.",
        "prisoner_release",
        [("ransom", 4_000_000, "euros")],
    ),
    "demanded, in the sentence after": (
        "Gunmen kidnapped a banker in Vágur on Monday. They demanded a ransom of $2 million.",
        "kidnapping",
        [("ransom demanded", 2_000_000, "USD")],
    ),
    "another sum": ("Gunmen killed a banker in Vágur on Monday and took $2 million.", "attack", []),
}


@pytest.mark.parametrize(("text", "kind", "expected"), CASES.values(), ids=CASES)
def test_ransom_is_a_figure_of_its_incident(text: str, kind: str, expected: list[tuple[str, float, str]]) -> None:
    (incident,) = (i for i in purport.read(text).incidents if i.type == kind)
    money = [(f.what, f.low, f.who) for f in incident.figures if (f.low or 0) > 1000]
    assert money == expected
