"""What lasts: a case in one file, with its documents, their readings, and the search over them."""

from purport.case.case import Case
from purport.case.days import days, days_or_none
from purport.case.records import Added, AddReport, CaseDocument, Found, Outcome
from purport.case.table import Table

__all__ = ["AddReport", "Added", "Case", "CaseDocument", "Found", "Outcome", "Table", "days", "days_or_none"]
