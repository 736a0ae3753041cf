"""The finders that come with purport, and the reader made of them."""

from functools import cache

from purport import __version__
from purport.codebooks import gazetteer
from purport.codebooks.edition import edition
from purport.reading import attribution_model
from purport.reading.actors import ActorFinder
from purport.reading.dates import DateFinder
from purport.reading.figures import FigureFinder
from purport.reading.finder import Finder
from purport.reading.incidents import IncidentFinder
from purport.reading.places import PlaceFinder
from purport.reading.reader import Reader
from purport.reading.statements import StatementFinder
from purport.types import MadeBy

# In the order in which they run: each may use what those before it found.
FINDERS: tuple[type[Finder], ...] = (
    DateFinder,
    PlaceFinder,
    FigureFinder,
    ActorFinder,
    StatementFinder,
    IncidentFinder,
)


@cache
def default_reader() -> Reader:
    """The reader with the built-in finders, codebooks and models; made once."""
    models = {"gazetteer": gazetteer.fingerprint(), **attribution_model.fingerprint()}
    made_by = MadeBy(purport=__version__, codebook=edition(), models=models)
    return Reader((finder() for finder in FINDERS), made_by=made_by)
