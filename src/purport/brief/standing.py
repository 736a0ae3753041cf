"""On whose word an incident has its status, in plain words, each cited."""

from collections.abc import Iterator

from purport.brief import statements
from purport.brief.library import Library, nameless
from purport.brief.records import Citation, Sentence
from purport.brief.words import capitalised, entry, squeezed
from purport.types import Incident, Reading, Says, StatusRule, Teller

MOST_TELLERS = 4
# Rules that say themselves that the writer tells it.
_OWN = (StatusRule.OWN_VOICE, StatusRule.OWN_PUBLICATION, StatusRule.NEGATED)


def basis(library: Library, reading: Reading, incident: Incident) -> Sentence | None:
    """Why an incident has its status: "Contested (some affirm it, some deny it: the Front claimed it, the army denied
    it)." with the words of each who tells of it; None where the reading does not tell."""
    why = incident.status_basis
    if why is None:
        return None
    mention = incident.mentions[0]
    cited: list[Citation] = []
    who: list[str] = []
    more = {teller.name for teller in why.tellers if teller.name and teller.says is not Says.AFFIRMS}
    # Who claims, confirms or denies it is not told as saying so besides.
    tellers = [teller for teller in why.tellers if teller.says is not Says.AFFIRMS or teller.name not in more]
    for teller in tellers[:MOST_TELLERS]:
        words = list(_words(library, reading, teller))
        if words or not teller.statements:
            who.append(_clause(library, teller))
            cited.extend(words)
    if len(tellers) > MOST_TELLERS:
        who.append(f"{len(tellers) - MOST_TELLERS} more")
    if why.own_voice and why.rule not in _OWN:
        who.append("the report tells it in its own voice too")
    if not cited or why.own_voice:
        cited.append(library.cite(reading, *library.sentence(reading, mention.start, mention.end)))
    rule = str(entry("rules", why.rule))
    status = capitalised(str(entry("statuses", incident.status)))
    text = f"{status} ({rule}{': ' if who else ''}{', '.join(who)})."
    return Sentence(text=text, citations=tuple(dict.fromkeys(cited)))


def _clause(library: Library, teller: Teller) -> str:
    name = "someone unnamed" if nameless(teller.name) else library.named(squeezed(teller.name or ""))
    return f"{name} {entry('says', teller.says)}"


def _words(library: Library, reading: Reading, teller: Teller) -> Iterator[Citation]:
    """The sentence of the first statement in which someone tells of it."""
    for statement in reading.statements:
        if statement.id in teller.statements:
            spans = statements.evidence(statement)
            start, end = min(s for s, _ in spans), max(e for _, e in spans)
            yield library.cite(reading, *library.sentence(reading, start, end))
            return
