"""Unknown actors as entries for a codebook."""

import purport
from purport.codebooks.actor_tables import CodebookFile
from purport.codebooks.actors import read
from purport.reading.actor_drafts import Draft, drafts, to_toml
from purport.reading.actor_examples import failed_examples

ONE = 'Mayor Jóhan Dam left. The Reef Brigade said on Friday that it had left Vágur.\nThe "Reef Brigade" came back.'
TWO = "Iceland and the Reef Brigade met. The Skerry Patrol said no."


def readings():
    return [purport.read(ONE, id="one"), purport.read(TWO, id="two")]


def test_drafts_hold_unknown_groups_and_no_persons_or_listed_actors():
    reef, skerry = drafts(readings())
    assert reef == Draft(
        id="reef-brigade",
        name="Reef Brigade",
        kind="group",
        texts=2,
        source="one",
        sentence="The Reef Brigade said on Friday that it had left Vágur.",
    )
    assert (skerry.id, skerry.texts, skerry.source) == ("skerry-patrol", 1, "two")
    assert [draft.id for draft in drafts(readings(), known=["Reef Brigade"])] == ["skerry-patrol"]


def test_to_toml_is_a_codebook_whose_examples_hold():
    codebook = read([CodebookFile("drafts.toml", to_toml(drafts(readings())))])
    assert list(codebook.entries) == ["reef-brigade", "skerry-patrol"]
    assert failed_examples(codebook) == ()


def test_to_toml_quotes_what_needs_it():
    odd = Draft(id="海-front", name='The "Sea" \\ Front\x7f', kind="group", texts=1, source="a\tb", sentence=None)
    [entry] = read([CodebookFile("drafts.toml", to_toml([odd]))]).entries.values()
    assert (entry.id, entry.name, entry.source) == ("海-front", 'The "Sea" \\ Front\x7f', "a\tb")


def test_drafts_leave_out_sentences_too_long_to_be_examples():
    [draft] = drafts([purport.read("The Reef Brigade " + "and the boat " * 40 + "left.")])
    assert draft.sentence is None
    assert "examples_for" not in to_toml([draft])
