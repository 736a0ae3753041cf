"""What befell those whom a figure of an incident counts, sentence by sentence. All groups and events are invented."""

import pytest

import purport

# text → every (what, low, high) that must be among the figures of its incidents
TOLD = {
    "a predicate": (
        "Fighting broke out near Brae on Saturday, leaving at least 17 people dead.",
        [("killed", 17, None)],
    ),
    "a bare adjective": ("A bomb went off at Brae on Monday, which left 31 dead.", [("killed", 31, 31)]),
    "spoken of": (
        "Troops fought rebels at Brae on Monday. Colonel Eide spoke of three dead and 30 hurt.",
        [("killed", 3, 3), ("injured", 30, 30)],
    ),
    "a loss": (
        "Troops fought rebels at Brae on Monday. The army admitted the loss of six soldiers.",
        [("killed", 6, 6)],
    ),
    "fallen": (
        "Troops fought rebels at Brae on Monday. The rebels said that 11 of their men had fallen.",
        [("killed", 11, 11)],
    ),
    "lives": ("The shelling of Brae on Monday claimed the lives of seven villagers.", [("killed", 7, 7)]),
    "what it cost": ("The raid on Brae on Monday cost the army six men.", [("killed", 6, 6)]),
    "with the leader": (
        "The rebels' leader died with two of his bodyguards in an ambush at Brae on Monday.",
        [("killed", 2, 2)],
    ),
    "a list told in one": (
        "Four guards and two of the raiders were killed in an attack on Brae on Monday.",
        [("killed", 4, 4), ("killed", 2, 2)],
    ),
    "missing": (
        "A bomb sank a ferry off Brae on Monday. Eight people are still missing.",
        [("missing", 8, 8)],
    ),
    "prisoners who flee": (
        "Police hunted scores of prisoners who fled from a jail in Brae on Monday.",
        [("escaped", 40, None)],
    ),
    "out of their homes": (
        "Rebels shelled Brae on Monday. More than 1,000 people were driven from their homes.",
        [("displaced", 1000, None)],
    ),
    "besieged": ("Rebels attacked Brae on Monday and surrounded 40 soldiers in the town hall.", [("besieged", 40, 40)]),
    "held before they are freed": (
        "Two engineers held for a year by rebels were released at Brae on Tuesday.",
        [("freed", 2, 2)],
    ),
    "an exchange spelt out": (
        "On 9 October the sides exchanged prisoners: 40 fighters of the League for six soldiers.",
        [("freed", 40, 40), ("freed", 6, 6)],
    ),
    "on board": (
        "Armed men seized a ferry off Brae on Monday with 143 passengers on board.",
        [("captured", 143, 143)],
    ),
    "things cut off": (
        "Rockets fired by the rebels landed near Brae on Monday, cutting electricity to 9,000 homes.",
        [("other:homes", 9000, 9000)],
    ),
    "a part in the deed": ("Seven fighters took part in the attack on Brae on Monday.", [("attackers", 7, 7)]),
    "a band": ("A force of 200 men attacked Brae on Monday.", [("attackers", 200, 200)]),
    "seen": ("Gunmen attacked Brae on Monday. A guard counted six men.", [("attackers", 6, 6)]),
    "protesters": ("Hundreds of residents marched through Brae on Tuesday.", [("protesters", 200, None)]),
    "asked for": (
        "Gunmen kidnapped a banker in Brae on Monday. They asked for 5 million kroner.",
        [("ransom demanded", 5_000_000, 5_000_000)],
    ),
    "pounds": (
        "Gunmen kidnapped a banker in Brae on Monday. They demanded a ransom of 3,000 pounds.",
        [("ransom demanded", 3000, 3000)],
    ),
    "in ransom": (
        "The nurses were freed in Brae on Monday. Their firm had paid 2 million pounds in ransom.",
        [("ransom", 2_000_000, 2_000_000)],
    ),
    "paid for them": (
        "The nurses were freed in Brae on Monday. An envoy said that 6 million euros had been paid for them.",
        [("ransom", 6_000_000, 6_000_000)],
    ),
}

# text → what no figure of its incidents may be
NOT_TOLD = {
    "sides of a truce": ("The two sides signed a truce in Brae on Monday.", "attackers"),
    "who is freed": ("Two engineers held for a year by rebels were released at Brae on Tuesday.", "attackers"),
    "who marches": ("Hundreds of residents marched through Brae on Tuesday.", "attackers"),
    "who mourns": ("A bomb hit Brae on Monday. Hundreds of mourners marched.", "killed"),
    "who wounds": ("Two gunmen wounded a guard in Brae on Monday.", "killed"),
    "arms": ("On Monday 60 rebels surrendered at Brae and handed over 45 rifles.", "freed"),
    "taken to court": ("A bomb killed a judge in Brae on Monday. Four men were taken to court.", "captured"),
    "pounds of a bomb": ("A bomb of 300 pounds killed a judge in Brae on Monday.", "ransom"),
    "seats": ("Gunmen attacked Brae on Monday. The Front lost 3 seats.", "killed"),
}


@pytest.mark.parametrize(("text", "figures"), TOLD.values(), ids=TOLD)
def test_figure_tells_what_befell_those_counted(text: str, figures: list[tuple[str, float, float | None]]) -> None:
    read = [(f.what, f.low, f.high) for i in purport.read(text, published="2023-10-15").incidents for f in i.figures]
    assert [figure for figure in figures if figure not in read] == []


@pytest.mark.parametrize(("text", "what"), NOT_TOLD.values(), ids=NOT_TOLD)
def test_figure_is_not_taken_for_another_fate(text: str, what: str) -> None:
    assert what not in [f.what for i in purport.read(text, published="2023-10-15").incidents for f in i.figures]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Troops fought rebels at Brae on Monday. Colonel Eide spoke of three dead.", "Colonel Eide"),
        ("A bomb hit Brae on Monday. The hospital put the toll at nine.", "hospital"),
    ],
)
def test_figure_is_its_tellers_who_only_speaks_of_it(text: str, who: str) -> None:
    figures = [f for i in purport.read(text).incidents for f in i.figures if (f.low or 0) > 1]
    assert [f.according_to for f in figures] == [who]
