import pytest

from purport.learning.scoring import Counted, scores
from purport.reading.attribution_model import Found

TEXT = "Anna said the boat sank in the night."
#       0    5    10
ANNA, SAID, SANK, WHOLE, NIGHT = (0, 4), (5, 9), (10, 23), (10, 36), (24, 36)


def found(cue, speaker, *content):
    return Found(cue=cue, speaker=speaker, content=content, confidence=0.5)


@pytest.mark.parametrize(
    ("one", "right"),
    [
        (found(SAID, ANNA, WHOLE), {"speaker": 1, "cue": 1, "content": 1, "whole": 1}),
        (found(SAID, ANNA, SANK), {"speaker": 1, "cue": 1, "content": 0, "whole": 1}),  # half of the content
        (found(SAID, ANNA, NIGHT), {"speaker": 1, "cue": 1, "content": 0, "whole": 0}),
        (found(SAID, None, WHOLE), {"speaker": 0, "cue": 1, "content": 1, "whole": 0}),
        (found((0, 9), ANNA, WHOLE), {"speaker": 1, "cue": 0, "content": 1, "whole": 1}),  # the cues touch
        (found((30, 36), ANNA, WHOLE), {"speaker": 1, "cue": 0, "content": 1, "whole": 0}),
    ],
)
def test_scores_count_exact_spans_and_whole_statements(mark, one, right):
    text = mark(TEXT, ("Anna", "said", "the boat sank in the night"))
    assert {field: counted.right for field, counted in scores([(text, [one])]).items()} == right


def test_scores_count_a_marked_statement_once(mark):
    text = mark(TEXT, ("Anna", "said", "the boat sank in the night"))
    assert scores([(text, [found(SAID, ANNA, WHOLE)] * 2)])["whole"] == Counted(1, 2, 1)


def test_f1_of_nothing_is_nothing():
    assert Counted().f1 == 0.0
    assert Counted(3, 4, 5).f1 == pytest.approx(66.67, abs=0.01)
