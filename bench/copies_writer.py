"""Who writes the invented reports of bench/copies.py: sentences filled in, and reworded to a degree."""

import random
import re
from collections.abc import Mapping
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any

from copies_world import NUMBERS, Event, Named, Said, Sentence, World

_SLOT = re.compile(r"\{([^{}]*)\}|<(\w+)>")
_ADJUNCT = re.compile(r"\s*\[([^\[\]]*)\]")
SAYS = {"front": "{who} {cue} {what}.", "back": "{what}, {who} {cue}.", "to": "According to {who}, {what}."}
CUES = ("said", "told reporters", "announced", "explained", "confirmed", "reported", "added", "stated")


class Writer:
    """Writes reports on events, and rewrites them."""

    def __init__(self, world: World, rng: random.Random) -> None:
        self.world, self.rng = world, rng

    def plan(self, told: Event, least: int, most: int, own: bool, hand: int = 0) -> list[Sentence]:
        """Sentences for a report of one's own: the lead, then facts by weight, with a will of one's own."""
        rng, facts = self.rng, self.world.words["fact"]
        lead = [n for n in told.facts if facts[n].get("lead")]
        rest = [n for n in told.facts if n not in lead and (own or not facts[n].get("own"))]
        rest.sort(key=lambda n: facts[n]["weight"] + rng.uniform(-0.35, 0.35), reverse=True)
        many = rng.randint(least, most)
        if own:
            mine = [n for n in rest if facts[n].get("own")]
            # Nobody learns all that there is to learn.
            mine = mine[: max(1, many // 2)]
            rest = [n for n in rest if not facts[n].get("own") and rng.random() < 0.7][: many - len(mine)]
            for n in mine:
                rest.insert(rng.randint(min(1, len(rest)), len(rest)), n)
        return [self.sentence(n, told, hand) for n in [*lead, *rest[: many - 1]]]

    def sentence(self, fact: int, told: Event, hand: int) -> Sentence:
        """A fact in the words of a hand. Those who report the same event by themselves build the sentence otherwise
        than the agency and than those who rewrite it, all but one time in twelve, when it is any by chance."""
        rng = self.rng
        many = len(self.world.words["fact"][fact]["variants"])
        built = min(hand, many - 1) if many < 5 else hand % (many - 1)
        if rng.random() < 1 / 12:
            built = rng.randrange(many)
        return Sentence(fact, self._variant(told, fact, built), rng.getrandbits(32), rng.getrandbits(32))

    def _variant(self, told: Event, fact: int, built: int) -> int:
        many = len(self.world.words["fact"][fact]["variants"])
        number = told.like if fact in told.habits else told.number
        return (built + number * 7 + fact) % many

    def render(
        self, told: Event, plan: list[Sentence], called: Mapping[str, str] | None = None, lead: str = "{s}"
    ) -> tuple[str, tuple[Said, ...]]:
        """The text, and who is quoted where. ``called`` are the names of those who are not named in full anywhere in
        it, ``lead`` what is put about its first sentence."""
        named: set[str] = set()
        pieces: list[str] = []
        spoken: list[Said] = []
        at = 0
        for number, each in enumerate(plan):
            text, who = self._told(told, each, named, called or {})
            if not number and lead != "{s}":
                text = lead.format(s=text.removesuffix("."))
            blank = "" if not number else "\n\n" if number % 2 == 0 else " "
            at += len(blank)
            if who:
                spoken.append(Said(*who, at, at + len(text)))
            pieces.append(text)
            at += len(text)
        text = "".join(p if not n else ("\n\n" if n % 2 == 0 else " ") + p for n, p in enumerate(pieces))
        return text, tuple(spoken)

    def _told(
        self, told: Event, each: Sentence, named: set[str], called: Mapping[str, str]
    ) -> tuple[str, tuple[str, str] | None]:
        fact = self.world.words["fact"][each.fact]
        template = fact["variants"][each.variant]
        draws = random.Random(each.seed)
        own = random.Random(each.own)
        own_name = " ".join(self.world.person(random.Random(each.own)))
        changed = dict(each.changed)
        count = 0

        def choice(options: list[str]) -> str:
            nonlocal count
            drawn = draws.randrange(1 << 16)
            number = changed.get(count, drawn) % len(options)
            count += 1
            return options[number]

        def value(name: str) -> str:
            capital = name[0].isupper()
            key = name.lower()
            written = called.get(key) or self._value(told, key, own, choice, named, own_name)
            return written[:1].upper() + written[1:] if capital else written

        def filled(text: str) -> str:
            while (match := _SLOT.search(text)) is not None:
                new = choice(match[1].split("|")) if match[1] is not None else value(match[2])
                text = text[: match.start()] + new + text[match.end() :]
            return text

        adjunct = _ADJUNCT.search(template)
        if adjunct:
            where = choice(["stay", "stay", "front", "none"])
            moved = filled(adjunct[1])
            if where == "front" and adjunct.start() > 0:
                rest = template[: adjunct.start()] + template[adjunct.end() :]
                template = f"{moved[:1].upper()}{moved[1:]}, {_small(rest)}"
            elif where == "stay" or adjunct.start() == 0:
                template = (
                    template[: adjunct.start()] + (" " if adjunct.start() else "") + moved + template[adjunct.end() :]
                )
            else:
                template = template[: adjunct.start()] + template[adjunct.end() :]
        if fact.get("quote"):
            who = fact["speaker"]
            name = value(who)
            cue = choice(["said", "declared", "insisted", "remarked"])
            order = choice(["{q} {n} {c}.", "{q} {c} {n}."])
            full = told.values[who].full
            return order.format(q=filled(template), n=name, c=cue), (called.get(who, full), full)
        if says := fact.get("says"):
            if says == "analyst":
                given, family = self.world.person(own)
                who, speaker = f"{given} {family}, who studies the conflict", f"{given} {family}"
                full = speaker
            else:
                who, full = value(says), told.values[says].full
                speaker = called.get(says, full)
            what = filled(template)
            cue = choice(list(CUES))
            form = choice(["front", "front", "back", "to"])
            if cue in ("told reporters",):
                what = f"that {what}" if form == "front" else what
            text = SAYS[form].format(who=who, cue=cue, what=what)
            return text[:1].upper() + text[1:], (speaker, full)
        text = filled(template)
        heard = (own_name, own_name) if fact.get("speaker") == "witness" else None
        return text[:1].upper() + text[1:], heard

    def _value(self, told: Event, key: str, own: random.Random, choice: Any, named: set[str], own_name: str) -> str:
        words = self.world.words
        if key in ("landmark2", "vehicle2"):
            return own.choice(words[key[:-1]])
        if key == "witness":
            return own_name
        if key == "holes":
            return str(own.randrange(12, 400))
        value = told.values[key]
        if isinstance(value, Named):
            shorter = choice(["full", "short"]) if key in named else "full"
            named.add(key)
            return value.full if shorter == "full" else choice(list(value.short))
        if isinstance(value, int):
            style = choice(["digits", "words"])
            if key == "sum":
                return f"{value:,}" if style == "digits" else f"{value // 1000} thousand"
            return NUMBERS[value] if style == "words" and 0 < value <= 20 else str(value)
        return choice(value.split("|")) if "|" in value else value

    def reworded(
        self, told: Event, plan: list[Sentence], degree: float, called: Mapping[str, str]
    ) -> tuple[list[Sentence], float]:
        """The sentences with other words, builds and names until so much of them is changed, and how much that is."""
        rng = self.rng
        named: list[set[str]] = []
        known: set[str] = set()
        before = []
        for each in plan:
            named.append(set(known))
            before.append(_words(self._told(told, each, known, called)[0]))
        now = list(plan)
        same, total = [len(words) for words in before], [len(words) for words in before]
        # Words first; the more is to change, the more whole sentences are built anew.
        for _ in range(200):
            at = rng.randrange(len(now))
            each = now[at]
            variants = len(self.world.words["fact"][each.fact]["variants"])
            if variants > 1 and rng.random() < (degree - 0.1) * 0.5:
                built = self._variant(told, each.fact, variants - 1)
                tried = replace(each, variant=built, seed=rng.getrandbits(32), changed=())
            else:
                more = {n: rng.getrandbits(16) for n in range(16) if rng.random() < 0.25 + degree / 2}
                tried = replace(each, changed=tuple(sorted((dict(each.changed) | more).items())))
            after = _words(self._told(told, tried, set(named[at]), called)[0])
            kept = (same[at], total[at])
            same[at], total[at] = _in_common(before[at], after), max(len(before[at]), len(after))
            if 1 - sum(same) / sum(total) > degree:
                same[at], total[at] = kept
                continue
            now[at] = tried
            if 1 - sum(same) / sum(total) >= degree - 0.02:
                break
        return now, 1 - sum(same) / sum(total)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _in_common(one: list[str], two: list[str]) -> int:
    """How many words both have in the same order."""
    blocks = SequenceMatcher(None, one, two, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks)


def _small(text: str) -> str:
    """A sentence put behind something: its first word small, unless it is a name or a slot that is one."""
    if text.startswith("{"):
        inside = text[1 : text.index("}")]
        return "{" + "|".join(o[:1].lower() + o[1:] for o in inside.split("|")) + text[text.index("}") :]
    if text.startswith("<"):
        return "<" + text[1].lower() + text[2:]
    return text[:1].lower() + text[1:]
