"""A trained model's card: on what, when, how, and what it reads."""

from datetime import UTC, datetime

from purport.learning.adapting import Trained
from purport.learning.scoring import FIELDS, Scores
from purport.version import __version__


def card(trained: Trained, source: str) -> str:
    """The card as Markdown; ``source`` is where the texts came from."""
    plan = trained.plan
    lines = [
        f"# {trained.path.name}",
        "",
        "Finds who says what: a model of `purport train`, for `purport read --model`.",
        "",
        f"- SHA-256: {trained.sha256}",
        f"- Begun with: the model {trained.start}",
        f"- Made: {datetime.now(UTC):%Y-%m-%d}, by purport {__version__}",
        f"- Learnt: {count(len(trained.learnt), 'document')} of {source}, {_statements(trained)}",
        f"- How: {count(plan.epochs, 'epoch')}, rate {plan.rate:g}, seed {plan.seed}, {plan.hold_out:.0%} held out",
        f"- Confidence: {'fitted to what was held out' if trained.fitted else 'as in the model it began with'}",
        "",
    ]
    if trained.before is not None and trained.after is not None:
        lines += [
            "## Scores",
            f"On {count(len(trained.held_out), 'document')} held out. A span counts where both ends are right; a "
            "whole statement where the cues touch and speaker and content each agree by half. The model alone is "
            "scored, without the syntax that reads beside it.",
            "",
            *table(trained.before, trained.after),
            "",
        ]
    for title, ids in (("Learnt", trained.learnt), ("Held out", trained.held_out)):
        if ids:
            lines += [f"## {title}", *(f"- {id}" for id in ids), ""]
    return "\n".join(lines)


def table(before: Scores, after: Scores) -> list[str]:
    """The scores before and after, as lines of a Markdown table: F1 in per cent."""
    return [
        "| | before | after | marked |",
        "| --- | --- | --- | --- |",
        *(f"| {field} | {before[field].f1:.1f} | {after[field].f1:.1f} | {after[field].marked} |" for field in FIELDS),
    ]


def _statements(trained: Trained) -> str:
    inside = f" ({trained.left_out} inside others left out)" if trained.left_out else ""
    return count(trained.attributions, "statement") + inside


def count(n: int, word: str) -> str:
    """So many of something, in words."""
    return f"{n:,} {word}{'' if n == 1 else 's'}"
