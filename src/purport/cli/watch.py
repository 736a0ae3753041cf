"""``purport watch``."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from purport.cli import options, output
from purport.cli.custody import Author
from purport.cli.emphasis import Actor, By, Publication, Themes
from purport.cli.shifts import Measured, show_behind
from purport.errors import OptionError

if TYPE_CHECKING:
    from purport.analysis.emphasis.watching import Watched
    from purport.case import Case

# So many firsts and reversals are told.
_SAID = 5


def watch(
    case: options.Case,
    publication: Publication = None,
    actor: Actor = None,
    theme: Themes = None,
    by: By = None,
    measure: Measured = "text_share",
    listed: Annotated[bool, typer.Option("--list", help="List what is watched, with the last look at each.")] = False,
    end: Annotated[bool, typer.Option("--end", help="End the watch.")] = False,
    author: Author = None,
    json: options.Json = False,
) -> None:
    """Look again at a publication, or at what an actor says, and tell what is new since the last look.

    The first look sets the baseline, which is kept in the case. Without a publication and an actor everything that is
    watched is looked at again.
    """
    from purport.case import Case

    if (listed or not end) and theme and publication is None and actor is None:
        raise OptionError("--theme is of a publication or an actor; give --publication NAME or --actor ID too")
    with Case.open(case) as opened:
        if listed:
            _list(opened, json)
        elif end:
            _end(opened, publication, actor, tuple(theme or ()), by, measure, author)
        elif publication is None and actor is None:
            _again(opened, case, author, json)
        else:
            _look(opened, case, publication, actor, tuple(theme or ()), by, measure, author, json)


def _look(
    opened: "Case",
    path: Path,
    publication: str | None,
    actor: str | None,
    themes: tuple[str, ...],
    by: str | None,
    measure: str,
    author: str | None,
    json: bool,
) -> None:
    import msgspec

    from purport.analysis.emphasis.watching import watch as look

    found = look(opened, publication, actor=actor, themes=themes, by=by, measure=measure, author=author)
    if json:
        output.write_line(msgspec.json.encode(_as_dict(found)).decode())
    else:
        _show(found, path)


def _again(opened: "Case", path: Path, author: str | None, json: bool) -> None:
    looks = opened.looks()
    if not looks and not json:
        output.console().print("nothing is watched; give --publication NAME or --actor ID")
    for number, each in enumerate(looks):
        if number and not json:
            output.console().print()
        asked = each.asked
        themes = tuple(asked["themes"])
        _look(opened, path, asked["publication"], asked["actor"], themes, asked["by"], asked["measure"], author, json)


def _list(opened: "Case", json: bool) -> None:
    import msgspec

    looks = opened.looks()
    for each in looks:
        if json:
            output.write_line(msgspec.json.encode(msgspec.to_builtins(each)).decode())
        else:
            seen = each.seen or {}
            line = f"{_named(each.asked)}: looked through {seen['through']} ({each.author}, {each.at})"
            output.console().print(line, soft_wrap=True)
    if not looks and not json:
        output.console().print("nothing is watched")


def _end(
    opened: "Case",
    publication: str | None,
    actor: str | None,
    themes: tuple[str, ...],
    by: str | None,
    measure: str,
    author: str | None,
) -> None:
    from purport.case.ratings import folded_name

    wanted = {"publication": publication, "actor": actor, "themes": list(themes), "measure": measure}
    fits = [
        look
        for look in opened.looks()
        if all(look.asked[name] == value for name, value in wanted.items() if name != "publication")
        and folded_name(look.asked["publication"] or "") == folded_name(publication or "")
        and by in (None, look.asked["by"])
    ]
    if len(fits) != 1:
        raise OptionError(
            f"{'several watches fit' if fits else 'no watch fits'} {_named(wanted | {'by': by})}; "
            "`purport watch CASE --list` lists what is watched, and what to give to name one"
        )
    opened.keep_look(fits[0].asked, None, author=author)
    output.console().print(f"{_named(fits[0].asked)}: ended", soft_wrap=True)


def _show(found: "Watched", path: Path) -> None:
    from rich.text import Text

    from purport.analysis.emphasis.news_words import sentence_of
    from purport.analysis.emphasis.series import UNITS, Measure
    from purport.analysis.emphasis.watching import RATE
    from purport.analysis.emphasis.words import summary
    from purport.views.wording import one_line

    console = output.console()
    console.print(Text(summary(found.emphasis), "bold"))
    if found.before is None:
        _show_first(found)
        return
    since = f"since the look of {found.before.at}"
    if not found.issues and not found.earlier and not found.news:
        console.print(f"nothing was added {since}")
        return
    measure = Measure(found.look.asked["measure"])
    unit = UNITS[measure][0]
    many = len(found.news)
    told = f"{many} new {'thing' if many == 1 else 'things'} of themes" if many else "nothing new of themes"
    came = f"{len(found.issues)} new {'period' if len(found.issues) == 1 else 'periods'}"
    late = f", {found.earlier:+,} items in earlier ones" if found.earlier else ""
    console.print(f"{came}{late} {since}: {told}")
    for each in found.news:
        console.print()
        console.print(sentence_of(each, unit, found.emphasis.by))
        show_behind(path, each.behind, measure)
    said = [*(each.sentence for each in found.reversals), *(each.sentence for each in found.firsts)]
    for sentence in said[:_SAID]:
        console.print()
        console.print(one_line(sentence), soft_wrap=True)
    if len(said) > _SAID:
        since = found.issues[0].start.isoformat()
        more = f"purport firsts {shlex.quote(str(path))} --since {since}"
        console.print(Text(f"    and {len(said) - _SAID} more firsts: {more}", "dim"), soft_wrap=True)
    console.print()
    console.print(Text(f"{RATE[0].upper()}{RATE[1:]}.", "dim"))


def _show_first(found: "Watched") -> None:
    """What a first look found: what the next one is compared with."""
    from rich.text import Text

    from purport.analysis.emphasis.looks import seen_of
    from purport.analysis.emphasis.watching import RATE
    from purport.views.wording import one_line

    console = output.console()
    seen = seen_of(found.look.seen or {})
    console.print(f"first look: the baseline is set through {seen.through}")
    only_alarmed = [theme for theme in seen.alarmed if theme not in seen.established]
    for told, themes in (
        ("shifts established so far", list(seen.established)),
        ("alarmed, not established", only_alarmed),
        ("pulses", list(seen.pulses or {})),
        ("notable issues", list(seen.notable or {})),
    ):
        if themes or told.startswith("shifts"):
            console.print(f"  {told}: {', '.join(map(one_line, themes)) or 'none'}")
    console.print(Text(f"From now on {RATE}.", "dim"))


def _named(asked: dict[str, Any] | Any) -> str:
    parts = [
        f"--publication {asked['publication']!r}" if asked["publication"] else "",
        f"--actor {asked['actor']!r}" if asked["actor"] else "",
        *(f"--theme {each}" for each in asked["themes"]),
        f"--by {asked['by']}" if asked["by"] else "",
        f"--measure {asked['measure']}" if asked["measure"] != "text_share" else "",
    ]
    return " ".join(filter(None, parts)) or "what was given"


def _as_dict(found: "Watched") -> dict[str, Any]:
    import msgspec

    from purport.analysis.emphasis.watching import RATE
    from purport.analysis.firsts.words import as_dict as first_dict
    from purport.analysis.shifts.as_json import as_dict

    return {
        "asked": found.look.asked,
        "before": None if found.before is None else msgspec.to_builtins(found.before),
        "look": msgspec.to_builtins(found.look),
        "new_periods": [period.label for period in found.issues],
        "items_in_earlier_periods": found.earlier,
        "news": [
            {"what": each.what, "theme": each.theme, "late": each.late, "held": each.held, "find": each.find}
            | {"found": None if each.behind is None else each.behind.as_dict(), "shift": as_dict(each.shift)}
            for each in found.news
        ],
        "firsts": [first_dict(each) for each in found.firsts],
        "reversals": [first_dict(each) for each in found.reversals],
        "alarm_rate": RATE,
    }
