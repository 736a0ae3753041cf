"""A codebook's examples as its tests."""

from purport.codebooks.actor_tables import CodebookFile
from purport.codebooks.actors import actor_codebook, read
from purport.reading.actor_examples import Example, Failure, examples, failed_examples

FRONT = """
[group.harbour-front]
name = "Harbour Front"
source = "invented"
examples_for = ["The Harbour Front denied it.", "Nobody denied it."]
examples_against = ["The harbour front was wet.", "The Harbour Front was wet."]
"""


def test_our_examples_hold():
    assert failed_examples(actor_codebook()) == ()


def test_failed_examples_tell_the_sentence_what_was_expected_and_what_there_is():
    codebook = read([CodebookFile("mine.toml", FRONT)])
    missed = Example(actor="harbour-front", sentence="Nobody denied it.", expected=True)
    found = Example(actor="harbour-front", sentence="The Harbour Front was wet.", expected=False)
    assert len(examples(codebook)) == 4
    assert failed_examples(codebook) == (
        Failure(example=missed, found=()),
        Failure(example=found, found=("harbour-front",)),
    )
