"""purport: who claims what, on whose word, and does it hold up?

Everything here is found when first asked for, so ``import purport`` is quick.
"""

from typing import TYPE_CHECKING

from purport.lazy import attributes
from purport.version import __version__

if TYPE_CHECKING:
    from purport.api import actors, dates, figures, places, read, read_documents, read_files, themes
    from purport.brief import Brief, compose
    from purport.case import Case
    from purport.codec import decode, encode, schema, to_dict
    from purport.errors import (
        AnchorError,
        BadModel,
        BadRecord,
        BagError,
        BriefError,
        CaseError,
        CaseTooNew,
        CodebookError,
        ContractError,
        Damaged,
        EmptyDocument,
        Encrypted,
        InputError,
        ModelMissing,
        NotACase,
        NotFetched,
        NotInCase,
        NotText,
        OptionError,
        PurportError,
        TooLarge,
        ToolMissing,
        UnknownFormat,
        Unsupported,
    )
    from purport.evaluation import Evaluation, evaluate
    from purport.reading.threshold import keep_confident
    from purport.sources import documents
    from purport.types import (
        Actor,
        Certainty,
        Date,
        Document,
        Figure,
        Incident,
        IncidentDate,
        IncidentFigure,
        Kind,
        Level,
        MadeBy,
        Mode,
        Party,
        Place,
        Polarity,
        Quote,
        Reading,
        Region,
        Source,
        Span,
        Speaker,
        Statement,
        Status,
        Tense,
        Theme,
        Via,
    )
    from purport.views import frame


_NAMES = {
    "api": "actors dates figures places read read_documents read_files themes",
    "brief": "Brief compose",
    "case": "Case",
    "codec": "decode encode schema to_dict",
    "errors": (
        "AnchorError BadModel BadRecord BagError BriefError CaseError CaseTooNew CodebookError ContractError Damaged "
        "EmptyDocument Encrypted InputError ModelMissing NotACase NotFetched NotInCase NotText OptionError "
        "PurportError TooLarge ToolMissing UnknownFormat Unsupported"
    ),
    "evaluation": "Evaluation evaluate",
    "reading.threshold": "keep_confident",
    "sources": "documents",
    "types": (
        "Actor Certainty Date Document Figure Incident IncidentDate IncidentFigure Kind Level MadeBy Mode Party Place "
        "Polarity Quote Reading Region Source Span Speaker Statement Status Tense Theme Via"
    ),
    "views": "frame",
}

__all__ = [
    "Actor",
    "AnchorError",
    "BadModel",
    "BadRecord",
    "BagError",
    "Brief",
    "BriefError",
    "Case",
    "CaseError",
    "CaseTooNew",
    "Certainty",
    "CodebookError",
    "ContractError",
    "Damaged",
    "Date",
    "Document",
    "EmptyDocument",
    "Encrypted",
    "Evaluation",
    "Figure",
    "Incident",
    "IncidentDate",
    "IncidentFigure",
    "InputError",
    "Kind",
    "Level",
    "MadeBy",
    "Mode",
    "ModelMissing",
    "NotACase",
    "NotFetched",
    "NotInCase",
    "NotText",
    "OptionError",
    "Party",
    "Place",
    "Polarity",
    "PurportError",
    "Quote",
    "Reading",
    "Region",
    "Source",
    "Span",
    "Speaker",
    "Statement",
    "Status",
    "Tense",
    "Theme",
    "TooLarge",
    "ToolMissing",
    "UnknownFormat",
    "Unsupported",
    "Via",
    "__version__",
    "actors",
    "compose",
    "dates",
    "decode",
    "documents",
    "encode",
    "evaluate",
    "figures",
    "frame",
    "keep_confident",
    "places",
    "read",
    "read_documents",
    "read_files",
    "schema",
    "themes",
    "to_dict",
]

_homes = {name: home for home, names in _NAMES.items() for name in names.split()}
__getattr__ = attributes(__name__, _homes)


def __dir__() -> list[str]:
    return __all__
