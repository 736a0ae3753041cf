import json

import pytest

from purport.errors import ContractError
from purport.evaluation import annotated_document
from purport.learning import marked

TEXT = 'The harbour office said the ferry sank. "All are safe," it added.'


def span(words):
    start = TEXT.index(words)
    return {"text": words, "start": start, "end": start + len(words)}


def document(*statements):
    return annotated_document(json.dumps({"text": TEXT, "statements": statements}), id="ferry")


def test_marked_takes_the_spans_of_speaker_cue_and_content():
    said = {"speaker": span("The harbour office"), "cue": span("said"), "content": [span("the ferry sank")]}
    added = {"speaker": {"name": "Harbour Office"}, "cue": None, "content": [span('"All are safe,"')]}
    text = marked(document(said, added))
    assert (text.id, text.text) == ("ferry", TEXT)
    one, two = text.attributions
    assert (one.speaker, one.cue, one.content) == (((0, 18),), ((19, 23),), ((24, 38),))
    assert (two.speaker, two.cue, two.content) == ((), (), ((40, 55),))


@pytest.mark.parametrize("absent", ["speaker", "cue", "content"])
def test_marked_asks_for_what_was_not_annotated(absent):
    whole = {"speaker": None, "cue": span("said"), "content": [span("the ferry sank")]}
    part = {key: value for key, value in whole.items() if key != absent}
    with pytest.raises(ContractError, match=rf"ferry: statements\[1\] has no `{absent}`"):
        marked(document(whole, part))


def test_marked_asks_for_statements():
    with pytest.raises(ContractError, match="`statements` is missing"):
        marked(annotated_document(json.dumps({"text": TEXT}), id="ferry"))
