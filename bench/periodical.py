"""The packaged sample of a periodical: The Lantern, invented newsletter of an invented group, and its rival's.

    python bench/periodical.py src/purport/analysis/samples/periodicals/lantern.jsonl

The same texts for the same seed. What is built in: from no. 38 on prisons are written of three times as much;
nos. 20 to 22 are full of recruitment; no. 41 is missing; no. 29 prints an item of no. 12 again, no. 50 one of no. 33
with a few words changed.
"""

import argparse
import json
import random
from datetime import date, timedelta
from pathlib import Path

MARK = "Invented text, a sample of purport: its groups, people and events do not exist; only the places are real."
TOWNS = (
    "Vágur, Klaksvík, Sandur, Lerwick, Scalloway, Kirkwall, Stromness, Mariehamn, Eckerö, Höfn, Seyðisfjörður, Tvøroyri"
)
NAMES = "Rannvá Holm, Jógvan Dam, Ola Vik, Marit Sund, Erlend Isbister, Sólrun Bø, Anders Flett, Katrin Lund"
MONTHS = "January, February, March, April, May, June, July, August, September, October, November, December"
WEEKDAYS = "Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday"
SEASONS = "winter, spring, summer, autumn"
THINGS = "boat, pier, store, chapel, workshop, mast, slipway, net loft, well, bridge"
PRISONS = {
    "The cells of {town}": (
        "the {n} prisoners in {town} have had no visit since {month}",
        "no one will be left in the prison of {town} by {season}",
        "{n} guards hold {m} men in the jail of {town}",
        "the families of the prisoners stand outside the prison in {town} every {weekday}",
        "a prisoner in {town} was beaten in his cell on {weekday}",
        "the prison in {town} was built for {n} people and holds {m}",
        "{n} prisoners of {town} have refused food since {weekday}",
        "the jailers of {town} take {n} crowns for a letter to a prisoner",
        "the prisoners in {town} were moved to the cellar of the {thing} in {month}",
        "every prisoner of {town} will be named at the {thing} on {weekday}",
    )
}
OTHERS = {
    "Rules for the harbour of {town}": (
        "the court of the movement in {town} has settled {n} quarrels over nets",
        "each boat in {town} pays a tax of {n} crowns a {season}",
        "the harbour rules of {town} hold for everyone from {month} on",
        "the movement will repair the {thing} in {town} before {season}",
        "the judges of the movement hear {n} cases in {town} every {weekday}",
        "{n} households of {town} get water from the new {thing}",
    ),
    "New recruits from {town}": (
        "it has recruited {n} young people of {town} since {month}",
        "{n} men of {town} have come to join its ranks",
        "{n} new recruits swore the oath in {town} on {weekday}",
        "recruits from {town} stay for {n} weeks at the {thing}",
        "its recruiters will stand at the {thing} in {town} on {weekday}",
    ),
    "What the Council says of {town}": (
        "the Sound Council has lied about the {thing} in {town}",
        "the men of the Sound Council robbed a {thing} in {town} on {weekday}",
        "the Sound Council has sold {n} boats of {town}",
        "nobody in {town} believes the Sound Council after {month}",
        "the Sound Council fights its neighbours and spares the ministry",
    ),
    "Night of {weekday} at {town}": (
        "its fighters attacked a patrol near {town} on {weekday}",
        "a bomb damaged the {thing} at {town}",
        "{n} soldiers were wounded in an ambush near {town}",
        "its fighters held the {thing} of {town} for {n} hours",
        "no fighter was killed in the attack on the {thing} of {town}",
    ),
    "No word from the ministry": (
        "no envoy of the ministry has come to {town} for talks since {month}",
        "the ministry has refused a ceasefire about {town}",
        "talks about the {thing} of {town} will begin in {month}",
        "the movement will sign no truce before {season}",
    ),
    "The herring at {town}": (
        "the herring came late to {town} this {season}",
        "the ferry to {town} runs on {weekday} again",
        "the {thing} at {town} needs {n} new planks",
        "{n} sheep were lost on the cliffs of {town} in {month}",
        "the catch at {town} was {n} barrels on {weekday}",
        "the price of oil in {town} has risen by {n} crowns since {month}",
        "the {thing} of {town} is closed until {season}",
    ),
}
GROUP, RIVAL = "Holm Brotherhood", "Sound Council"
FILL = "The herring at {town}"
RECRUITMENT = "New recruits from {town}"
OWN_VOICE = (
    "We have been to {town} and seen it.",
    "In {town} this was the talk of the {season}.",
    "The road to {town} was open all {month}.",
    "We print it as it reached us by way of {town}.",
    "Readers at {town} have asked about it for {n} weeks.",
)
CUES = (
    "{who} said {what}.",
    "{who} told {paper} that {what}.",
    "{who} announced that {what}.",
    "{who} wrote that {what}.",
)


class Writer:
    """Writes the items of one paper."""

    def __init__(self, rng: random.Random, paper: str, group: str) -> None:
        self.rng, self.paper, self.group = rng, paper, group

    def slots(self) -> dict[str, object]:
        one = self.rng.choice
        return {
            "town": one(TOWNS.split(", ")),
            "month": one(MONTHS.split(", ")),
            "weekday": one(WEEKDAYS.split(", ")),
            "season": one(SEASONS.split(", ")),
            "thing": one(THINGS.split(", ")),
            "n": self.rng.randint(3, 40),
            "m": self.rng.randint(41, 90),
        }

    def who(self) -> str:
        name = self.rng.choice(NAMES.split(", "))
        return self.rng.choice(
            (f"The {self.group}", f"Spokeswoman {name}", f"Harbour master {name}", f"Commander {name}")
        )

    def sentence(self, contents: tuple[str, ...]) -> str:
        what = self.rng.choice(contents).format(**self.slots())
        if self.group == RIVAL:
            what = what.replace(RIVAL, GROUP)
        return self.rng.choice(CUES).format(who=self.who(), what=what, paper=self.paper)

    def item(self, headline: str, contents: tuple[str, ...], passing: float) -> str:
        """An item of four statements, most of its own theme; ``passing`` is how likely one is of prisons."""
        said = [self.sentence(contents) for _ in range(3)]
        drawn = self.rng.random()
        aside = next(iter(PRISONS.values())) if drawn < passing else OTHERS[RECRUITMENT if drawn > 0.88 else FILL]
        own = self.rng.choice(OWN_VOICE).format(**self.slots())
        lead, rest = " ".join(said[:2]), " ".join([own, said[2], self.sentence(aside)])
        return f"{headline.format(**self.slots())}\n\n{lead}\n\n{rest}\n\n{MARK}"


def issue(writer: Writer, number: int, shifted: bool, pulsed: bool, items: int) -> list[str]:
    texts = []
    for _ in range(items):
        if pulsed and writer.rng.random() < 0.9:
            headline = RECRUITMENT
        elif writer.rng.random() < (0.3 if shifted else 0.07):
            headline = next(iter(PRISONS))
        elif writer.rng.random() < 0.02:
            headline = RECRUITMENT
        else:
            headline = writer.rng.choice([*(each for each in OTHERS if each != RECRUITMENT), FILL])
        contents = PRISONS.get(headline) or OTHERS[headline]
        texts.append(writer.item(headline, contents, 0.12 if shifted else 0.05))
    return texts


def records(seed: int) -> list[dict[str, object]]:
    rng = random.Random(seed)
    found = []
    lantern, sounding = Writer(rng, "The Lantern", GROUP), Writer(rng, "The Sounding", RIVAL)
    kept: dict[int, str] = {}
    for number in range(1, 63):
        texts = issue(lantern, number, number >= 38, number in (20, 21, 22), rng.choice((4, 5, 5, 6)))
        kept[number] = texts[1]
        if number == 29:
            texts.append(kept[12])
        if number == 50:
            texts.append(kept[33].replace("\n", " once more\n", 1))
        day = date(2024, 1, 5) + timedelta(days=7 * (number - 1))
        if number != 41:
            found += _records("lantern", "The Lantern", number, day, texts)
    for number in range(1, 15):
        year, month = divmod(number - 1, 12)
        texts = issue(sounding, number, False, False, 4)
        found += _records("sounding", "The Sounding", number, date(2024 + year, month + 1, 20), texts)
    return found


def _records(name: str, paper: str, number: int, day: date, texts: list[str]) -> list[dict[str, object]]:
    return [
        {
            "id": f"{name}-{number}-{at}",
            "publisher": paper,
            "published": day.isoformat(),
            "title": text.partition("\n")[0],
            "number": number,
            "page": 1 if at <= 2 else 2,
            "text": text,
        }
        for at, text in enumerate(texts, 1)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--seed", type=int, default=8)
    given = parser.parse_args()
    lines = [json.dumps(record, ensure_ascii=False) for record in records(given.seed)]
    given.file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    print(f"{len(lines)} items, {given.file.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
