"""The turns of a conversation, and lists that are none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from purport.language import parse
from purport.reading.attribution_reader import read_attributions
from purport.reading.turns import turns
from purport.types import Document, Source


def read(text):
    return parse(Document(source=Source(id="one", sha256="0" * 64), text=text))


def rows(text):
    doc = read(text)
    return [
        (
            None if turn.speaker is None else doc.text[slice(*turn.speaker)],
            [doc.text[slice(*part)] for part in turn.said],
        )
        for turn in turns(doc)
    ]


CONVERSATIONS = (
    (
        "Q: When did the boats come?\n\nA: They came at dawn.",
        [(None, ["When did the boats come?"]), (None, ["They came at dawn."])],
    ),
    (
        "Interview with Inga Flett\n\nQ: When did the boats come?\n\nA: They came at dawn.",
        [(None, ["When did the boats come?"]), ("Inga Flett", ["They came at dawn."])],
    ),
    (
        "Anna Holm talks to Jonas Vik\n\nQ: Did you see them?\nA: I saw four of them.",
        [("Anna Holm", ["Did you see them?"]), ("Jonas Vik", ["I saw four of them."])],
    ),
    (
        "SPEAKER 1: We were told to leave.\nSPEAKER 2: Nobody told us anything.",
        [("SPEAKER 1", ["We were told to leave."]), ("SPEAKER 2", ["Nobody told us anything."])],
    ),
    (
        "MR. RENDALL: Where were you?\n\nTHE WITNESS: On the ferry.\n\nIt was late. I slept.\n\n"
        "MR. RENDALL: Did you wake?",
        [
            ("MR. RENDALL", ["Where were you?"]),
            ("THE WITNESS", ["On the ferry.", "It was late. I slept."]),
            ("MR. RENDALL", ["Did you wake?"]),
        ],
    ),
)


@pytest.mark.parametrize(("text", "expected"), CONVERSATIONS)
def test_turns_are_of_whom_their_labels_name(text, expected):
    assert rows(text) == expected


LISTS = (
    "Weather: rain\nKilled: 12\nSource: Island Press\nDate: 3 May 2021",
    "Incident: Raid on the pier at Sumba\nActors: Skerry Front, Vágur Brigade\nNotes: The men fled by boat.",
    "Location: Stromness, Orkney\nSummary: We counted two boats.\n\nLocation: Hoy, Orkney\nSummary: One boat sank.",
    "Minister: talks have failed\n\nThe talks in Lerwick ended at 12: 30.",
    "Captain Holm said: we saw them.",
    "",
)


@pytest.mark.parametrize("text", LISTS)
def test_turns_are_not_seen_in_lists_and_headlines(text):
    assert rows(text) == []


def test_turns_are_attributions_and_what_is_told_in_them_too():
    text = "Anna Holm: What did he say?\nJonas Vik: I think we are safe. The captain said that the pier was mined."
    found = [(one.speaker.text, one.cue.text) for one in read_attributions(read(text)) if one.speaker and one.cue]
    assert found == [("Anna Holm", ":"), ("Jonas Vik", ":"), ("The captain", "said")]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["Q: ", "A: ", "Anna Holm: ", "\n", "I ", "you?", "“", ":", " ", "Ærø"]), max_size=14))
def test_turns_lie_in_their_text_in_order(pieces):
    text = "".join(pieces)
    ends = [bound for turn in turns(read(text)) for part in (turn.label, turn.mark, *turn.said) for bound in part]
    assert ends == sorted(ends)
    assert all(0 <= end <= len(text) for end in ends)
