"""What invented reports are made of: places, groups, outlets, sites, people, and the sentences that tell of them.

Places, groups, outlets and sentences of the part ``test`` are in no report of ``train``.
"""

NOTE = (
    "Invented text, made to train purport. The groups, people and events in it do not exist; only the places are real."
)
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

# By what they hold the sentences of ``LATER`` that claim the same.
CLAIMS: dict[str, tuple[str, ...]] = {
    "dead": ("had died", "number of dead", "dead."),
    "claim": ("claimed responsibility", "had carried out"),
    "denial": ("denied any part", "rejected the accusation"),
    "blame": ("blamed", "accused"),
}
# Region: towns in it.
PLACES: dict[str, dict[str, tuple[str, ...]]] = {
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
GROUPS: dict[str, tuple[str, ...]] = {
    "train": (
        *("Norran Front", "Skerry League", "Tidewater Column", "Free Isles Brigade", "Glacier Column", "Kelp Army"),
        *("Saga Movement", "Northern Watch", "Petrel Guard", "Basalt Resistance"),
    ),
    "test": ("Fulmar Front", "Harbour Brigade", "Storm League", "Ironwood Movement", "Heather Column", "Gannet Army"),
}
OUTLETS: dict[str, tuple[str, ...]] = {
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
SITES: dict[str, tuple[str, ...]] = {
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
OTHERWISE: dict[str, tuple[str, ...]] = {
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
LEADS: dict[str, dict[str, tuple[str, ...]]] = {
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
LATER: dict[str, tuple[str, ...]] = {
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
PASSING: dict[str, tuple[str, ...]] = {
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
