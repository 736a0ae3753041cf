import codecs
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from purport.errors import NotText
from purport.sources import decode

REPORT = "The office at Tórshavn said “no one” was hurt — it thanked the crew."
ARABIC = "قالت الوزارة يوم الاثنين إن أحدا لم يصب بأذى على متن العبارة قرب الميناء وإن التحقيق مستمر."
RUSSIAN = "Министерство сообщило в понедельник, что никто не пострадал на пароме близ Торсхавна."
READ = (
    (REPORT.encode(), REPORT, "utf-8"),
    (codecs.BOM_UTF8 + REPORT.encode(), REPORT, "utf-8"),
    (codecs.BOM_UTF16_LE + REPORT.encode("utf-16-le"), REPORT, "utf-16-le"),
    (codecs.BOM_UTF16_BE + REPORT.encode("utf-16-be"), REPORT, "utf-16-be"),
    (codecs.BOM_UTF32_LE + REPORT.encode("utf-32-le"), REPORT, "utf-32-le"),
    (codecs.BOM_UTF32_BE + REPORT.encode("utf-32-be"), REPORT, "utf-32-be"),
    (b"All were safe, it said.".decode().encode("utf-16-le"), "All were safe, it said.", "utf-16-le"),
    (REPORT.encode("cp1252"), REPORT, "cp1252"),
    ("Tórshavn".encode("latin-1"), "Tórshavn", "cp1252"),
    (ARABIC.encode("cp1256"), ARABIC, "cp1256"),
    (RUSSIAN.encode("cp1251"), RUSSIAN, "cp1251"),
    (b"a null \x00 in the midst of a longer line", "a null \x00 in the midst of a longer line", "utf-8"),
    (b"", "", "utf-8"),
)
REFUSED = (
    (REPORT.encode() + b"\xff\xfe and more", "broken UTF-8 at byte 75"),
    (bytes(range(256)) * 4, "binary"),
    (b"\x00\x01\x02\x03", "binary"),
    (codecs.BOM_UTF16_LE + b"\x00\xd8a", "marked as utf-16-le"),
    (b"\xe3\x81", "in no encoding"),
)


@pytest.mark.parametrize(("data", "text", "encoding"), READ, ids=range(len(READ)))
def test_encodings_are_told(data, text, encoding):
    assert decode(data) == (text, encoding)


@pytest.mark.parametrize(("data", "reason"), REFUSED, ids=range(len(REFUSED)))
def test_encodings_refuse_what_is_broken_or_binary(data, reason):
    with pytest.raises(NotText, match=reason):
        decode(data)


def test_encodings_follow_what_a_page_declares():
    assert decode("Vágur, Łódź".encode("cp1250"), "windows-1250") == ("Vágur, Łódź", "windows-1250")
    assert decode("“Vágur”".encode("cp1252"), "iso-8859-1") == ("“Vágur”", "iso-8859-1")


@given(st.binary(max_size=200))
def test_encodings_read_or_refuse_any_bytes(data):
    try:
        text, encoding = decode(data)
    except NotText:
        return
    assert encoding
    text.encode()


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_encodings_keep_utf8_as_it_is(text):
    if not text.startswith("\ufeff"):
        assert decode(text.encode()) == (text, "utf-8")


def test_encodings_tell_quickly_what_is_in_none():
    data = b"The office sai.\n" * 2000 + bytes.fromhex("07f48414531c99bc87deb874f2406f43") + b"ai.\n" * 2000
    began = time.monotonic()
    with pytest.raises(NotText):
        decode(data)
    assert time.monotonic() - began < 10
