"""The country of an incident: from its own words, a body of a state, its paragraph, or all of the report."""

import pytest

import purport

ELSEWHERE = "\nThe envoys had met in Bergen, in Umea and in Lerwick before.\n"
COUNTRIES = [
    # the text, a word that tells of an incident, its country
    ("Envoys of the two sides held talks at the State Department on 3 May 2027.", "talks", "US"),
    ("Snow lay in Bergen. The Front held talks with the army at the State Department.", "talks", "US"),
    ("The State Department criticised the talks in Reykjavik on 3 May 2027.", "talks", "IS"),
    # In a paragraph of its own, an incident is where the rest of that is.
    (ELSEWHERE + "Snow lay in Torshavn and in Klaksvik. The Front killed two guards.", "killed", "FO"),
    (ELSEWHERE + "The Front killed two guards. Ferries to Torshavn were stopped.", "killed", "FO"),
    (ELSEWHERE + "The Front killed two guards. Ferries from Torshavn to Reykjavik were stopped.", "killed", None),
    ("\nFerries from Torshavn to Reykjavik were stopped.\nThe Front killed two guards.", "killed", None),
    (ELSEWHERE + "Snow lay in Torshavn. The Front killed two guards in Reykjavik.", "killed", "IS"),
]


@pytest.mark.parametrize(("text", "word", "country"), COUNTRIES)
def test_incident_has_the_country_that_is_told_nearest(text: str, word: str, country: str | None) -> None:
    start = text.index(word)
    (told,) = [i for i in purport.read(text).incidents if any(m.start <= start < m.end for m in i.mentions)]
    assert (told.place.country if told.place is not None else None) == country
