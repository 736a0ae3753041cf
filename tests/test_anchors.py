from dataclasses import fields, is_dataclass, replace

import pytest

from purport.anchors import prove
from purport.codec import check_anchors, to_dict
from purport.errors import AnchorError
from purport.types import Region, Span


@pytest.fixture
def reading(hand):
    made = hand("The Skerry League said “We hold Yell” on 2 August 2020, Aron Vik claimed.")
    made.actor("Skerry League", "Skerry League")
    made.date("2 August 2020", "2020-08-02")
    told = made.say("The Skerry League", "said", "“We hold Yell”", name="Skerry League", via=("Aron Vik",))
    made.incident("seizure", "hold", place="Yell", actors=("Skerry League",), statements=(told,))
    return made.reading()


def spans(record, found=None):
    """Every path of fields and numbers to a record with offsets."""
    found = [] if found is None else found
    for field in fields(record):
        value = getattr(record, field.name)
        for number, each in enumerate(value) if isinstance(value, tuple) else ((None, value),):
            if is_dataclass(each):
                if getattr(each, "start", None) is not None and hasattr(each, "text"):
                    found.append(((field.name, number),))
                found += [((field.name, number), *rest) for rest in spans(each)]
    return found


def moved(record, path):
    if not path:
        return replace(record, start=record.start + 1)
    (name, number), *rest = path
    value = getattr(record, name)
    if number is None:
        return replace(record, **{name: moved(value, rest)})
    return replace(record, **{name: (*value[:number], moved(value[number], rest), *value[number + 1 :])})


def test_prove_takes_what_holds(reading):
    prove(reading)


def test_prove_finds_every_anchor_that_is_moved_as_the_codec_does(reading):
    paths = spans(reading)
    assert len(paths) >= 8
    for path in paths:
        broken = moved(reading, path)
        for check in (prove, lambda each: check_anchors(to_dict(each))):
            with pytest.raises(AnchorError):
                check(broken)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 1), (0, 10_000)])
def test_prove_names_what_lies_outside(reading, start, end):
    region = Region(start=start, end=end, page=1)
    with pytest.raises(AnchorError, match="outside"):
        prove(replace(reading, regions=(region,)))
    cue = replace(reading.statements[0], cue=Span(text="said", start=start, end=end))
    with pytest.raises(AnchorError, match="the reading says"):
        prove(replace(reading, statements=(cue,)))


def test_prove_leaves_what_it_does_not_know_alone(reading):
    extra = {"note": {"text": "x", "start": 1, "end": 99}}
    prove(replace(reading, source=replace(reading.source, extra=extra)))
