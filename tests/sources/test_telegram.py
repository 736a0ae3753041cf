import io
import json
from pathlib import Path

import pytest

from purport.errors import BadRecord, Damaged, EmptyDocument
from purport.sources import FORMATS, Origin, documents, sniff
from purport.sources.files import read_stream
from purport.types import Document

FILES = Path(__file__).parent / "files"
STATEMENT = "Invented text. Statement no. 9\n\nThe Front says that it opened the gates of Klaksvík. See https://norran.example/9"


def read(export):
    data = export if isinstance(export, bytes) else json.dumps(export, indent=1, ensure_ascii=False).encode()
    return list(read_stream(io.BytesIO(data), Origin(id="result.json", path="in/result.json")))


def channel(*messages):
    return {"name": "Norran Post", "type": "public_channel", "id": 5, "messages": list(messages)}


def message(number=1, text="The Front said so.", **more):
    return {"id": number, "type": "message", "date": "2024-09-12T20:15:03", "from": "Norran Post", "text": text, **more}


@pytest.mark.parametrize(
    ("name", "published"),
    [("result.json", "2024-09-12T19:15:03+00:00"), ("messages.html", "2024-09-12T20:15:03+01:00")],
)
def test_telegram_exports_give_each_message_with_words(name, published):
    statement, forward = documents(FILES / name)
    assert statement.text == STATEMENT
    assert statement.source.id == "Norran Post (invented)/2"
    assert (statement.source.publisher, statement.source.author) == ("Norran Post (invented)", None)
    assert statement.source.published == published
    assert statement.source.extra["telegram"]["message"] == "2"
    assert forward.text == "Invented text. The League denies that it took part."
    assert forward.source.extra["forwarded_from"] == "Skerry Voice"
    assert forward.source.extra["reply_to_message_id"] == 2
    assert forward.source.extra["container"]["path"] == str(FILES / name)


def test_telegram_keeps_that_a_message_was_edited():
    statement, _ = documents(FILES / "result.json")
    assert statement.source.extra["edited"] == "2024-09-12T19:31:40+00:00"


def test_telegram_members_of_a_group_are_authors():
    export = {**channel(message(**{"from": "Páll"})), "type": "private_group"}
    [found] = read(export)
    assert (found.source.publisher, found.source.author) == ("Norran Post", "Páll")
    assert found.source.published == "2024-09-12T20:15:03"


def test_telegram_export_of_all_chats_knows_which_chat_a_message_is_of():
    chats = [channel(message(1)), {**channel(message(2)), "name": "Skerry Voice"}]
    export = {
        "about": "Here is the data",
        "personal_information": {"user_id": 1},
        "chats": {"about": "", "list": chats},
    }
    assert [found.source.id for found in read(export)] == ["Norran Post/1", "Skerry Voice/2"]


def test_telegram_bad_messages_are_named_and_the_rest_goes_on():
    found = read(
        channel(message(1), message(2, text=7), message(3, text=[{"type": "bold"}, "Bold."]), message(4, date=None))
    )
    assert [type(each) for each in found] == [Document, BadRecord, Document, Document]
    assert found[1].where == "in/result.json, message 2"
    assert found[2].text == "Bold."


def test_telegram_malformed_messages_are_named():
    found = read(
        channel(message(1, text=["a", 7]), message(2, text=[{"x": 1}]), {"id": 3}, "words", None, [], message(4))
    )
    assert [type(each) for each in found] == [BadRecord] * 6 + [Document]
    assert [each.where for each in found[2:4]] == [
        "in/result.json, message 3",
        "in/result.json, message 4 of those written",
    ]


def test_telegram_export_cut_off_is_read_up_to_there():
    data = json.dumps(channel(*(message(n) for n in range(1, 6))), indent=1).encode()
    found = read(data[: data.index(b'"id": 4')])
    assert [each.source.extra["telegram"]["message"] for each in found[:-1]] == ["1", "2", "3"]
    assert isinstance(found[-1], Damaged)
    assert "after 3 messages" in found[-1].message
    assert isinstance(read(channel())[0], EmptyDocument)


def test_telegram_exports_are_told_from_other_json():
    assert sniff((FILES / "result.json").read_bytes(), "a.txt") is FORMATS["telegram"]
    assert sniff((FILES / "messages.html").read_bytes()[:32_768], "") is FORMATS["telegram-html"]
    assert sniff(b'{"name": "x", "text": "He said so."}', "") is FORMATS["jsonl"]


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        ("a word", "a string where a message (an object) is wanted; it is left out"),
        (3, "a number where a message"),
        ([], "a list where a message"),
        (message(text=["The Front ", 1]), "a piece of its `text` is 1, neither a string nor an object"),
        (message(text=4), "`text` is 4, no string and no list; the message is left out"),
    ],
)
def test_telegram_malformed_messages_say_what_is_wanted(bad, told):
    wrong, _ = read(channel(bad, message(2)))
    assert told in str(wrong)
    assert "Export it again" in str(wrong)
