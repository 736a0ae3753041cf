"""The finders that come with purport, and the reader made of them."""

from collections.abc import Iterable, Iterator
from functools import cache, partial
from os import PathLike
from pathlib import Path

from purport.codebooks import gazetteer
from purport.codebooks.actor_tables import CodebookFile, codebook_files
from purport.codebooks.actors import actor_codebook
from purport.codebooks.edition import edition
from purport.codebooks.incident_types import types_with
from purport.codebooks.themes import theme_codebook
from purport.reading import attribution_model, confidence, incident_model
from purport.reading.actors import ActorFinder
from purport.reading.attribution_reader import read_attributions
from purport.reading.dates import DateFinder
from purport.reading.exchanges import ExchangeFinder
from purport.reading.figures import FigureFinder
from purport.reading.finder import Finder
from purport.reading.incidents import IncidentFinder
from purport.reading.places import PlaceFinder
from purport.reading.reader import Reader
from purport.reading.relations import RelationFinder
from purport.reading.statements import StatementFinder
from purport.reading.themes import ThemeFinder
from purport.types import MadeBy
from purport.version import __version__

# In the order in which they run: each may use what those before it found.
FINDERS: tuple[type[Finder], ...] = (
    DateFinder,
    PlaceFinder,
    FigureFinder,
    ActorFinder,
    StatementFinder,
    IncidentFinder,
    ExchangeFinder,
    RelationFinder,
    ThemeFinder,
)


def default_reader(
    model: str | PathLike[str] | None = None,
    codebooks: str | PathLike[str] | Iterable[str | PathLike[str]] = (),
) -> Reader:
    """The reader with the built-in finders, codebooks and models, made once; with ``model`` the one whose statements
    that file finds; with ``codebooks`` the one that knows the actors, incident types and themes in these files and
    folders too.

    Raises BadModel where the file holds no model of attributions, CodebookError where a codebook breaks its rules,
    ModelMissing where a theme asks for a model that is not installed.
    """
    path = Path(model).resolve() if model is not None else attribution_model.FILE
    return _reader(path, attribution_model.fingerprint(path), codebook_files(codebooks))


@cache
def _reader(path: Path, digest: str, own: tuple[CodebookFile, ...]) -> Reader:
    models = {
        "gazetteer": gazetteer.fingerprint(),
        "attributions": digest,
        "incidents": attribution_model.fingerprint(incident_model.FILE),
        **confidence.fingerprint(),
    }
    made_by = MadeBy(purport=__version__, codebook=edition(own), models=models)
    # The file that comes with the package is loaded when it is first needed, any other at once: it may be none.
    model = None if path == attribution_model.FILE else attribution_model.attribution_model(path)
    read = partial(read_attributions, model=model)
    codebook, types, themes = actor_codebook(own), types_with(own), theme_codebook(own)

    def made() -> Iterator[Finder]:
        for finder in FINDERS:
            if finder is StatementFinder:
                yield StatementFinder(read, codebook)
            elif finder is IncidentFinder:
                yield IncidentFinder(codebook, types)
            elif finder is ThemeFinder:
                yield ThemeFinder(themes)
            elif finder in (ActorFinder, ExchangeFinder, RelationFinder):
                yield finder(codebook)
            else:
                yield finder()

    return Reader(made(), made_by=made_by)
