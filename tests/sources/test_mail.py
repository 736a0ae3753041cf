import hashlib
import io
from email.message import EmailMessage
from pathlib import Path

import pytest

from purport.errors import Damaged, EmptyDocument, Encrypted, InputError
from purport.sources import FORMATS, Metadata, Origin, documents, sniff
from purport.sources.files import read_stream
from purport.types import Document

FILES = Path(__file__).parent / "files"


def message(text="The office said so.", **headers):
    made = EmailMessage()
    told = {"From": "A. Lund <lund@wire.example>", "Message-ID": "<1@wire.example>", "Subject": "A mast", **headers}
    for name, value in told.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made


def read(data, **given):
    data = data if isinstance(data, bytes) else data.as_bytes()
    return list(read_stream(io.BytesIO(data), Origin(id="a.eml", given=Metadata(**given))))


def test_mail_of_a_mail_program_gives_body_and_attachments():
    statement, beacon, forwarded = documents(FILES / "statement-thunderbird.eml")
    whole = (FILES / "statement-thunderbird.eml").read_bytes()
    assert statement.text.split("\n\n")[1] == (
        "The Interior Office says that 87 prisoners were recaptured by noon on Thursday. It denies that the gate of "
        "the prison was opened from inside, and it does not know how many men took part."
    )
    assert statement.source.sha256 == hashlib.sha256(whole).hexdigest()
    assert (statement.source.title, statement.source.author, statement.source.published) == (
        "Re: Prisoners at large – Klaksvík",
        "Rannvá Lamhauge",
        "2024-09-12T19:02:11+01:00",
    )
    assert statement.source.extra["mail"]["to"] == [
        "Desk, Nordic Wire <desk@nordicwire.example>",
        "m.holm@anf.example",
    ]
    assert [(each["name"], each["read"]) for each in statement.source.extra["attachments"]] == [
        ("beacon – 34.pdf", True),
        ("logo.png", False),
        (None, True),
    ]
    assert beacon.source.extra["container"]["member"] == "beacon – 34.pdf"
    assert beacon.source.extra["container"]["sha256"] == statement.source.sha256
    assert beacon.regions
    assert forwarded.text == "Invented text. The Interior Office denies that any officer was paid."
    assert forwarded.source.title == "Statement no. 118"


def test_mailbox_of_mutt_gives_each_message():
    first, second = documents(FILES / "harbour-mutt.mbox")
    assert first.text.startswith("Invented text no. 1. The harbour office said on Monday\nthat nobody was hurt")
    assert second.source.id == "harbour-mutt.mbox:2"
    assert (second.source.title, second.source.author) == ("Harbour note 2", "M. Holm")
    assert second.source.extra["container"]["path"] == str(FILES / "harbour-mutt.mbox")


def test_mail_takes_html_where_the_plain_text_is_a_stub():
    made = message("See the HTML version.")
    made.add_alternative(
        "<p>The office <b>said</b> on Monday that nobody at all was hurt when the mast fell.</p>" * 3, "html"
    )
    assert read(made)[0].text.startswith("The office said on Monday")
    made = message("The office said on Monday that nobody at all was hurt when the mast fell.")
    made.add_alternative(
        "<p>The office <b>said</b> on Monday that nobody at all was hurt when the mast fell.</p>", "html"
    )
    assert read(made)[0].text.startswith("The office said on Monday")
    [only] = read(
        b"From: a\nTo: b\nMIME-Version: 1.0\nContent-Type: text/html\n\n<p>He said so.<script>x()</script></p>"
    )
    assert only.text == "He said so."


def test_mail_bodies_in_other_encodings_are_read():
    head = b"From: a\nTo: b\nMIME-Version: 1.0\nContent-Type: text/plain; charset=windows-1256\n"
    [found] = read(head + b"\n" + "قالت الوزارة إن أحدا لم يصب بأذى.".encode("cp1256"))
    assert found.text == "قالت الوزارة إن أحدا لم يصب بأذى."
    subject = b"Subject: =?windows-1252?Q?T=F3rshavn?= =?nonsense?Q?x?=\n"
    [found] = read(subject + head.replace(b"1256", b"1252") + b"\nHe said so.")
    assert found.text == "He said so."


@pytest.mark.parametrize(
    ("date", "published", "kept"),
    [
        ("Thu, 12 Sep 2024 17:40:00 +0000 (UTC)", "2024-09-12T17:40:00+00:00", None),
        ("Thu, 42 Sep 2024 17:40:00 +0000", None, "Thu, 42 Sep 2024 17:40:00 +0000"),
        ("soon", None, "soon"),
    ],
)
def test_mail_dates_are_told_or_kept(date, published, kept):
    data = f"Date: {date}\nFrom: a\nMIME-Version: 1.0\n\nHe said so.".encode()
    [found] = read(data)
    assert (found.source.published, found.source.extra.get("published")) == (published, kept)


def test_mail_that_cannot_be_read_is_named():
    [empty] = read(message(""))
    assert isinstance(empty, EmptyDocument)
    [locked] = read(message("-----BEGIN PGP MESSAGE-----\n\nhQ==\n-----END PGP MESSAGE-----"))
    assert isinstance(locked, Encrypted)
    sealed = b"From: a\nTo: b\nMIME-Version: 1.0\nContent-Type: multipart/encrypted; boundary=x\n\n--x\n\nv\n--x--\n"
    [locked] = read(sealed)
    assert isinstance(locked, Encrypted)


def test_mail_nested_without_end_is_named():
    data = b"He said so."
    for n in range(3000):
        data = f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n".encode() + data + f"\n--b{n}--\n".encode()
        if len(data) > 120_000:
            break
    found = read(b"From: a\nTo: b\nMIME-Version: 1.0\n" + data)
    assert all(isinstance(each, Document | InputError) for each in found)
    assert not any("please report" in str(each) for each in found if isinstance(each, InputError))


def test_mail_in_mail_past_the_limit_is_named():
    made = message("Deepest.")
    for n in range(6):
        outer = message(f"Level {n}.")
        outer.add_attachment(made)
        made = outer
    found = read(made)
    assert [each.text.strip() for each in found if isinstance(each, Document)] == [
        f"Level {n}." for n in (5, 4, 3, 2, 1)
    ]
    assert "lies 5 files deep" in found[-1].message


def test_mail_attachments_cut_off_are_named():
    made = message()
    made.add_attachment(b"%PDF-1.7 no more", maintype="application", subtype="pdf", filename="a.pdf")
    document, error = read(made)
    assert document.text.strip() == "The office said so."
    assert isinstance(error, Damaged)
    assert str(error).startswith("a.pdf: ")


def test_mail_is_told_from_text_that_begins_like_one():
    mail = b"From: A\r\nDate: Thu, 12 Sep 2024 17:40:00 GMT\r\nMessage-ID: <1@a>\r\n\r\nHe said so."
    assert sniff(mail, "a.txt") is FORMATS["mail"]
    assert sniff(b"From a@b Thu Sep 12 17:40:00 2024\n" + mail, "") is FORMATS["mbox"]
    assert sniff(b"From: the Office\nDate: 12 September\nSubject: Masts\n\nHe said so.", "a.txt") is FORMATS["text"]
    assert sniff(b"From the office in 2024 came no word.\n", "") is FORMATS["text"]
    assert sniff(b"Note: he said so.\n", "a.eml") is FORMATS["mail"]
