import hashlib
import io
import json
import re

import pytest

from purport.errors import BadRecord, EmptyDocument, InputError, NotText, TooLarge
from purport.sources import MAX_BYTES, Metadata, Origin
from purport.sources.jsonlines import read
from purport.types import Document


def documents(*lines, given=None):
    data = b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
    return list(read(io.BytesIO(data), Origin(id="reports.jsonl", path="in/reports.jsonl", given=given or Metadata())))


def test_jsonlines_keeps_every_key():
    record = {
        "id": 17,
        "text": "One\r\ntwo",
        "published": "2024-03-02",
        "title": "A mast",
        "publisher": "The Beacon",
        "url": "https://beacon.example/17",
        "author": ["A. Joensen", "B. Lamhauge"],
        "language": "en",
        "number": {"issue": 3},
        "seen": None,
    }
    line = json.dumps(record).encode()
    [document] = documents(line + b"\r")
    source = document.source
    assert document.text == "One\ntwo"
    assert (source.id, source.title, source.publisher) == ("17", "A mast", "The Beacon")
    assert (source.published, source.author) == ("2024-03-02", "A. Joensen, B. Lamhauge")
    assert (source.url, source.language) == ("https://beacon.example/17", "en")
    assert source.extra == {"number": {"issue": 3}, "seen": None}
    assert (source.path, source.media_type) == ("in/reports.jsonl", "application/jsonl")
    assert source.sha256 == hashlib.sha256(line).hexdigest()


def test_jsonlines_names_a_record_without_an_id_by_its_line():
    found = documents(b"", {"text": "One"}, b"  ", {"text": "Two", "id": None})
    assert [document.source.id for document in found] == ["reports.jsonl:2", "reports.jsonl:4"]


def test_jsonlines_drops_the_byte_order_mark():
    [document] = documents(b'\xef\xbb\xbf{"text": "One"}')
    assert document.text == "One"
    assert document.source.sha256 == hashlib.sha256(b'{"text": "One"}').hexdigest()


BAD = (
    (b"no JSON", BadRecord, "not JSON"),
    (b'{"text": "cut', BadRecord, "not JSON"),
    (b'{"text": "latin \xe9"}', BadRecord, "not JSON"),
    (b"[" * 100_000, BadRecord, "not JSON"),
    ([1], BadRecord, "a list where a JSON object should be"),
    ("text", BadRecord, "a string where a JSON object should be"),
    ({}, BadRecord, "no `text` among its keys"),
    ({"a key\nof two lines": "One"}, BadRecord, "no `text` among its keys"),
    ({"body": "One"}, BadRecord, "no `text` among its keys .body."),
    ({"text": None}, BadRecord, "`text` is null"),
    ({"text": 5}, BadRecord, "`text` is a number"),
    ({"text": ["One"]}, BadRecord, "`text` is a list"),
    ({"text": "One", "id": True}, BadRecord, "`id` is true or false"),
    ({"text": "One", "title": 5}, BadRecord, "`title` is a number"),
    ({"text": ""}, EmptyDocument, "nothing to read"),
    ({"text": " \n"}, EmptyDocument, "nothing to read"),
    (b'{"text": "half \\ud83d of a pair"}', (BadRecord, NotText), ""),
)


@pytest.mark.parametrize(("line", "error", "message"), BAD, ids=range(len(BAD)))
def test_jsonlines_names_a_bad_record_and_goes_on(line, error, message):
    first, bad, last = documents({"text": "One"}, line, {"text": "Two", "id": "b"})
    assert (first.text, last.text) == ("One", "Two")
    assert isinstance(bad, error)
    assert bad.where == "in/reports.jsonl:2"
    assert re.search(message, bad.message)
    assert "\n" not in str(bad)


@pytest.mark.parametrize(
    ("stated", "published", "kept"),
    [
        ("2 March 2024", "2024-03-02", {}),
        (20240302, "2024-03-02", {}),
        (2024, "2024", {}),
        ("2 March", None, {"published": "2 March"}),
        (1726162800, None, {"published": "1726162800"}),
        (True, None, {"published": "True"}),
        (None, None, {}),
    ],
)
def test_jsonlines_keeps_a_date_it_cannot_tell_as_it_stands(stated, published, kept):
    [document] = documents({"text": "One", "published": stated})
    assert (document.source.published, document.source.extra) == (published, kept)


def test_jsonlines_does_not_look_at_what_is_given_from_outside():
    [document] = documents({"text": "One", "published": "2 March"}, given=Metadata(published="2024-03-02"))
    assert document.source.published == "2024-03-02"
    assert document.source.extra == {}


def test_jsonlines_passes_over_a_line_past_the_limit_without_holding_it():
    class Line(io.RawIOBase):
        """A record, a line of 50 MB, a record; notes the longest piece that was asked for."""

        def __init__(self):
            self.parts = [b'{"text": "One"}\n', *[b"x" * 1_000_000] * 50, b'\n{"text": "Two"}\n']

        def readable(self):
            return True

        def readinto(self, buffer):
            if not self.parts:
                return 0
            part = self.parts[0][: len(buffer)]
            self.parts[0] = self.parts[0][len(part) :]
            self.parts = self.parts if self.parts[0] else self.parts[1:]
            buffer[: len(part)] = part
            return len(part)

    found = list(read(io.BufferedReader(Line()), Origin(id="a")))
    assert [type(each) for each in found] == [Document, TooLarge, Document]
    assert found[1].where == "a:2"
    assert f"{MAX_BYTES:,}" in found[1].message
    assert isinstance(found[1], InputError)
