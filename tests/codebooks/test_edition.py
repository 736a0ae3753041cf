from purport.codebooks.actor_tables import CodebookFile
from purport.codebooks.edition import edition
from purport.reading import default_reader

ONE, TWO = CodebookFile("one.toml", "source = 'a'"), CodebookFile("two.toml", "source = 'b'")


def test_edition_names_the_codebooks_by_their_content():
    name, _, digest = edition().partition("+")
    assert name == "purport/1"
    assert len(digest) == 12 and int(digest, 16) >= 0


def test_edition_adds_the_content_of_ones_own_in_whatever_order_and_place():
    assert edition([ONE, TWO]) == edition([TWO, ONE]) != edition([ONE])
    assert edition([ONE]) == edition([CodebookFile("elsewhere.toml", ONE.text)])
    assert edition([ONE]).startswith(edition() + "+")


def test_edition_and_models_stand_in_every_reading():
    made_by = default_reader().made_by
    assert made_by.codebook == edition()
    assert {"en_core_web_sm", "gazetteer"} <= set(made_by.models)
    assert all(len(digest) == 64 for digest in made_by.models.values())
