"""The parts of a complex attack where readings are tabled and told in a brief."""

import purport
from purport.brief import compose, to_markdown

TEXT = "A bomb exploded at the gate of the fort on Monday, then gunmen stormed the fort."


def test_parts_are_a_table_and_stand_in_a_brief() -> None:
    reading = purport.read(TEXT, published="2031-03-04")
    rows = purport.frame(reading, "sub_events")
    assert rows["type"].tolist() == ["bombing", "attack"]
    assert rows["mentions"].tolist() == [("bomb", "exploded"), ("stormed",)]
    assert "Parts: bombing “bomb”, “exploded”; attack “stormed”." in to_markdown(compose(reading)).replace("\n", " ")
