"""Tables of what bench/shifts.py measured."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from shifts_runs import Row
from shifts_worlds import (
    CHANGES,
    KNOWN,
    MEASURED,
    MIX,
    NULLS,
    OTHER_CHANGES,
    SINGLE,
    SINGLE_EVERY,
    UNLIKE,
    WATCHED,
    World,
)

Runs = Mapping[str, Sequence[Sequence[Row]]]
SURE = 0.8
THRESHOLDS = (0.6, 0.7, 0.75, 0.8, 0.9)
# The false alarms at which tools are compared.
MATCHED = 0.02


def flat(corpora: Sequence[Sequence[Row]]) -> list[Row]:
    return [row for rows in corpora for row in rows]


def share(truths: Any) -> str:
    truths = list(truths)
    return f"{100 * np.mean(truths):.1f}%" if truths else ""


def table(head: str, rows: Sequence[Sequence[str]]) -> list[str]:
    names = head.split(" | ")
    lines = ["| " + " | ".join(names) + " |", "| --- |" + " ---: |" * (len(names) - 1)]
    return [*lines, *("| " + " | ".join(row) + " |" for row in rows)]


def nulls(runs: Runs, worlds: Sequence[World]) -> list[str]:
    rows = []
    for world in worlds:
        if world.name not in runs:
            continue
        own = flat(runs[world.name])
        called = [row["verdict"] for row in own]
        measured = [any(row["verdict"] == "measurement_change" for row in corpus) for corpus in runs[world.name]]
        rows.append(
            [
                f"{world.name}: {world.told}",
                str(len(runs[world.name])),
                share(row["p"] > SURE for row in own),
                *(share(each == verdict for each in called) for verdict in ("shift", "pulse", "notable")),
                share(measured),
            ]
        )
    head = "nothing changes | corpora | P > .8 | shift | pulse | notable issue | corpora told as change of measurement"
    return table(head, rows)


def covered(row: Row) -> bool:
    return bool(np.log(row["interval"][0]) <= row["delta"] <= np.log(row["interval"][1]))


def dated(row: Row) -> bool:
    return bool(row["since"][0] <= row["tau"] <= row["since"][1])


def changes(runs: Runs, worlds: Sequence[World]) -> list[str]:
    rows = []
    for world in worlds:
        if world.name not in runs:
            continue
        own = [row for row in flat(runs[world.name]) if row["tau"] >= 0]
        called = [row for row in own if row["p"] > SURE]
        length = f"{np.median([row['since'][1] - row['since'][0] + 1 for row in called]):.0f}" if called else ""
        rows.append(
            [
                world.name,
                str(len(runs[world.name])),
                share(row["p"] > SURE for row in own),
                share(map(covered, own)),
                share(map(covered, called)),
                share(map(dated, own)),
                share(map(dated, called)),
                length,
            ]
        )
    head = (
        "a step | corpora | found, P > .8 | interval covers, all | of those found | since covers, all | of those found "
        "| its issues, median"
    )
    return table(head, rows)


def discovery(runs: Runs) -> str:
    if MIX.name not in runs:
        return ""
    called = [row for row in flat(runs[MIX.name]) if row["verdict"] == "shift"]
    changed = [row for row in flat(runs[MIX.name]) if row["tau"] >= 0]
    false = np.mean([row["tau"] < 0 for row in called]) if called else 0.0
    found = np.mean([row["verdict"] == "shift" for row in changed])
    return (
        f"Where two themes in five change, by ½ to 3 ({len(runs[MIX.name])} corpora): of {len(called):,} shifts called "
        f"at a nominal false discovery of 10%, {100 * false:.1f}% are false; {100 * found:.1f}% of the changes are "
        "called; "
        f"their intervals cover {share(map(covered, changed))}, of those called "
        f"{share(covered(row) for row in called if row['tau'] >= 0)}."
    )


def after(issues: float) -> str:
    return f"{issues:.0f} issues" if np.isfinite(issues) else "never"


def watching(runs: Runs) -> list[str]:
    rows = []
    for world in WATCHED:
        if world.name not in runs:
            continue
        rows_of_world = flat(runs[world.name])
        changed = [row for row in rows_of_world if row["tau"] >= 0]
        own, cells = changed or rows_of_world, []
        for threshold in THRESHOLDS:
            first = [
                next((at for at, p in zip(row["after"], row["p"], strict=True) if p > threshold), np.inf) for row in own
            ]
            alarms = share(np.isfinite(first))
            cells.append(alarms if not changed else f"{after(np.median(first))} ({alarms})")
        rows.append([world.told, str(len(own)), *cells])
    return table("monitoring | themes | " + " | ".join(f"P > {each}" for each in THRESHOLDS), rows)


def compared(runs: Runs, scores: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """``scores[tool][world]`` are the scores of the first themes of a world."""
    names = [world.name for world in NULLS]
    changed = [world for world in CHANGES if world.name in ("x1.5", "x2", "x3", "x0.5")]
    rows = []
    for tool, by_world in scores.items():
        nothing = [by_world[name] for name in names if name in by_world]
        if not nothing:
            continue
        pooled = np.quantile(np.concatenate(nothing), 1 - MATCHED)
        worst = max(np.quantile(each, 1 - MATCHED) for each in nothing)
        cells = [
            f"{share(by_world[world.name] > pooled)} / {share(by_world[world.name] > worst)}"
            if world.name in by_world
            else ""
            for world in changed
        ]
        rows.append([tool, *cells])
    return table("found at 2% false alarms, pooled / worst | " + " | ".join(world.told for world in changed), rows)


def others(scores: Mapping[str, Mapping[str, Any]]) -> str:
    """What the comparison with other tools rests on."""
    many = max((len(each) for by_world in scores.values() for each in by_world.values()), default=0)
    return (
        f"**Other tools**, each with the threshold that gives as many false alarms ({many} themes a column). In these "
        "corpora all themes step: the model learns from it how often they do, the others look at each theme by itself."
    )


def detectable(runs: Runs) -> str:
    near = [
        row["p"] > SURE
        for world in CHANGES
        for row in flat(runs.get(world.name, []))
        if world.name in ("x1.5", "x2", "x3")
        and row["detectable"] is not None
        and abs(np.log(row["detectable"]) - row["delta"]) < np.log(1.1)
    ]
    return (
        f"Of {len(near):,} steps whose true ratio was within a tenth of the detectable one, {share(near)} were found."
        if near
        else ""
    )


def singles(runs: Runs) -> str:
    """How many issues that hold a multiple of their usual count are told, and how many other themes are told so."""
    told, others = [], []
    for world in SINGLE:
        corpora = runs.get(world.name, [])
        called = [[row["verdict"] in ("notable", "pulse") for row in rows] for rows in corpora]
        if called:
            made = [each for row in called for each in row[::SINGLE_EVERY]]
            told.append(f"{world.told} in {share(made)} of {len(made)}")
            others += [each for row in called for k, each in enumerate(row) if k % SINGLE_EVERY]
    if not told:
        return ""
    return (
        "Where one issue holds so many times the usual count of a theme of 4 to 8% of statements, it is told as "
        f"notable or as a pulse: {', '.join(told)}; and {share(others)} of the other themes, where nothing was changed."
    )


def page(runs: Runs, scores: Mapping[str, Mapping[str, Any]], seconds: float) -> str:
    """All tables, as they stand in docs/shifts.md."""
    sections = [
        ["**Nothing changes.**", "", *nulls(runs, (*NULLS, MEASURED))],
        ["**A step.**", "", *changes(runs, CHANGES)],
        [discovery(runs)],
        [detectable(runs)],
        [singles(runs)],
        [
            f"**Monitoring.** {KNOWN} issues are known, forty come in and each is looked at: false alarms where "
            "nothing changes, and after how many issues half of the changes have given one (how many do at all).",
            "",
            *watching(runs),
        ],
        [
            "**Publications unlike those the model was tried on.**",
            "",
            *nulls(runs, UNLIKE),
            "",
            *changes(runs, OTHER_CHANGES),
        ],
        [others(scores), "", *compared(runs, scores)],
        [f"Twenty themes over 78 issues take {seconds:.1f} s of processor time."],
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if any(lines))
