from hypothesis import given
from hypothesis import strategies as st

from purport.analysis.copies.boilerplate import sentence_numbers, standing_sentences
from purport.analysis.copies.skip_pairs import skip_pairs
from purport.analysis.wording import stemmed, wording

ALPHABET = st.text(alphabet="ab Éß’'\".,!\n“”0123شن中", max_size=200)


def stems(text):
    return wording(text).stems.tolist()


def test_wording_makes_numbers_in_words_and_digits_one():
    assert stems("twelve men") == stems("12 men")
    assert stems("1,200 men") == stems("1200 men")


def test_wording_makes_inflected_words_one():
    assert stems("attacked attacks attacking")[0] == stems("attack")[0]
    assert len(set(stems("raid raids raided raiding"))) == 1
    assert stemmed("kissing") != stemmed("king")


def test_wording_tells_names_and_numbers_from_plain_words():
    words = wording("Gunmen stormed Lerwick prison. Twelve guards fled.")
    assert words.plain.tolist() == [True, True, False, True, False, True, True]


def test_wording_marks_what_stands_in_quotation_marks():
    text = '“We won,” he said. "Not so," said she.'
    words = wording(text)
    quoted = [text[a:b] for a, b, q in zip(words.starts, words.ends, words.quoted, strict=True) if q]
    assert quoted == ["We", "won", "Not", "so"]


def test_wording_counts_sentences():
    words = wording("Men came. They left on 3.5 boats.\nNobody saw.")
    assert sorted(set(words.sentences.tolist())) == [0, 1, 2]


def test_wording_holds_rare_words_to_tell_more():
    words = wording("the prison smouldered")
    assert words.rarity[0] < words.rarity[1] < words.rarity[2]


@given(ALPHABET)
def test_wording_points_at_the_words_of_any_text(text):
    words = wording(text)
    assert all(text[a:b].strip() for a, b in zip(words.starts.tolist(), words.ends.tolist(), strict=True))
    assert (words.ends[:-1] <= words.starts[1:]).all()
    assert len(sentence_numbers(words)) <= len(words)
    assert len(skip_pairs(words)) == len(set(skip_pairs(words).tolist()))


def test_skip_pairs_are_the_same_whichever_word_comes_first():
    one = skip_pairs(wording("smugglers harpooned constables"), 1)
    two = skip_pairs(wording("constables harpooned by smugglers"), 1)
    assert len(one) and set(one) == set(two)


def test_standing_sentences_are_those_of_texts_with_nothing_else_in_common():
    note = "This paper is printed by the Harbour Trust on recycled sheets."
    texts = [
        f"The ferry sank off Unst in a gale on Monday night. Nobody on board was hurt at all. {note}",
        f"Parliament passed the budget after nine hours of debate. Two members voted against it. {note}",
        f"A rare goose was seen near Lerwick by schoolchildren. Its ring was made in Siberia. {note}",
    ]
    words = [wording(text) for text in texts]
    standing = standing_sentences(words)
    assert standing == {sentence_numbers(words[0])[2]}


def test_sentences_of_copies_are_not_standing():
    whole = (
        "The ferry sank off Unst in a gale. Nobody on board was hurt at all. The captain blamed a loose hatch cover."
    )
    cut = "The ferry sank off Unst in a gale. Nobody on board was hurt at all. Divers will look at it soon enough."
    other = "Nobody on board was hurt at all. The captain blamed a loose hatch cover. Owners would not say a word."
    assert standing_sentences([wording(each) for each in (whole, cut, other)]) == set()
