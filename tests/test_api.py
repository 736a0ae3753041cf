import ast
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import purport
from purport import (
    BadRecord,
    Document,
    EmptyDocument,
    InputError,
    NotText,
    OptionError,
    PurportError,
    Reading,
    Source,
    actors,
    dates,
    figures,
    places,
    read,
    read_documents,
    read_files,
    themes,
)
from purport.reading import FINDERS

TEXT = "The office in Tórshavn said on 6 March 2024 that 12 men had left. The Norran Front denied it."


def run(code):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def loaded(code):
    """The top-level packages and purport's modules that are loaded after some code."""
    return set(run(f"{code}\nimport sys\nprint(*sys.modules)").split())


def test_public_names_are_sorted_and_there():
    assert purport.__all__ == sorted(purport.__all__)
    assert len(set(purport.__all__)) == len(purport.__all__)
    assert dir(purport) == purport.__all__
    for name in purport.__all__:
        assert getattr(purport, name) is not None


def test_public_names_are_those_that_a_type_checker_sees():
    tree = ast.parse(Path(inspect.getfile(purport)).read_text(encoding="utf-8"))
    [guarded] = [node for node in tree.body if isinstance(node, ast.If)]
    homes = {alias.name: node.module for node in guarded.body for alias in node.names}
    assert sorted([*homes, "__version__"]) == purport.__all__
    for name, module in homes.items():
        assert module == f"purport.{purport._homes[name]}"


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'reed'"):
        purport.reed  # noqa: B018


def test_import_loads_nothing_heavy():
    modules = loaded("import purport")
    assert not modules & {"spacy", "numpy", "msgspec", "sqlalchemy", "rich", "typer", "trafilatura", "dataclasses"}
    assert {name for name in modules if name.startswith("purport")} == {"purport", "purport.lazy", "purport.version"}


def test_dates_need_no_language_model():
    modules = loaded("import purport; assert purport.dates('on 6 March 2024', '2024-03-08')")
    assert not modules & {"spacy", "onnxruntime", "trafilatura", "sqlalchemy", "rich"}


def test_read_gives_a_reading_of_the_text():
    reading = read(TEXT, published="2024-03-08", publisher="Nordic Wire", title="Departures", id="d1")
    assert isinstance(reading, Reading)
    assert reading.text == TEXT
    assert (reading.source.id, reading.source.publisher, reading.source.published) == (
        "d1",
        "Nordic Wire",
        "2024-03-08",
    )
    assert reading.made_by.models


def test_read_is_a_function_of_its_input():
    assert read(TEXT, published="2024-03-08") == read(TEXT, published="2024-03-08")


@pytest.mark.parametrize(
    ("text", "options", "error"),
    [
        ("", {}, EmptyDocument),
        (" \n ", {}, EmptyDocument),
        ("half \ud83d", {}, NotText),
        (TEXT, {"published": "6 March 2024"}, OptionError),
        (TEXT, {"published": "2024-02-30"}, OptionError),
        (b"bytes", {}, OptionError),
        (Path("report.txt"), {}, OptionError),
    ],
    ids=range(7),
)
def test_read_refuses_what_it_cannot_read(text, options, error):
    with pytest.raises(error):
        read(text, **options)


def test_read_files_gives_errors_in_place(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_text("")
    (tmp_path / "c.jsonl").write_text('{"id": "one", "text": "One man said so."}\n')
    first, second, third = read_files(tmp_path, publisher="Given")
    assert (first.source.id, first.source.publisher) == ("a.txt", "Given")
    assert isinstance(second, EmptyDocument)
    assert third.source.id == "one"


def test_read_files_refuses_an_option_at_once(tmp_path):
    with pytest.raises(OptionError):
        read_files(tmp_path, published="soon")
    with pytest.raises(OptionError):
        read_files(tmp_path, format="odt")


def test_read_documents_takes_records_documents_and_errors():
    document = Document(source=Source(id="d", sha256="0" * 64), text="He said so.")
    failed = InputError("it is gone", where="x")
    found = list(read_documents([{"text": "She said so.", "page": 4}, document, failed, {"body": ""}]))
    assert found[0].source.id == "record:1"
    assert found[0].source.extra == {"page": 4}
    assert found[1].source == document.source
    assert found[2] is failed
    assert isinstance(found[3], BadRecord)
    assert found[3].where == "record:4"


def test_read_documents_reads_as_it_is_asked():
    def endless():
        while True:
            yield {"text": "He said so. " * 2000}

    assert isinstance(next(read_documents(endless())), Reading)


def test_read_documents_gives_a_run_of_errors_before_the_end():
    def endless():
        while True:
            yield InputError("no")

    assert isinstance(next(read_documents(endless())), PurportError)


def test_finders_alone_agree_with_the_whole_reading():
    reading = read(TEXT, published="2024-03-08")
    assert dates(TEXT, "2024-03-08") == reading.dates != ()
    assert places(TEXT) == reading.places
    assert figures(TEXT) == reading.figures != ()
    assert actors(TEXT) == reading.actors != ()


def test_themes_alone_are_those_of_the_whole_reading():
    text = "The Norran Front denied that it would free the captives."
    assert themes(text) == read(text).themes != ()
    assert themes("Ferries sail.") == themes(" ") == ()
    with pytest.raises(OptionError):
        themes(text, "soon")


def test_finders_alone_find_nothing_in_nothing():
    assert (dates(" "), places(""), figures("\n"), actors(" ")) == ((), (), (), ())
    with pytest.raises(OptionError):
        dates("on Monday", "soon")


def test_finders_alone_have_what_they_need():
    requires = {finder.assigns: set(finder.requires) for finder in (make() for make in FINDERS)}
    assert requires["dates"] == requires["places"] == requires["figures"] == set()
