"""What a text tells of an organisation's standing: an armed group, or a force of a state."""

import re
from collections.abc import Collection, Iterable

Bounds = tuple[int, int]

NEAR = 140
_FIGHTING = (
    r"(?:(?:armed|rebel|separatist|militant|insurgent|jihadist|guerrilla|terrorist|extremist|paramilitary) "
    r"(?:\w+ )?(?:group|organi[sz]ation|movement|faction|force|army|wing)|militia|insurgents|rebels|guerrillas)\b"
)
_GROUP_AFTER = re.compile(
    rf"(?:, (?:an?|the|which is an?) (?:[\w-]+ )*?{_FIGHTING}| (?:fighters|gunmen|militants|rebels|guerrillas)\b"
    r"|['’]s? (?:\w+ )?(?:fighters|gunmen|guerrillas|soldiers|commanders)\b)"
)
_RIVAL_AFTER = re.compile(
    r", an? (?:\w+ )?(?:rival|splinter|offshoot|ally|breakaway faction|wing) (?:of|from) (?:the )?(?P<other>[^,.;]+)"
)
_GROUP_BEFORE = re.compile(
    r"(?:\b(?:armed group|militia|rebel group|separatists|rebels of|fighters (?:of|from)|gunmen (?:of|from)|"
    r"militants (?:of|from)|(?:rival|militant|rebel|armed) (?:group|faction|movement)),?(?: called| named| the)* |"
    r"\b(?:rival|militant|rebel) )\Z"
)
_FORCES = re.compile(r"(?:Guard|Guards|Police|Gendarmerie|Constabulary|Service|Corps|Command)\Z")
_POLICING = re.compile(
    r"(?: (?:has|had|have|later|also|on \w+))* (?:arrested|arrests|detained|detains|questioned|charged)\b"
)


def stands_as_group(text: str, start: int, end: int) -> bool:
    """Whether what stands beside a name tells that it is an armed group's."""
    return bool(
        _GROUP_AFTER.match(text, end, end + NEAR)
        or _RIVAL_AFTER.match(text, end, end + NEAR)
        or _GROUP_BEFORE.search(text, max(0, start - 40), start)
    )


def told_kind(kind: str, mentions: Iterable[Bounds], text: str, groups: Collection[str]) -> str:
    """The kind of an organisation after what stands beside its mentions; ``groups`` are names of armed groups."""
    for start, end in mentions:
        after = text[end : end + NEAR]
        if kind == "group" and _FORCES.search(text, start, end) and _POLICING.match(after):
            return "state"
        if kind != "organisation":
            continue
        rival = _RIVAL_AFTER.match(after)
        if (
            _GROUP_AFTER.match(after)
            or _GROUP_BEFORE.search(text, max(0, start - 40), start)
            or (rival and any(re.search(rf"\b{re.escape(g)}\b", rival["other"]) for g in groups))
        ):
            return "group"
    return kind
