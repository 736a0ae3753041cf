"""A lineage in one sentence."""

from collections.abc import Sequence

from purport.analysis.lineage.records import Origin, Role


def sentence(count: int, found: Sequence[Origin], unknown: int, mixed: int = 0, cited: Sequence[str] = ()) -> str:
    """ "9 reports, 2 independent origins: 6 copy Norran News, 1 cites the police, already counted; the other 2 are the
    origins": its numbers add up to that of the reports. ``mixed`` report themselves and cite ``cited``."""
    told: list[tuple[int, Role, str, str]] = []
    for origin in found:
        each = [(role, name or origin.name) for role, name in zip(origin.roles, origin.named, strict=True)]
        for role in Role:
            for name in dict.fromkeys(name for other, name in each if other is role):
                if role not in (Role.FIRST, Role.SPEAKER):
                    told.append((each.count((role, name)), role, name, ""))
        for speaker in dict.fromkeys(filter(None, origin.speakers)):
            told.append((origin.speakers.count(speaker), Role.SPEAKER, speaker, ", already counted"))
    parts = [f"{many} {_VERBS[role][many > 1]} {name}{more}" for many, role, name, more in told]
    if unknown:
        parts.append(f"{unknown} of unknown lineage")
    absent = [origin.name for origin in found if origin.first is None]
    whole = f"{_many(count, 'report')}, {_many(len(found), 'independent origin')}"
    if absent:
        whole += f" ({listed(absent)} {'is' if len(absent) == 1 else 'are'} not among the reports)"
    if parts:
        whole += f": {', '.join(parts)}"
    own = len(found) - len(absent)
    if parts and own:
        whole += f"; the other {own} are the origins" if own > 1 else "; the other is the origin"
    if mixed:
        which = "which cites" if own == 1 else f"{mixed} of which cite{'s' * (mixed == 1)}"
        whole += f", {which} {listed(cited)} too"
    return whole


# Of one account, and of several.
_VERBS = {
    Role.COPY: ("copies", "copy"),
    Role.CREDIT: ("credits", "credit"),
    Role.CITE: ("cites", "cite"),
    Role.OWNER: ("shares the owner of", "share the owner of"),
    Role.OUTLET: ("more of", "more of"),
    Role.SPEAKER: ("cites", "cite"),
}


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def listed(names: Sequence[str]) -> str:
    """Names as a sentence has them: "Norran News, police and Foss"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
