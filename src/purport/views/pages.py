"""HTML pages from templates: everything escaped, and no character hidden."""

import unicodedata
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup


def visible(words: object) -> str:
    """The words with characters that HTML forbids or that nobody sees made visible, one for one."""
    return "".join("\ufffd" if _unseen(c) else c for c in str(words))


@cache
def template(package: str, name: str) -> Template:
    """A template of a package's folder ``templates``; what it shows is escaped and visible."""
    environment = Environment(
        loader=PackageLoader(package, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: value if isinstance(value, Markup) else visible("" if value is None else value),
    )
    return environment.get_template(name)


def _unseen(character: str) -> bool:
    return character not in "\n\t" and unicodedata.category(character) in ("Cc", "Cs")
