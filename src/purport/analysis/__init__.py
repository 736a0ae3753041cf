"""What many reports say together: who copies whom, which tell of one incident, and where they agree.

Functions over records, without input or output of their own; what takes a case reads it through ``Case`` alone.
"""

from typing import TYPE_CHECKING

from purport.lazy import attributes

if TYPE_CHECKING:
    from purport.analysis.case_claims import claims_of
    from purport.analysis.case_comparison import compare
    from purport.analysis.case_incidents import incident, incidents
    from purport.analysis.case_lineage import Lineages, lineage_of, lineages
    from purport.analysis.comparison import Comparison
    from purport.analysis.comparison_words import frame, values_frame
    from purport.analysis.lineage import Link, LinkKind
    from purport.analysis.matrix_html import to_html
    from purport.analysis.matrix_svg import to_svg
    from purport.analysis.origins import Lineage, Origin
    from purport.analysis.records import Account
    from purport.analysis.same_claim import SameClaim
    from purport.analysis.same_incident import SameIncident

_NAMES = {
    "case_claims": "claims_of",
    "case_comparison": "compare",
    "case_incidents": "incident incidents",
    "case_lineage": "Lineages lineage_of lineages",
    "comparison": "Comparison",
    "comparison_words": "frame values_frame",
    "matrix_html": "to_html",
    "matrix_svg": "to_svg",
    "lineage": "Link LinkKind",
    "origins": "Lineage Origin",
    "records": "Account",
    "same_claim": "SameClaim",
    "same_incident": "SameIncident",
}

__all__ = [
    "Account",
    "Comparison",
    "Lineage",
    "Lineages",
    "Link",
    "LinkKind",
    "Origin",
    "SameClaim",
    "SameIncident",
    "claims_of",
    "compare",
    "frame",
    "incident",
    "incidents",
    "lineage_of",
    "lineages",
    "to_html",
    "to_svg",
    "values_frame",
]

__getattr__ = attributes(__name__, {name: home for home, names in _NAMES.items() for name in names.split()})


def __dir__() -> list[str]:
    return __all__
