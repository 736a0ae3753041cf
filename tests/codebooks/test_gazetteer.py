import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from purport.codebooks.gazetteer import (
    COUNTRY,
    FOLDER,
    REGION,
    Gazetteer,
    distance_km,
    fingerprint,
    gazetteer,
    index_sha256,
)
from purport.codebooks.placenames import normal, skeleton
from purport.errors import CodebookError
from purport.types import Level

AFGHAN_PROVINCES = [
    "Badakhshan",
    "Badghis",
    "Baghlan",
    "Balkh",
    "Bamyan",
    "Daykundi",
    "Farah",
    "Faryab",
    "Ghazni",
    "Ghor",
    "Helmand",
    "Herat",
    "Jowzjan",
    "Kabul",
    "Kandahar",
    "Kapisa",
    "Khost",
    "Kunar",
    "Kunduz",
    "Laghman",
    "Logar",
    "Nangarhar",
    "Nimroz",
    "Nuristan",
    "Paktika",
    "Paktya",
    "Panjshir",
    "Parwan",
    "Samangan",
    "Sar-e_Pul",
    "Takhar",
    "Uruzgan",
    "Wardak",
    "Zabul",
]


@pytest.mark.parametrize("name", AFGHAN_PROVINCES)
def test_gazetteer_knows_every_afghan_province(name: str) -> None:
    found = gazetteer().lookup(name.replace("_", " "))
    assert any(e.country == "AF" and e.rank == REGION and e.admin1 == e.name for e in found)


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("Tórshavn", "FO", 62.01, -6.77),
        ("Torshavn", "FO", 62.01, -6.77),
        ("REYKJAVIK", "IS", 64.15, -21.94),
        ("Mariehamn", "AX", 60.1, 19.95),
        ("Lerwick", "GB", 60.15, -1.15),
        ("Deir ez-Zor", "SY", 35.34, 40.14),
        ("Deir al-Zour", "SY", 35.34, 40.14),
        ("Dayr Az Zawr", "SY", 35.34, 40.14),
        ("الموصل", "IQ", 36.34, 43.12),
        ("U.K.", "GB", 54.5, -2.6),
    ],
)
def test_gazetteer_finds_a_name_in_its_forms(name: str, country: str, lat: float, lon: float) -> None:
    assert any(e.country == country and distance_km(e.lat, e.lon, lat, lon) < 30 for e in gazetteer().lookup(name))


def test_gazetteer_gives_the_most_populous_first() -> None:
    people = [e.population for e in gazetteer().lookup("Richmond")]
    assert len(people) > 5 and people == sorted(people, reverse=True)


def test_gazetteer_says_where_a_town_lies() -> None:
    entry = next(e for e in gazetteer().lookup("Akureyri") if e.country == "IS" and e.level is Level.CITY)
    assert entry.admin1 and entry.id.startswith("geonames:") and entry.population > 10_000 and entry.radius_km >= 2


def test_gazetteer_gives_countries_a_radius_and_no_province() -> None:
    [iceland] = [e for e in gazetteer().lookup("Iceland") if e.rank == COUNTRY]
    assert iceland.admin1 is None and 100 < iceland.radius_km < 300


def test_gazetteer_finds_other_spellings_only_by_asking_for_them() -> None:
    assert not gazetteer().lookup("Al Shadaddi")
    assert any(e.country == "SY" for e in gazetteer().similar("Al Shadaddi"))


def test_gazetteer_finds_nothing_for_what_is_no_name() -> None:
    for name in ("", " ", "\0", "qqxzzy", "!?", "🙂", "x" * 5000):
        assert gazetteer().lookup(name) == () and gazetteer().similar(name) == ()


def test_gazetteer_names_the_way_out_where_it_is_missing(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match=r"build\.py"):
        Gazetteer(tmp_path)


def test_gazetteer_opens_quickly_and_stays_small() -> None:
    code = (
        "import numpy, time, resource\n"
        "from purport.codebooks.gazetteer import Gazetteer\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss; start = time.perf_counter()\n"
        "g = Gazetteer(); assert g.lookup('Reykjavik')\n"
        "print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    seconds, kilobytes = map(float, subprocess.check_output([sys.executable, "-c", code], text=True).split())
    assert seconds < 0.3 and kilobytes < 250_000


def test_gazetteer_looks_up_thousands_of_names_a_second() -> None:
    names = [f"Name {n}" for n in range(3000)]
    start = time.perf_counter()
    for name in names:
        gazetteer().lookup(name)
    assert time.perf_counter() - start < 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deir al-Zour", "DEIR EL ZOUR"),
        ("Ar Raqqah", "Al-Raqqah"),
        ("Saint Helier", "St. Helier"),
        ("The Hague", "Hague"),
        ("Al-Qa'im", "Al Qa’im"),
        ("Höfn", "Hofn"),
        ("U.S.", "US"),
    ],
)
def test_normal_is_one_for_the_forms_of_a_name(one: str, other: str) -> None:
    assert normal(one) == normal(other)


@pytest.mark.parametrize(("one", "other"), [("Bayji", "Baiji"), ("Daquq", "Daqquq"), ("Huwayjah", "Hawija")])
def test_skeleton_is_one_for_the_spellings_of_a_name(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other) != ""


@given(st.text(max_size=40))
def test_normal_of_a_normal_form_is_itself_for_case_and_blanks(name: str) -> None:
    assert normal(name) == normal(f" {name} ".upper().lower()) or not name.isascii()


def test_fingerprint_is_of_the_index_that_is_there() -> None:
    assert (FOLDER / "SHA256").read_text().strip() == index_sha256()
    assert len(fingerprint()) == 64 and int(fingerprint(), 16)


def test_islands_are_placed_in_their_country() -> None:
    assert [(e.country, e.level) for e in gazetteer().lookup("Stewart Island")[:1]] != []
    assert any(e.country == "GB" and e.radius_km < 50 for e in gazetteer().lookup("Hoy"))
    assert any(e.country == "PT" for e in gazetteer().lookup("São Jorge"))
