"""Invented reports of invented events among real places that have known none, with which event each sentence tells.

Made to be hard: most events have a near twin (the same kind of deed in the same town, or the next, within days, often
by the same group), reports tell of earlier events in passing, figures grow from day to day, dates and places are given
now exactly, now loosely, now not at all. Places, groups and wordings of the part ``test`` are in no world of ``train``.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

NOTE = (
    "Invented text, made to train purport. The groups, people and events in it do not exist; only the places are real."
)
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

# By what they hold the sentences of ``LATER`` that claim the same.
CLAIMS = {
    "dead": ("had died", "number of dead", "dead."),
    "claim": ("claimed responsibility", "had carried out"),
    "denial": ("denied any part", "rejected the accusation"),
    "blame": ("blamed", "accused"),
}
# Region: towns in it.
PLACES = {
    "train": {
        "Shetland": ("Lerwick", "Scalloway", "Sandwick", "Brae"),
        "Suðuroy": ("Tvøroyri", "Vágur", "Hvalba"),
        "Westfjords": ("Ísafjörður", "Bolungarvík", "Patreksfjörður"),
        "Åland": ("Mariehamn", "Eckerö", "Jomala"),
        "Troms": ("Tromsø", "Harstad", "Finnsnes"),
        "Gotland": ("Visby", "Hemse", "Slite"),
    },
    "test": {
        "Orkney": ("Kirkwall", "Stromness", "Finstown"),
        "Eysturoy": ("Fuglafjørður", "Runavík", "Eiði"),
        "Bornholm": ("Rønne", "Nexø", "Allinge"),
        "Lofoten": ("Svolvær", "Leknes", "Kabelvåg"),
    },
}
GROUPS = {
    "train": (
        *("Norran Front", "Skerry League", "Tidewater Column", "Free Isles Brigade", "Glacier Column", "Kelp Army"),
        *("Saga Movement", "Northern Watch", "Petrel Guard", "Basalt Resistance"),
    ),
    "test": ("Fulmar Front", "Harbour Brigade", "Storm League", "Ironwood Movement", "Heather Column", "Gannet Army"),
}
OUTLETS = {
    "train": (
        "Nordic Wire",
        "Isles Courier",
        "Suðuroy Post",
        "Harbour Gazette",
        "Radio Vestri",
        "Sound Telegraph",
        "Fjord News",
    ),
    "test": ("Pentland Times", "Baltic Dispatch", "Beacon Daily", "Voe Herald", "Skagen Wire", "Atlantic Observer"),
}
OFFICIALS = (
    "police",
    "the regional police",
    "officials",
    "the interior ministry",
    "the governor's office",
    "a police spokesman",
)
SITES = {
    "bombing": (
        "the ferry terminal",
        "the fish market",
        "the courthouse",
        "the customs house",
        "a police station",
        "the town hall",
    ),
    "attack": (
        "an army checkpoint",
        "a coastguard patrol",
        "a military convoy",
        "the radio mast station",
        "a police post",
    ),
    "jailbreak": ("the prison", "the detention centre", "the county jail"),
    "kidnapping": ("the harbour road", "a surveyors' camp", "a guesthouse", "the salmon farm"),
    "prisoner_release": ("the prison", "the detention centre", "the airport"),
    "arrest": ("a farmhouse", "a flat near the harbour", "a fishing boat", "a warehouse"),
    "protest": ("the main square", "the harbour front", "the police headquarters"),
    "arson": ("a fish factory", "the tax office", "a school", "a supermarket"),
    "robbery": ("the savings bank", "an arms depot", "a post office", "a fuel store"),
    "assassination": ("his home", "a church", "a restaurant", "the courthouse steps"),
    "battle": ("the airfield", "the old fort", "the quarry", "the coast road"),
    "airstrike": ("a training camp", "a weapons store", "a farm", "a radio station"),
}
PEOPLE = ("civilians", "people", "soldiers", "guards", "police officers", "fishermen", "passengers", "dockers")
# What else reports call the same place and the same people.
OTHERWISE = {
    "the prison": ("the jail", "the detention facility", "a lockup", "the penitentiary"),
    "the detention centre": ("the detention facility", "the prison", "the jail", "the cells"),
    "the county jail": ("the prison", "the lockup", "the detention centre"),
    "the ferry terminal": ("the harbour", "the quay", "a waiting room"),
    "the fish market": ("a market hall", "the market", "the harbour"),
    "the courthouse": ("the court building", "a public building"),
    "the customs house": ("the customs office", "a government building"),
    "a police station": ("the station", "a police building"),
    "the town hall": ("the municipal building", "a council office"),
    "an army checkpoint": ("a roadblock", "a military post"),
    "a coastguard patrol": ("a patrol", "the coastguard"),
    "a military convoy": ("a column of lorries", "army vehicles"),
    "a police post": ("a station", "an outpost"),
    "a farmhouse": ("a house", "a farm"),
    "a fishing boat": ("a trawler", "a vessel"),
    "a fish factory": ("a processing plant", "a factory"),
    "the savings bank": ("a bank", "a branch"),
    "an arms depot": ("an armoury", "a store"),
    "the main square": ("the square", "the town centre"),
    "a training camp": ("a camp", "a base"),
    "the airfield": ("a landing strip", "the airport"),
    "guards": ("jailers", "warders", "members of the Islands Guard", "staff"),
    "soldiers": ("troops", "servicemen", "conscripts"),
    "police officers": ("policemen", "members of the force", "constables"),
    "civilians": ("residents", "bystanders", "people"),
    "fishermen": ("crewmen", "sailors", "men"),
    "dockers": ("dock workers", "labourers"),
    "passengers": ("travellers", "people"),
    "engineers": ("technicians", "foreign workers"),
    "aid workers": ("relief staff", "foreigners"),
    "surveyors": ("geologists", "men"),
    "tourists": ("visitors", "hikers"),
    "teachers": ("schoolteachers", "women"),
}
VICTIMS = ("a judge", "the harbour master", "a newspaper editor", "a prosecutor", "the deputy mayor", "a union leader")
HOSTAGES = ("engineers", "aid workers", "surveyors", "fishermen", "tourists", "teachers")

# {a} is the group, {s} the site, {t} the town, {w} when, {k} and {i} counts of dead and injured of {p}, {n} a number of
# those freed, taken or held, {h} who those are, {v} a victim.
LEADS = {
    "bombing": {
        "train": (
            "A bomb exploded at {s} in {t} {w}, killing {k} {p} and wounding {i} others",
            "A blast tore through {s} in {t} {w}, leaving {k} {p} dead and {i} injured",
            "{k} {p} were killed when a car bomb went off outside {s} in {t} {w}",
            "The {a} bombed {s} in {t} {w}, killing {k} {p}",
        ),
        "test": (
            "An explosion at {s} in {t} {w} killed {k} {p} and hurt {i} more",
            "{k} {p} died {w} when explosives planted at {s} in {t} were detonated by the {a}",
            "{t} was shaken {w} by a bombing at {s} that cost the lives of {k} {p}",
        ),
    },
    "attack": {
        "train": (
            "Gunmen attacked {s} near {t} {w}, killing {k} {p} and wounding {i}",
            "Fighters of the {a} ambushed {s} outside {t} {w} and killed {k} {p}",
            "{k} {p} were shot dead {w} in an attack on {s} in {t}",
            "Armed men opened fire on {s} in {t} {w}; {k} {p} died",
        ),
        "test": (
            "An assault on {s} at {t} {w} left {k} {p} dead and {i} wounded",
            "The {a} raided {s} in {t} {w}, and {k} {p} were killed in the shooting",
            "Attackers with rifles stormed {s} near {t} {w}, killing {k} {p}",
        ),
    },
    "jailbreak": {
        "train": (
            "{n} prisoners escaped from {s} in {t} {w} after gunmen stormed it",
            "Fighters of the {a} broke into {s} in {t} {w} and freed {n} inmates, killing {k} guards",
            "A jailbreak at {s} in {t} {w} let {n} inmates out",
        ),
        "test": (
            "{n} inmates fled {s} in {t} {w} when the {a} blew open its gate, and {k} guards were killed",
            "Raiders freed {n} prisoners from {s} in {t} {w}",
        ),
    },
    "kidnapping": {
        "train": (
            "Gunmen kidnapped {n} {h} at {s} near {t} {w}",
            "{n} {h} were abducted {w} from {s} in {t} by the {a}",
            "The {a} seized {n} {h} {w} at {s} outside {t}",
        ),
        "test": (
            "{n} {h} were taken hostage {w} by armed men at {s} in {t}",
            "The {a} abducted {n} {h} at {s} near {t} {w}",
        ),
    },
    "prisoner_release": {
        "train": (
            "The government released {n} prisoners from {s} in {t} {w}",
            "{n} detained members of the {a} were freed {w} from {s} in {t}",
            "The {a} released {n} prisoners {w} at {s} in {t}",
        ),
        "test": (
            "Authorities freed {n} prisoners of the {a} from {s} in {t} {w}",
            "{n} captives were set free {w} at {s} in {t}",
        ),
    },
    "arrest": {
        "train": (
            "Police arrested {n} members of the {a} at {s} in {t} {w}",
            "{n} suspects were arrested {w} in a raid on {s} in {t}",
            "Security forces detained {n} people at {s} near {t} {w}",
        ),
        "test": (
            "Officers took {n} suspected fighters of the {a} into custody at {s} in {t} {w}",
            "{n} men were detained {w} when police searched {s} in {t}",
        ),
    },
    "protest": {
        "train": (
            "About {n} people protested at {s} in {t} {w} against the {a}",
            "{n} protesters marched to {s} in {t} {w}",
            "A demonstration at {s} in {t} {w} drew {n} people",
        ),
        "test": (
            "Some {n} demonstrators rallied at {s} in {t} {w}",
            "{n} people marched through {t} {w} to protest against the {a}",
        ),
    },
    "arson": {
        "train": (
            "Attackers set fire to {s} in {t} {w}, and {k} {p} died in the flames",
            "Arsonists of the {a} burned down {s} in {t} {w}",
            "{s} in {t} was set on fire {w}, injuring {i} {p}",
        ),
        "test": ("The {a} torched {s} in {t} {w}", "{k} {p} died {w} when {s} in {t} was set ablaze by masked men"),
    },
    "robbery": {
        "train": (
            "Armed men robbed {s} in {t} {w}, killing {k} {p}",
            "The {a} robbed {s} in {t} {w} and wounded {i} {p}",
            "Robbers held up {s} in {t} {w}",
        ),
        "test": (
            "{s} in {t} was robbed {w} by men of the {a}",
            "Masked gunmen raided and robbed {s} in {t} {w}, wounding {i} {p}",
        ),
    },
    "assassination": {
        "train": (
            "Gunmen assassinated {v} at {s} in {t} {w}",
            "{v} was shot dead {w} at {s} in {t} by the {a}",
            "The {a} murdered {v} at {s} in {t} {w}",
        ),
        "test": ("{v} was assassinated {w} at {s} in {t}", "A gunman of the {a} killed {v} {w} at {s} in {t}"),
    },
    "battle": {
        "train": (
            "Fighting between the army and the {a} at {s} near {t} {w} killed {k} {p}",
            "Troops clashed with the {a} at {s} outside {t} {w}, and {k} {p} were killed",
            "{k} {p} were killed in clashes at {s} near {t} {w}",
        ),
        "test": (
            "Soldiers fought the {a} for {s} near {t} {w}; {k} {p} died and {i} were wounded",
            "Clashes with the {a} at {s} in {t} {w} left {k} {p} dead",
        ),
    },
    "airstrike": {
        "train": (
            "An airstrike hit {s} near {t} {w}, killing {k} {p}",
            "Government jets bombed {s} of the {a} outside {t} {w} and killed {k} {p}",
            "{k} {p} were killed {w} when aircraft struck {s} near {t}",
        ),
        "test": (
            "Warplanes struck {s} near {t} {w}, killing {k} {p}",
            "An air raid on {s} of the {a} near {t} {w} killed {k} {p}",
        ),
    },
}
LATER = {
    "train": (
        "{o} said {k} {p} had died in the {x}.",
        "A hospital in {t} put the number of dead at {k}.",
        "The {a} claimed responsibility for the {x}.",
        "The {a} denied any part in the {x}.",
        "No one has claimed the {x}.",
        "{o} blamed the {a} for the {x}.",
        "Witnesses said the {x} began before dawn.",
        "The {x} lasted less than an hour, {o} said.",
    ),
    "test": (
        "According to {o}, the {x} left {k} {p} dead.",
        "In a statement the {a} said it had carried out the {x}.",
        "Residents of {t} said the {x} came without warning.",
        "{o} accused the {a} of the {x}.",
        "A spokesman for the {a} rejected the accusation.",
    ),
}
PASSING = {
    "train": (
        "It came {gap} after {e}.",
        "It was the second {x} in {t} within days: {w}, {e2}.",
        "{W}, {e2}.",
        "The report follows {e} {w}.",
    ),
    "test": ("{gap} earlier, {e2}.", "The town had not recovered from {e} {w}.", "{W} {e2}."),
}
WORD = {
    "bombing": "bombing",
    "attack": "attack",
    "jailbreak": "jailbreak",
    "kidnapping": "kidnapping",
    "prisoner_release": "release",
    "arrest": "raid",
    "protest": "protest",
    "arson": "fire",
    "robbery": "robbery",
    "assassination": "killing",
    "battle": "fighting",
    "airstrike": "strike",
}
FILLERS = (
    "Ferries ran as usual in the afternoon.",
    "Schools stayed closed for the day.",
    "The governor is expected to speak to reporters later this week.",
    "Shops along the quay reopened by noon.",
    "Parliament will debate the matter next month.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened, in a world."""

    key: str
    type: str
    day: date
    region: str
    town: str
    site: str
    group: str
    people: str
    hostages: str
    victim: str
    killed: int
    injured: int
    number: int


@dataclass(slots=True, kw_only=True)
class Report:
    """A text, the event that each stretch of it tells, and what is claimed of it where that is one thing."""

    id: str
    outlet: str
    published: date
    text: str = ""
    told: list[tuple[int, int, str]] = field(default_factory=list)
    claims: list[tuple[int, int, str]] = field(default_factory=list)

    def add(self, sentence: str, event: str | None, claim: str | None = None) -> None:
        start = len(self.text)
        self.text += sentence
        if event is not None:
            self.told.append((start, len(self.text), event))
        if claim is not None:
            self.claims.append((start, len(self.text), f"{event} {claim}"))


def reports(part: str, stories: int, seed: int) -> Iterator[Report]:
    """The reports of a world, ``stories`` being events with their twins."""
    draw = random.Random(f"{part} {seed}")
    events: list[list[Event]] = [_story(draw, part, f"{part}{seed}-{number}") for number in range(stories)]
    for story in events:
        for event in story:
            others = [each for each in story if each.day < event.day]
            yield from _coverage(draw, part, event, others)


def _story(draw: random.Random, part: str, key: str) -> list[Event]:
    region = draw.choice(list(PLACES[part]))
    town = draw.choice(PLACES[part][region])
    kind = draw.choice(list(LEADS))
    first = Event(
        key=f"{key}-0",
        type=kind,
        day=date(2023, 1, 2) + timedelta(days=draw.randrange(700)),
        region=region,
        town=town,
        site=draw.choice(SITES[kind]),
        group=draw.choice(GROUPS[part]),
        **_numbers(draw),
    )
    story = [first]
    for number in range(1, draw.choice((1, 2, 2, 3, 3))):
        other = draw.choice([each for each in PLACES[part][region] if each != first.town])
        own = kind if draw.random() < 0.8 else draw.choice(list(LEADS))
        same_site = own == kind and draw.random() < 0.3
        story.append(
            Event(
                key=f"{key}-{number}",
                type=own,
                day=first.day + timedelta(days=draw.choice((0, 1, 2, 3, 4, 5, 7, 10, 21))),
                region=region,
                town=first.town if draw.random() < 0.65 else other,
                site=first.site if same_site else draw.choice([each for each in SITES[own] if each != first.site]),
                group=first.group if draw.random() < 0.7 else draw.choice(GROUPS[part]),
                **_numbers(draw),
            )
        )
    if draw.random() < 0.35:
        story.append(_elsewhere(draw, part, first, f"{key}-{len(story)}"))
    # Two events of one kind in one town on one day are one to any reader.
    seen: dict[tuple[str, date, str], Event] = {}
    for event in story:
        seen.setdefault((event.type, event.day, event.town), event)
    return list(seen.values())


def _elsewhere(draw: random.Random, part: str, first: Event, key: str) -> Event:
    """One more on the same day by the same group, in another town, near or far: what is called a coordinated attack."""
    region = first.region if draw.random() < 0.4 else draw.choice(list(PLACES[part]))
    town = draw.choice([each for each in PLACES[part][region] if each != first.town])
    site = first.site if draw.random() < 0.6 else draw.choice(SITES[first.type])
    more = {**_numbers(draw), "people": first.people} if draw.random() < 0.5 else _numbers(draw)
    return replace(first, key=key, region=region, town=town, site=site, **more)


def _numbers(draw: random.Random) -> dict[str, Any]:
    return {
        "people": draw.choice(PEOPLE),
        "hostages": draw.choice(HOSTAGES),
        "victim": draw.choice(VICTIMS),
        "killed": draw.choice((2, 2, 3, 3, 4, 5, 6, 7, 9, 12, 15, 23)),
        "injured": draw.choice((4, 5, 8, 11, 14, 20, 31, 40)),
        "number": draw.choice((3, 4, 6, 9, 14, 20, 35, 60, 120, 200)),
    }


def _coverage(draw: random.Random, part: str, event: Event, others: list[Event]) -> Iterator[Report]:
    count = draw.choice((1, 2, 2, 3, 3, 4, 5))
    agency: str | None = None
    for number in range(count):
        published = event.day + timedelta(days=draw.choice((0, 0, 1, 1, 1, 2, 3)))
        report = Report(id=f"{event.key}-{number}", outlet=draw.choice(OUTLETS[part]), published=published)
        report.add(f"{NOTE}\n\n", None)
        if draw.random() < 0.4:
            report.add(f"{event.town.upper()} – ", None)
        drift = draw.choice((0, 0, 0, 1, 2, -1))
        lead = agency if agency and draw.random() < 0.3 else _lead(draw, part, event, published, drift)
        agency = agency or lead
        by = draw.choice(("", ", {o} said", ", according to {o}")).format(o=draw.choice(OFFICIALS))
        report.add(f"{lead}{by}. ", event.key, f"happened {drift}")
        for _ in range(draw.choice((0, 1, 1, 2))):
            template = draw.choice(LATER[part])
            report.add(_filled(draw, template, event, published, drift) + " ", event.key, _claimed(template, drift))
        if draw.random() < 0.5:
            report.add(draw.choice(FILLERS) + " ", None)
        if others and draw.random() < 0.55:
            report.add("\n\n", None)
            earlier = draw.choice(others)
            report.add(_passing(draw, part, earlier, event, published), earlier.key)
        yield report


def _claimed(template: str, drift: int) -> str | None:
    """What a sentence of ``LATER`` claims, the same for all that claim it; with other numbers it is another claim. None
    for those that might stand in any report in just these words, which tell nothing of what real claims share."""
    claim = next((claim for claim, words in CLAIMS.items() if any(word in template for word in words)), None)
    return f"{claim} {drift}" if claim == "dead" else claim


def _lead(draw: random.Random, part: str, event: Event, published: date, drift: int) -> str:
    return _filled(draw, draw.choice(LEADS[event.type][part]), event, published, drift)


def _filled(draw: random.Random, template: str, event: Event, published: date, drift: int) -> str:
    def count(number: int) -> str:
        number = max(2, number + drift)
        return draw.choice((str(number), str(number), str(number), f"at least {number}", _spelled(number)))

    where = draw.choices((event.town, f"{event.town}, {event.region}", event.region, "the area"), (60, 25, 12, 3))[0]
    site = _called(draw, event.site)
    group = event.group
    words = template.format(
        a=group,
        s=site,
        t=where,
        w=_when(draw, event.day, published),
        k=count(event.killed),
        i=count(event.injured),
        n=count(event.number),
        p=_called(draw, event.people) if draw.random() < 0.8 else "people",
        h=_called(draw, event.hostages),
        v=event.victim,
        o=draw.choice(OFFICIALS),
        x=WORD[event.type],
    )
    words = " ".join(words.split())
    return words[0].upper() + words[1:]


def _called(draw: random.Random, name: str) -> str:
    return draw.choice(OTHERWISE.get(name, (name,))) if draw.random() < 0.4 else name


def _passing(draw: random.Random, part: str, event: Event, main: Event, published: date) -> str:
    noun = f"the {WORD[event.type]} in {event.town}"
    if draw.random() < 0.6:
        noun += f" that killed {event.killed} {event.people}"
    clause = _filled(draw, draw.choice(LEADS[event.type][part]).replace(" {w}", ""), event, published, 0)
    days = (main.day - event.day).days
    when = _when(draw, event.day, published) or "earlier"
    words = draw.choice(PASSING[part]).format(
        gap="a day" if days == 1 else f"{days} days",
        e=noun,
        e2=clause[0].lower() + clause[1:] if clause.split()[0] in ("The", "A", "An", "Gunmen", "Armed") else clause,
        x=WORD[event.type],
        t=event.town,
        w=when,
        W=when[0].upper() + when[1:],
    )
    return words[0].upper() + words[1:]


def _when(draw: random.Random, day: date, published: date) -> str:
    exact = f"on {day.day} {MONTHS[day.month - 1]}"
    gap = (published - day).days
    near = "on " + WEEKDAYS[day.weekday()] if gap < 7 else exact
    if gap > 6:
        near = draw.choice((exact, exact, f"in {MONTHS[day.month - 1]}", "last month" if gap > 20 else "last week"))
    elif gap == 0:
        near = draw.choice((near, "early today", near))
    elif gap == 1:
        near = draw.choice((near, near, "yesterday"))
    return draw.choices((near, exact, f"{exact} {day.year}", f"in {MONTHS[day.month - 1]}", ""), (45, 15, 25, 4, 11))[0]


def _spelled(number: int) -> str:
    names = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    return names[number] if number < len(names) else str(number)
