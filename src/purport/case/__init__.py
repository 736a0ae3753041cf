"""What lasts: a case in one file, with its documents, their readings, and the search over them."""

from purport.case.case import Case
from purport.case.custody import Entry
from purport.case.days import days, days_or_none
from purport.case.judgements import Anchor, Judgement, State, Verdict
from purport.case.proof import Break
from purport.case.records import Added, AddReport, CaseDocument, Found, Kept, Outcome, Removal
from purport.case.table import Table
from purport.case.verification import Verification

__all__ = [
    "AddReport",
    "Added",
    "Anchor",
    "Break",
    "Case",
    "CaseDocument",
    "Entry",
    "Found",
    "Judgement",
    "Kept",
    "Outcome",
    "Removal",
    "State",
    "Table",
    "Verdict",
    "Verification",
    "days",
    "days_or_none",
]
