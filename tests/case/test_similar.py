import pytest

from purport.case import Case
from purport.errors import ModelMissing, OptionError
from purport.language import sentences

TEXTS = {
    "raid": "Armed men stormed the prison in Klaksvík at night and freed forty inmates, the warden said.",
    "escape": "Dozens of convicts fled the jail at Klaksvík after gunmen broke down its gate, a guard told reporters.",
    "strike": "Dock workers in Lerwick voted to strike over pay, and ferries to Orkney stay in port on Monday.",
    "ferry": "The ferry from Orkney was late again; its engine had failed off Lerwick, the company said.",
    "budget": "The council raised the water rate by two per cent and will mend the roof of the town hall.",
}


@pytest.fixture
def news(tmp_path, hand):
    with Case.open(tmp_path / "a.purport", create=True) as case:
        case.add([hand(text, document=name).reading() for name, text in TEXTS.items()])
        yield case


def test_similar_finds_what_is_on_the_same_matter(news):
    found = news.similar("raid")
    assert found[0].source.id == "escape"
    assert "raid" not in [each.source.id for each in found]
    assert found[0].score == pytest.approx((found[0].words + found[0].sense) / 2, abs=0.001)
    assert found[0].anchor.text == TEXTS["escape"]
    assert found.rows()[0]["document"] == "escape"


def test_similar_to_a_text_finds_by_sense(news):
    found = news.similar(text="A mass breakout of detainees by insurgents", limit=2)
    assert {each.source.id for each in found} == {"raid", "escape"}
    assert found[0].sense > found[0].words


def test_similar_without_the_sentence_model_goes_by_words(news, monkeypatch):
    monkeypatch.setattr(sentences, "PACKAGE", "no_such_package_here")
    sentences.sentence_model.cache_clear()
    found = news.similar("strike")
    assert found[0].source.id == "ferry"
    assert found[0].sense is None
    with pytest.raises(ModelMissing, match=r"pip install 'purport\[similar\]'"):
        next(news.adding_vectors())
    sentences.sentence_model.cache_clear()


def test_vectors_are_made_once_and_go_on(news, hand, monkeypatch):
    monkeypatch.setattr("purport.case.similar.BATCH", 2)
    assert list(news.adding_vectors()) == [3, 1, 0]
    assert list(news.adding_vectors()) == []
    news.add(hand("A new text.", document="new").reading())
    assert list(news.adding_vectors()) == [0]


@pytest.mark.parametrize("text", ["", "!?", "\x00", "\ud800", "قال", "word " * 5_000])
def test_similar_to_anything_is_an_answer(news, text):
    assert len(news.similar(text=text)) <= 5


def test_similar_wants_a_document_or_a_text(news):
    with pytest.raises(OptionError, match="give a document"):
        news.similar()
    with pytest.raises(OptionError, match="limit 0"):
        news.similar("raid", limit=0)
