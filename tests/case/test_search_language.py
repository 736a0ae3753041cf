"""Queries against small cases: what each finds is counted by hand, or by a plain evaluation of the query."""

import hashlib
import sqlite3
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from purport.case import Case, highlights, search
from purport.case.query import And, Field, Not, Or, Words, parse
from purport.case.query_fields import Code, Name, Period
from purport.errors import CaseError, OptionError
from purport.language.folding import fold, words
from purport.types import Certainty, Kind, Place, Speaker, Theme

ARABIC = (
    "قال المتحدث باسم وزارة العدل إنّ الشُّرطة أوقفت ثلاثة رجال في تورسهافن. "
    "وأعلنت المجموعة أنها أطلقت سراح الأسرى وللشرطة رواية أخرى."
)
TEXTS = {
    # document: (text, published, publisher, speaker, cue, content, kind)
    "norse": ("Søren Dam said the ferry left Tórshavn at dawn.", "2020-08-02", "Nordic Wire", "Søren Dam", "said",
              "the ferry left Tórshavn at dawn", "report"),
    "ferry": ("Anna Dam denied that the ferry left.", "2020-08-05", "Nordic Wire", "Anna Dam", "denied",
              "the ferry left", "denial"),
    "month": ("The harbour office said left the ferry no one.", "2020-08", "Beacon Post", "The harbour office", "said",
              "left the ferry no one", "report"),
    "later": ("Søren Dam warned that ferries would stop.", "2021-01-10", "Beacon Post", "Søren Dam", "warned",
              "ferries would stop", "threat"),
    "undated": ("Jon Holm said dawn came.", None, None, "Jon Holm", "said", "dawn came", "report"),
}  # fmt: skip


@pytest.fixture(scope="module")
def talk(tmp_path_factory, hand):
    with Case.open(tmp_path_factory.mktemp("talk") / "talk.purport", create=True) as case:
        for name, (text, published, publisher, speaker, cue, content, kind) in TEXTS.items():
            made = hand(text, document=name, told={"published": published, "publisher": publisher})
            made.say(speaker, cue, content, name=speaker, kind=kind)
            case.add(made.reading())
        made = hand(ARABIC, document="arabic", told={"published": "2019-05-01", "publisher": "صوت الجزيرة"})
        made.say(
            "المتحدث باسم وزارة العدل", "قال", "الشُّرطة أوقفت ثلاثة رجال في تورسهافن", name="المتحدث باسم وزارة العدل"
        )
        made.say("المجموعة", "أعلنت", "أطلقت سراح الأسرى وللشرطة رواية أخرى", name="المجموعة")
        case.add(made.reading())
        yield case


def statements(found):
    return [hit.source.id for hit in found if hit.statement]


FOUND = [
    ("ferry", ["ferry", "norse", "month"]),
    ("FERRY left", ["ferry", "norse", "month"]),
    ('"ferry left"', ["ferry", "norse"]),
    ("ferr*", ["later", "ferry", "norse", "month"]),
    ("ferry -dawn", ["ferry", "month"]),
    ("-ferr*", ["arabic", "arabic", "undated"]),
    ("dawn OR stop", ["later", "norse", "undated"]),
    ("(dawn OR stop) speaker:dam", ["later", "norse"]),
    ("speaker:soren", ["later", "norse"]),
    ('speaker:"dam søren"', []),
    ("speaker:da*", ["later", "ferry", "norse"]),
    ("speaker:(holm OR office)", ["month", "undated"]),
    ("-speaker:dam kind:report", ["month", "arabic", "arabic", "undated"]),
    ("kind:denial OR kind:threat", ["later", "ferry"]),
    ("publisher:beacon", ["later", "month"]),
    ("date:2020-08", ["ferry", "norse", "month"]),
    ("date:2020-08-02", ["norse", "month"]),
    ("date:2020-08-20..2021", ["later", "month"]),
    ("date:>=2021", ["later"]),
    ("date:<2020", ["arabic", "arabic"]),
    ("ferry date:2020-08-05 OR speaker:holm", ["ferry", "month", "undated"]),
    ("-date:2020", ["later", "arabic", "arabic", "undated"]),
    ("NOT (date:2020 OR date:2021)", ["arabic", "arabic", "undated"]),
    ("date:2020 date:2021", []),
    ("(dawn date:2020-08-02) OR (stop -date:2020)", ["later", "norse"]),
    ("شرطة", ["arabic", "arabic"]),
    ("الشرطة", ["arabic", "arabic"]),
    ("أسرى", ["arabic"]),
    ("الاسري", ["arabic"]),
    ("رجالُ", ["arabic"]),
    ("جزيرة", []),
    ("publisher:جزيرة", ["arabic", "arabic"]),
    ('speaker:"وزارة العدل"', ["arabic"]),
    ('"سراح الأسرى"', ["arabic"]),
    ("أسر*", ["arabic"]),
    ("شرطة AND ferry", []),
]


FOUND += [
    ("soren", ["later", "norse"]),
    ("ferry -dam", ["month"]),
    ("warned", ["later"]),
    ('"harbour office"', ["month"]),
]


@pytest.mark.parametrize(("query", "expected"), FOUND)
def test_find_by_the_language(talk, query, expected):
    assert statements(talk.find(query)) == expected


MARKED = [
    ("ferry", "norse", ["ferry"]),
    ('"FERRY left"', "norse", ["ferry left"]),
    ("torshavn soren", "norse", ["Søren", "Tórshavn"]),
    ("ferr*", "later", ["ferries"]),
    ("شرطة", "arabic", ["الشُّرطة"]),
    ("أسرى شرطة", "arabic", ["الأسرى", "وللشرطة"]),
]


@pytest.mark.parametrize(("query", "document", "marked"), MARKED)
def test_find_shows_the_words_as_they_stand(talk, query, document, marked):
    hits = [hit for hit in talk.find(query) if hit.source.id == document]
    text = talk.reading(document).text
    found = [match.text for match in hits[-1].matches]
    assert [word for word in found if word in marked] == marked
    for hit in hits:
        assert all(text[match.start : match.end] == match.text for match in hit.matches)


def test_find_gives_a_text_where_its_words_stand_together(tmp_path, hand):
    text = "The dam is old. " + "Filler. " * 60 + "The old dam broke."
    with Case.open(tmp_path / "a.purport", create=True) as case:
        case.add(hand(text).reading())
        (hit,) = case.find("dam broke")
        assert hit.anchor.text == "broke"
        assert [match.text for match in hit.matches] == ["dam", "broke"]


def test_terms_brought_together_find_the_same(tmp_path, hand):
    with Case.open(tmp_path / "a.purport", create=True) as case:
        many(hand, case, ["boat", "gale", "boat gale"])
        before = statements(case.find("boat"))
        case.gather_terms()
        case.gather_terms()
        assert statements(case.find("boat")) == before == ["d0", "d2"]
        many(hand, case, ["boat", "gale", "boat gale", "boat"])
        assert statements(case.find("boat")) == ["d0", "d2", "d3"]


def test_find_pages_without_a_gap(talk):
    every = statements(talk.statements())
    assert len(every) == 7
    pages = [statements(talk.statements(limit=3, offset=at)) for at in range(0, 9, 3)]
    assert [name for page in pages for name in page] == every
    with pytest.raises(OptionError, match="offset -1"):
        talk.find(offset=-1)


def test_statements_of_a_document_stay_in_reading_order_across_pages(tmp_path, hand):
    made = hand("A said one. B said two. C said three.", document="d")
    for speaker, content in (("A", "one"), ("B", "two"), ("C", "three")):
        made.say(speaker, "said", content)
    with Case.open(tmp_path / "a.purport", create=True) as case:
        case.add(made.reading())
        assert [case.statements(limit=1, offset=n)[0].anchor.text for n in range(3)] == ["one", "two", "three"]


def many(hand, case, contents):
    """A document with a statement for each content, the first the newest."""
    for n, content in enumerate(contents):
        made = hand(f"A said {content}.", document=f"d{n}", told={"published": f"20{20 - n:02}-01-01"})
        made.say("A", "said", content)
        case.add(made.reading())


def test_rank_puts_what_fits_best_first(tmp_path, hand):
    with Case.open(tmp_path / "a.purport", create=True) as case:
        many(hand, case, ["boat and much more of other things", "gale boat", "gale gale", "gale", "boat"])
        assert statements(case.find("boat", rank=True))[0] == "d4"
        found = case.find("gale OR boat", rank=True)
        assert found.ranked
        assert not found.capped
        assert statements(found)[0] == "d1"
        assert statements(case.find("gale OR boat"))[0] == "d0"
        assert not case.find("kind:report", rank=True).ranked


def test_rank_says_where_more_fits_than_it_weighed(tmp_path, hand, monkeypatch):
    monkeypatch.setattr(search, "CANDIDATES", {"statement": 3, "incident": 3, "document": 3})
    with Case.open(tmp_path / "a.purport", create=True) as case:
        many(hand, case, ["boat", "boat", "boat", "boat", "boat gale", "gale"])
        assert case.find("boat", rank=True).capped
        found = case.find("boat OR gale", rank=True)
        assert found.capped
        assert statements(found)[0] == "d4"
        assert not case.find("gale", rank=True).capped


PLACES = {"Tórshavn": (62.01, -6.77), "Klaksvík": (62.23, -6.59), "Lerwick": (60.15, -1.14), "Kirkwall": (58.98, -2.96)}


@pytest.fixture(scope="module")
def islands(tmp_path_factory, hand):
    with Case.open(tmp_path_factory.mktemp("islands") / "islands.purport", create=True) as case:
        for n, (name, (lat, lon)) in enumerate(PLACES.items()):
            made = hand(f"A man said boats came to {name}.", document=name, told={"published": f"2020-01-0{9 - n}"})
            made.say("A man", "said", f"boats came to {name}")
            where = {"lat": lat, "lon": lon, "radius_km": 3.0, "country": "FO" if lat > 61 else "GB"}
            place = Place(**made.at(name), name=name, **where)
            case.add(replace(made.reading(), places=(place,)))
        yield case


AROUND = [
    ("place:torshavn", ["Tórshavn"]),
    ("place:torshavn~1km", ["Tórshavn"]),
    ("place:torshavn~50km", ["Tórshavn", "Klaksvík"]),
    ("boats place:torshavn~50km -place:klaksvik", ["Tórshavn"]),
    ("place:62.2,-6.6~30", ["Tórshavn", "Klaksvík"]),
    ("place:60,-2~200km", ["Lerwick", "Kirkwall"]),
    ("place:60,-2~20000km", ["Tórshavn", "Klaksvík", "Lerwick", "Kirkwall"]),
    ("place:0,170~50km", []),
    ("country:fo", ["Tórshavn", "Klaksvík"]),
    ("place:Reykjavík~500km", ["Tórshavn", "Klaksvík"][:0]),
    ("place:Reykjavík~900km", ["Tórshavn", "Klaksvík"]),
    ("place:lerwick OR place:62.01,-6.77~5km", ["Tórshavn", "Lerwick"]),
]


@pytest.mark.parametrize(("query", "expected"), AROUND)
@pytest.mark.parametrize("few", [24, 0])
def test_find_by_distance(islands, monkeypatch, few, query, expected):
    monkeypatch.setattr("purport.case.places_near.FEW", few)
    assert statements(islands.find(query)) == expected


def test_find_by_distance_from_nowhere(islands):
    with pytest.raises(OptionError, match="neither the case nor the gazetteer has a place 'Nosuchholm'; write"):
        islands.find("place:Nosuchholm~5km")


def test_place_that_only_the_gazetteer_knows_is_told(islands):
    (note,) = islands.find("place:Atlantis~5km").notes
    assert note.startswith("the case knows no place 'Atlantis' with coordinates; it was taken for Atlantis, ")
    assert islands.find("place:lerwick~5km").notes == ()


def test_place_without_coordinates_is_told_of(tmp_path, hand):
    made = hand("Men raided Nosuchholm.", document="d")
    made.incident("raid", "raided", place="Nosuchholm")
    reading = made.reading()
    (incident,) = reading.incidents
    bare = replace(incident.place, lat=None, lon=None, radius_km=None, country=None, gazetteer_id=None)
    with Case.open(tmp_path / "a.purport", create=True) as case:
        case.add(replace(reading, incidents=(replace(incident, place=bare),)))
        assert len(case.incidents("place:nosuchholm")) == 1
        with pytest.raises(OptionError, match="names a place 'Nosuchholm', but neither it nor the gazetteer knows"):
            case.find("place:Nosuchholm~5km")


def test_find_by_distance_where_an_incident_was_settled_in_the_country_of_a_town(tmp_path, hand):
    made = hand("Men raided the harbour of Klaksvík.", document="d")
    made.incident("raid", "raided", place="Klaksvík")
    reading = made.reading()
    (incident,) = reading.incidents
    town = replace(incident.place, lat=62.23, lon=-6.59, radius_km=2.0, country="FO", gazetteer_id="geonames:2618795")
    country = replace(town, name="Faroe Islands", lat=62.0, lon=-7.0, radius_km=21.0, gazetteer_id="geonames:2622320")
    settled = replace(reading, places=(town,), incidents=(replace(incident, place=country),))
    with Case.open(tmp_path / "a.purport", create=True) as case:
        case.add(settled)
        for query, count in [
            ("place:klaksvik", 1),
            ("place:klaksvik~10km", 1),
            ("place:62.2,-6.6~20km", 1),
            ('place:"faroe islands"', 1),
            ("place:lerwick~10km", 0),
        ]:
            assert len(case.incidents(query)) == count, query


def test_place_of_the_speaker_is_a_place_of_the_statement(tmp_path, hand):
    made = hand("The mayor of Klaksvík said boats left.", document="d")
    made.say("The mayor of Klaksvík", "said", "boats left")
    place = Place(**made.at("Klaksvík"), name="Klaksvík", country="FO", lat=62.23, lon=-6.59, radius_km=2.0)
    with Case.open(tmp_path / "a.purport", create=True) as case:
        case.add(replace(made.reading(), places=(place,)))
        assert len(case.statements("place:klaksvik~10km")) == 1


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("country:Faroe", "two letters"),
        ('country:"Faroe Islands"', "write country:FO"),
        ("boats -country:ZZ", "country 'ZZ' does not exist"),
        ("theme:nosuch", "theme 'nosuch'; none has a theme"),
    ],
)
def test_value_that_nothing_can_have_is_told(islands, query, told):
    with pytest.raises(OptionError, match=told):
        islands.find(query)


def test_country_that_no_record_names_is_found_nowhere(islands):
    assert not islands.find("country:IS")


def test_theme_that_no_text_has_is_told_with_those_there_are(tmp_path, hand):
    made = hand("Boats left.", document="d")
    theme = Theme(**made.at("Boats"), code="sea")
    with Case.open(tmp_path / "a.purport", create=True) as case:
        case.add(replace(made.reading(), themes=(theme,)))
        assert len(case.find("boats theme:sea")) == 1
        with pytest.raises(OptionError, match="there are sea"):
            case.find("theme:land")


def test_search_in_a_case_whose_rows_were_cut_off_says_so(tmp_path, hand):
    with Case.open(tmp_path / "a.purport", create=True) as case:
        many(hand, case, ["boat", "gale boat"])
    with sqlite3.connect(tmp_path / "a.purport") as file:
        for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            file.execute(f"DROP TRIGGER {name}")
        file.execute("DELETE FROM statements WHERE id = (SELECT max(id) FROM statements)")
    file.close()
    with Case.open(tmp_path / "a.purport") as case:
        for rank in (False, True):
            with pytest.raises(CaseError, match="1 statements that are not in the case"):
                case.find("boat", rank=rank)


# Against a plain evaluation ------------------------------------------------------------------------------------------

WORDS = ("ab", "abc", "cd", "الباب", "وباب", "باب")
DAYS = ("2020-01-01", "2020-01", "2020", None, "2020-02-03")


@st.composite
def queries(draw, depth=3):
    if depth and draw(st.integers(0, 2)):
        parts = draw(st.lists(queries(depth=depth - 1), min_size=1, max_size=3))
        if draw(st.booleans()):
            return f"NOT ({parts[0]})"
        return f"({draw(st.sampled_from([' ', ' OR ', ' AND '])).join(parts)})"
    return draw(
        st.sampled_from(
            [
                *(
                    *WORDS,
                    '"ab cd"',
                    '"cd ab"',
                    "ab*",
                    "speaker:ab",
                    "speaker:(ab OR cd)",
                    "kind:claim",
                    "-kind:report",
                ),
                *("document:d3", "document:(d1 OR d7)", "-document:d5"),
                *("date:2020-01", "date:2020-01-15..2020-03", "date:>2020-01-31", "date:<=2020-01-01", "date:2020"),
            ]
        )
    )


def plainly(node, name, said, speaker, kind, published):
    if isinstance(node, And):
        return all(plainly(part, name, said, speaker, kind, published) for part in node.parts)
    if isinstance(node, Or):
        return any(plainly(part, name, said, speaker, kind, published) for part in node.parts)
    if isinstance(node, Not):
        return not plainly(node.part, name, said, speaker, kind, published)
    if isinstance(node, Words):
        return stands(node, f"{speaker} said {said}")
    assert isinstance(node, Field)
    if isinstance(node.value, Period):
        return during(node.value, published)
    if isinstance(node.value, Code):
        return node.value.value == (name if node.name == "document" else kind)
    assert isinstance(node.value, Name)
    return stands(Words(node.value.text), speaker)


def stands(wanted, text):
    wanted_words, every = words(wanted.text), words(text)
    if wanted_words[0] in ("باب", "الباب"):
        return any(word in ("باب", "الباب", "وباب") for word in every)
    if wanted.begins:
        return any(word.startswith(wanted_words[-1]) for word in every)
    n = len(wanted_words)
    return any(every[i : i + n] == wanted_words for i in range(len(every)))


def during(period, published):
    from purport.case.days import days

    if published is None:
        return False
    first, last = days(published)
    return (period.first is None or last >= period.first) and (period.last is None or first <= period.last)


@pytest.fixture(scope="module")
def mixed(tmp_path_factory, hand):
    told = []
    with Case.open(tmp_path_factory.mktemp("mixed") / "mixed.purport", create=True) as case:
        for n in range(40):
            digest = hashlib.sha256(str(n).encode()).digest()
            said = " ".join(WORDS[b % len(WORDS)] for b in digest[: 1 + digest[9] % 4])
            speaker, kind = WORDS[digest[10] % 3], ("claim", "report")[digest[11] % 2]
            published = DAYS[digest[12] % len(DAYS)]
            made = hand(f"{speaker} said: {said}.", document=f"d{n}", told={"published": published})
            made.say(speaker, "said", f": {said}", name=speaker, kind=kind)
            case.add(made.reading())
            told.append((f"d{n}", said, speaker, kind, published))
        yield case, told


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(queries())
@example("NOT (ab OR date:2020-01)")
@example("date:2020-01 date:>2020-01-31")
@example("NOT (document:d1 OR date:2020-01)")
@example("date:2020 document:(d1 OR d2 OR d3) -document:d2")
def test_search_finds_what_a_plain_evaluation_finds(mixed, query):
    case, told = mixed
    node = parse(query)
    try:
        found = statements(case.statements(query))
    except OptionError as error:
        assert "dates and documents within" in error.message
        return
    expected = {each[0] for each in told if node is None or plainly(node, *each)}
    assert sorted(found) == sorted(expected)
    # The same, page by page.
    assert [statements(case.statements(query, limit=1, offset=n)) for n in range(3)] == [
        found[n : n + 1] for n in range(3)
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(
    st.one_of(
        st.text(),
        st.text(alphabet='ab"*()-+:^~.,<>=NEAROTD{}\x00\ud800 “الو\ue000\ue001'),
        st.sampled_from(
            ["NEAR(a b)", "terms:a", "a + b", "^a", '"a" NEAR "b"', "a\x00b", "\ud800", "{terms}:a", "ab* cd*"]
        ),
    ),
    st.booleans(),
)
@example(" OR ".join(["ab"] * 150), True)
@example(" ".join(["(ab OR -date:2020)"] * 12), False)
@example(" ".join(["باب"] * 60), True)
@example("place:" + "a" * 3000 + "~5km", False)
@example("ـ", False)
@example("speaker:ـ OR place:ـ~5km", False)
@example("type:ـ theme:ـ", False)
def test_search_of_anything_is_an_answer_or_an_option_error(talk, query, rank):
    try:
        talk.find(query, rank=rank, limit=5)
    except OptionError as error:
        assert error.message


def test_search_finds_by_addressee_and_who_is_spoken_of(tmp_path, hand):
    made = hand("The Norran Front told reporters that the Skerry League had left.", document="d")
    made.actor("Skerry League", "the Skerry League")
    who = Speaker(**made.at("reporters"), name="reporters")
    made.say("The Norran Front", "told", "the Skerry League had left", name="Norran Front", addressee=who)
    with Case.open(tmp_path / "a.purport", create=True) as case:
        case.add(made.reading())
        for query, count in (
            ("about:skerry", 1),
            ("about:skerry-league", 1),
            ("about:norran", 0),
            ("actor:norran", 1),
            ("actor:reporters", 1),
            ("addressee:reporters", 1),
            ("speaker:skerry", 0),
        ):
            assert len(case.find(query)) == count, query


@pytest.mark.parametrize("identity", ["nf-1", "front", "norran-front", "Norran/Front"])
def test_who_is_named_is_found_by_an_id_whether_or_not_the_name_has_its_words(tmp_path, raid, identity):
    reading = raid.reading()
    speaker = replace(reading.statements[0].speaker, actor=identity)
    statement = replace(reading.statements[0], speaker=speaker)
    actors = tuple(replace(actor, id=identity) for actor in reading.actors)
    with Case.open(tmp_path / "id.purport", create=True) as own:
        own.add(replace(reading, statements=(statement, *reading.statements[1:]), actors=actors))
        for field in ("speaker", "actor"):
            assert [hit.statement.id for hit in own.statements(f'{field}:"{identity}"')] == ["s1"]
            assert not own.statements(f'{field}:"{identity}-2"')


@pytest.mark.parametrize("value", [*Kind, *Certainty])
def test_kinds_and_certainties_are_single_words(value):
    # terms.py writes them without looking for signs in them.
    assert words(value.value) == [value.value]


@given(st.text(alphabet="ab الشرطةو", max_size=30), st.sampled_from(["a", "ab", "شرطة", "الشرطة", '"ab a"', "ab*"]))
def test_what_matches_holds_the_least_of_the_words(text, query):
    wanted = parse(query)
    found = highlights.matches(text, [wanted])
    assert not found or highlights.least_of(wanted) in fold(text)
