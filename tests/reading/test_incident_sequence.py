"""Days that an incident has by what is told of another, or has not."""

import pytest

import purport

DAYS = [
    # the text, a word that tells of an incident, the first day of its date
    ("The attack in Lerwick on 3 May 2027 came two days after the army freed three prisoners.", "freed", "2027-05-01"),
    ("Gunmen raided Lerwick on 3 May 2027. The raid came a week before troops retook Eidi.", "retook", "2027-05-10"),
    ("Gunmen stormed the fort on 3 May 2027, hours after soldiers had burned a church.", "burned", "2027-05-03"),
    ("Gunmen stormed the fort on 3 May 2027, two days after soldiers had burned a church.", "burned", "2027-05-01"),
    ("Gunmen stormed the fort on 3 May 2027, two days after soldiers had burned a church.", "stormed", "2027-05-03"),
    (
        "Three days before troops retook Kirkwall, on 3 May 2027, gunmen stormed the fort in Lerwick.",
        "retook",
        "2027-05-06",
    ),
    (
        "On 3 May 2027, a day after talks in Kirkwall collapsed, the Front bombed the harbour of Lerwick.",
        "talks",
        "2027-05-02",
    ),
    (
        "A week after the Front had kidnapped a judge in Kirkwall, troops raided the village of Eidi on 10 May 2027.",
        "kidnapped",
        "2027-05-03",
    ),
    ("Envoys met in Lerwick on 3 May 2027. Later in the day, they visited Kirkwall.", "visited", "2027-05-03"),
    ("Rebels killed two guards on 3 May 2027. Hours later soldiers burned a village on Unst.", "burned", "2027-05-03"),
    ("The Front kidnapped a doctor on 3 May 2027. He was released six days later.", "released", "2027-05-09"),
    ("Troops retook Kirkwall on 3 May 2027. Two weeks later they captured Stromness.", "captured", "2027-05-17"),
    ("Troops retook Kirkwall on 3 May 2027. The following week they captured Stromness.", "captured", "2027-05-10"),
    ("Troops fought rebels, who had held the town since 2019, on 3 May 2027.", "fought", "2027-05-03"),
    ("The two groups, rivals since 2019, fought a battle near Sumburgh in May 2027.", "battle", "2027-05"),
    ("The prisoners, held since 2016, were freed in Lerwick on 3 May 2027.", "freed", "2027-05-03"),
    ("The Skua Front, founded in 2011, attacked the harbour of Lerwick in June 2027.", "attacked", "2027-06"),
    ("Police arrested two men on 3 May 2027 over the bombing of a ferry a month earlier.", "bombing", "2027-04"),
    ("The Front kidnapped a doctor in Lerwick on 3 May 2027 and freed him on 9 May.", "freed", "2027-05-09"),
    ("A bomb killed two in Lerwick last week, police said on 3 May 2027.", "bomb", None),
    ("Gunmen stormed the fort in Lerwick on 3 May 2027, years after soldiers had burned a church.", "burned", None),
]


@pytest.mark.parametrize(("text", "word", "day"), DAYS)
def test_incident_is_dated_by_what_its_own_words_say(text: str, word: str, day: str | None) -> None:
    start = text.index(word)
    (told,) = [i for i in purport.read(text).incidents if any(m.start <= start < m.end for m in i.mentions)]
    assert (told.date.start if told.date is not None else None) == day
