"""Whether a statement affirms what it says, or denies it."""

from purport.analysis.firsts.records import Standing
from purport.types import Certainty, Polarity, Statement


def standing(statement: Statement) -> Standing:
    """How a speaker stands to what is said: denied where it is the thing denied, or negated; of both together
    ("denied that it had not paid") it is affirmed."""
    denied = (statement.certainty is Certainty.DENIED) != (statement.polarity is Polarity.NEGATED)
    return Standing.DENIED if denied else Standing.AFFIRMED
