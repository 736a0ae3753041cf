from dataclasses import replace

from purport.analysis.comparison.fused import fused
from purport.types import Span


def test_one_alone_is_left_as_it_is(told):
    one = told(place="Lerwick")
    assert fused([one]) is one


def test_several_tellings_of_one_account_say_together_what_each_says(told, count, says):
    first = told(place="Lerwick", actors=("Norran Front",), figures=(count("killed", 4, 4),), own_voice=False)
    first = replace(first, mentions=(Span(text="blast", start=40, end=45),), statements=("s1",))
    other = told(date="2024-05-09", figures=(count("killed", 4, 4),), tellers=(says("police"),), id="i2")
    made = fused([other, first])
    assert (made.id, made.place, made.date) == (first.id, first.place, other.date)
    assert [mention.start for mention in made.mentions] == [0, 40]
    assert made.figures == first.figures
    assert made.statements == ("s1",)
    assert made.status_basis.own_voice
    assert [teller.name for teller in made.status_basis.tellers] == ["police"]
