from purport.codebooks.edition import edition
from purport.reading import default_reader


def test_edition_names_the_codebooks_by_their_content():
    name, _, digest = edition().partition("+")
    assert name == "purport/1"
    assert len(digest) == 12 and int(digest, 16) >= 0


def test_edition_and_models_stand_in_every_reading():
    made_by = default_reader().made_by
    assert made_by.codebook == edition()
    assert {"en_core_web_sm", "gazetteer"} <= set(made_by.models)
    assert all(len(digest) == 64 for digest in made_by.models.values())
