"""An archive of which it is known which statement has the theme, and what the machine says of each."""

import random
from dataclasses import dataclass, replace

import pytest

from purport.case import Case
from purport.types import Theme


@dataclass
class World:
    """A case, and by each unit's key whether it has the theme and whether the machine says so."""

    case: Case
    true: dict[str, bool]
    machine: dict[str, bool]
    period: dict[str, str | None]

    def truth(self, what, period=None):
        """The machine's true precision or recall, in a period or in all."""
        keys = [key for key in self.true if period is None or self.period[key] == period]
        both = sum(self.true[key] and self.machine[key] for key in keys)
        of = self.machine if what == "precision" else self.true
        return both / sum(of[key] for key in keys)


MONTHS = ("2025-01", "2025-02", "2025-03")


def made(path, hand, *, per_month=150, share=0.15, precision=0.8, recall=0.7, seed=1):
    seeds = random.Random(seed)
    readings, kinds = [], []
    for month in MONTHS:
        for day in range(1, 31 if month != "2025-02" else 29):
            lines, marks = [], []
            for n in range(per_month // 30):
                true = seeds.random() < share
                wrong = share * recall * (1 - precision) / precision / (1 - share)
                machine = seeds.random() < (recall if true else wrong)
                lines.append(f"Aron Vik said point {n} of day {day} in {month} stood.")
                marks.append((true, machine))
            report = hand(" ".join(lines), document=f"{month}-{day:02}", told={"published": f"{month}-{day:02}"})
            for n in range(len(lines)):
                report.say(f"Aron Vik#{n + 1}", f"said#{n + 1}", f"point {n} of day {day} in {month} stood")
            reading = report.reading()
            themes = tuple(
                Theme(code="ferries", text=s.content[0].text, start=s.content[0].start, end=s.content[0].end)
                for s, (_, machine) in zip(reading.statements, marks, strict=True)
                if machine
            )
            readings.append(replace(reading, themes=themes))
            kinds.append((reading, marks, month))
    case = Case.open(path, create=True)
    assert not case.add(readings).failed
    world = World(case, {}, {}, {})
    numbers = {number: key for key, number in case.statement_numbers([r.source.sha256 for r in readings]).items()}
    found = case.statements_by_number(list(numbers))
    at = {(sha256, statement.id): numbers[number] for number, (sha256, statement) in found.items()}
    for reading, marks, month in kinds:
        for statement, (true, machine) in zip(reading.statements, marks, strict=True):
            key = at[reading.source.sha256, statement.id]
            world.true[key], world.machine[key], world.period[key] = true, machine, month
    return world


@pytest.fixture(scope="session")
def make(hand):
    """The function that makes a world at a path."""
    return lambda path, **how: made(path, hand, **how)


@pytest.fixture
def world(tmp_path, make):
    found = make(tmp_path / "world.purport")
    yield found
    found.case.close()
