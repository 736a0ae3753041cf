"""Every error purport raises, in one tree.

    PurportError
    ├── InputError            what came in cannot be read
    │   ├── EmptyDocument     nothing to read in it
    │   ├── NotText           binary, or in no encoding we can tell
    │   ├── TooLarge          past a stated limit
    │   ├── BadRecord         a record of a file of many that is no document
    │   ├── Damaged           cut off or broken; what is whole is read
    │   ├── Encrypted         only to be opened with a password
    │   ├── NotFetched        an address that gave nothing to read
    │   ├── ToolMissing       a program that reading it takes is not installed
    │   └── UnknownFormat     no reader for it
    ├── OptionError           an option or argument has a value it cannot have
    ├── CodebookError         a codebook breaks its own rules
    ├── ModelMissing          a model the reading needs is not installed
    ├── BadModel              a file that holds no model of attributions
    ├── CaseError             a case cannot be opened, read or written
    │   ├── BagError          an exported case that is not whole, or was changed
    │   ├── NotACase          the file is something else
    │   ├── CaseTooNew        made by a later purport
    │   └── NotInCase         no such document, statement or incident
    ├── AnchorError           a span does not say what it is said to say
    ├── BriefError            a brief that cannot stand
    │   └── Unsupported       a sentence without a living citation
    └── ContractError         JSON that is not a reading

Each message gives the value, the rule it breaks and the way out. Libraries raise; only the
command line turns an error into one line on standard error and a non-zero exit.
"""


class PurportError(Exception):
    """The root of the tree. ``where`` names the document or file it concerns, if there is one."""

    def __init__(self, message: str, *, where: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.where = where

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message


class InputError(PurportError):
    """What came in cannot be read."""


class EmptyDocument(InputError):
    """A document with nothing to read in it."""


class NotText(InputError):
    """Bytes that are binary, or in no encoding we can tell."""


class TooLarge(InputError):
    """A document past a stated limit."""


class BadRecord(InputError):
    """A record of a file of many (a line of JSON Lines, a row, an item of a feed) that is no document."""


class Damaged(InputError):
    """A file that is cut off or broken; what is whole in it is read."""


class Encrypted(InputError):
    """A file that only opens with a password."""


class NotFetched(InputError):
    """An address that gave nothing to read, or was not asked."""


class ToolMissing(InputError):
    """A program that reading a document takes is not installed."""


class UnknownFormat(InputError):
    """A file that no reader claims."""


class OptionError(PurportError):
    """An option or argument with a value it cannot have."""


class CodebookError(PurportError):
    """A codebook that breaks its own rules."""


class ModelMissing(PurportError):
    """A model the reading needs is not installed."""


class BadModel(PurportError):
    """A file that holds no model of attributions, or none that can be trained further."""


class CaseError(PurportError):
    """A case cannot be opened, read or written."""


class NotACase(CaseError):
    """The file is something other than a case."""


class BagError(CaseError):
    """An exported case that is not whole, or was changed."""


class CaseTooNew(CaseError):
    """The case was made by a later purport."""


class NotInCase(CaseError):
    """No such document, statement or incident in this case."""


class AnchorError(PurportError):
    """A span does not say what it is said to say."""


class BriefError(PurportError):
    """A brief that cannot stand."""


class Unsupported(BriefError):
    """A sentence of a brief without a living citation."""


class ContractError(PurportError):
    """JSON that is not a reading."""
