"""A reading for people: in the terminal, in a notebook, as a table."""

from typing import TYPE_CHECKING

from purport.lazy import attributes

if TYPE_CHECKING:
    from purport.views.frames import frame
    from purport.views.notebook import reading_html
    from purport.views.terminal import reading_view

__all__ = ["frame", "reading_html", "reading_view"]

__getattr__ = attributes(__name__, {"frame": "frames", "reading_html": "notebook", "reading_view": "terminal"})
