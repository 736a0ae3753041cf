"""What many reports say together: who copies whom, which tell of one incident, and where they agree.

Functions over records, without input or output of their own; what takes a case reads it through ``Case`` alone.
"""

from typing import TYPE_CHECKING

from purport.lazy import attributes

if TYPE_CHECKING:
    from purport.analysis.accounts import Account
    from purport.analysis.coding.agreement import Agreement, agreements
    from purport.analysis.coding.audit import Audit, audits
    from purport.analysis.coding.sampling import draw_sheet
    from purport.analysis.coding.sheet_files import enter_sheet, sheet_rows
    from purport.analysis.comparison.as_html import to_html
    from purport.analysis.comparison.as_svg import to_svg
    from purport.analysis.comparison.case import compare
    from purport.analysis.comparison.comparison import Comparison
    from purport.analysis.comparison.words import frame, values_frame
    from purport.analysis.emphasis.case import Emphasis, emphasis_of
    from purport.analysis.emphasis.changes import Change, Changes, shifts_in
    from purport.analysis.emphasis.series import Measure, Point, Series
    from purport.analysis.emphasis.watching import News, Watched, watch
    from purport.analysis.firsts.case import first_statements, firsts_since, reversals, reversals_since
    from purport.analysis.firsts.records import First, Reversal
    from purport.analysis.lineage.case import Lineages, lineage_of, lineages
    from purport.analysis.lineage.links import Link, LinkKind
    from purport.analysis.lineage.records import Lineage, Origin
    from purport.analysis.periods import By, Period
    from purport.analysis.same_claim.case import claims_of
    from purport.analysis.same_claim.groups import SameClaim
    from purport.analysis.same_incident.case import incident, incidents
    from purport.analysis.same_incident.groups import SameIncident

_NAMES = {
    "same_claim.case": "claims_of",
    "coding.agreement": "Agreement agreements",
    "coding.audit": "Audit audits",
    "coding.sampling": "draw_sheet",
    "coding.sheet_files": "enter_sheet sheet_rows",
    "comparison.case": "compare",
    "same_incident.case": "incident incidents",
    "lineage.case": "Lineages lineage_of lineages",
    "comparison.comparison": "Comparison",
    "comparison.words": "frame values_frame",
    "comparison.as_html": "to_html",
    "comparison.as_svg": "to_svg",
    "emphasis.case": "Emphasis emphasis_of",
    "emphasis.changes": "Change Changes shifts_in",
    "emphasis.series": "Measure Point Series",
    "emphasis.watching": "News Watched watch",
    "firsts.case": "first_statements firsts_since reversals reversals_since",
    "firsts.records": "First Reversal",
    "periods": "By Period",
    "lineage.links": "Link LinkKind",
    "lineage.records": "Lineage Origin",
    "accounts": "Account",
    "same_claim.groups": "SameClaim",
    "same_incident.groups": "SameIncident",
}

__all__ = [
    "Account",
    "Agreement",
    "Audit",
    "By",
    "Change",
    "Changes",
    "Comparison",
    "Emphasis",
    "First",
    "Lineage",
    "Lineages",
    "Link",
    "LinkKind",
    "Measure",
    "News",
    "Origin",
    "Period",
    "Point",
    "Reversal",
    "SameClaim",
    "SameIncident",
    "Series",
    "Watched",
    "agreements",
    "audits",
    "claims_of",
    "compare",
    "draw_sheet",
    "emphasis_of",
    "enter_sheet",
    "first_statements",
    "firsts_since",
    "frame",
    "incident",
    "incidents",
    "lineage_of",
    "lineages",
    "reversals",
    "reversals_since",
    "sheet_rows",
    "shifts_in",
    "to_html",
    "to_svg",
    "values_frame",
    "watch",
]

__getattr__ = attributes(__name__, {name: home for home, names in _NAMES.items() for name in names.split()})


def __dir__() -> list[str]:
    return __all__
