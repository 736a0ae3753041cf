"""A brief tells on whose word an incident stands, what was given for what, and how actors stand to one another."""

import purport
from purport.brief import compose, to_html, to_markdown

TEXT = (
    "The mayor of Lerwick said the Skua Front had burnt down the pier on Friday. The Front called the accusation "
    "absurd.\nOn Monday the Fulmar Army freed 30 sailors in exchange for 12 fighters, the Red Cross said. "
    "The Fulmar Army split from the Gannet Guard in 2021."
)


def sentences(brief, key):
    (section,) = (each for each in brief.sections if each.key == key)
    return {s.text: " ".join(c.quote for c in s.citations) for block in section.blocks for s in block.sentences}


def test_brief_says_why_an_incident_has_its_status_with_the_words_of_each_who_tells():
    said = sentences(compose(purport.read(TEXT, published="2024-05-06")), "new")
    why = "Contested (the one held to have done it denies a hand in it: "
    (basis,) = (text for text in said if text.startswith("Contested"))
    assert basis == f"{why}the mayor of Lerwick said so, the Skua Front denied a hand in it)."
    assert "had burnt down the pier" in said[basis] and "called the accusation absurd" in said[basis]


def test_brief_tells_an_exchange_from_both_sides():
    said = sentences(compose(purport.read(TEXT, published="2024-05-06")), "incidents")
    (told,) = (text for text in said if text.startswith("Exchange"))
    assert "the Fulmar Army gave “30 sailors”" in told and "the Fulmar Army received “12 fighters”" in told
    assert "in exchange for 12 fighters" in said[told]


def test_brief_lists_relations_with_their_dates_and_words():
    brief = compose(purport.read(TEXT, published="2024-05-06"))
    assert sentences(brief, "relations") == {
        "The Fulmar Army: split from the Gannet Guard.": "The Fulmar Army split from the Gannet Guard in 2021."
    }
    assert "**2021:** The Fulmar Army: split from the Gannet Guard" in to_markdown(brief).replace(
        "**2021**:", "**2021:**"
    )
    assert "How actors stand to one another" in to_html(brief)


def test_brief_names_the_report_before_a_status_where_there_are_several():
    one = purport.read("The Skua Front killed two guards in Lerwick on 3 May 2024, doctors said.")
    other = purport.read("The Skua Front killed three guards in Lerwick on 3 May 2024.")
    (section,) = (each for each in compose([one, other]).sections if each.key == "incidents")
    labelled = [s for block in section.blocks for s in block.sentences if s.text.startswith(("Claimed", "Reported"))]
    assert len(labelled) == 2 and all(s.label and s.citations for s in labelled)
