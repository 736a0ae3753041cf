"""A brief: what reports say, in sentences of which none stands without the words it rests on."""

from purport.brief.check import check
from purport.brief.compose import compose
from purport.brief.html import to_html
from purport.brief.markdown import to_markdown
from purport.brief.records import Block, Brief, BriefSource, Citation, Grid, Row, Section, Sentence
from purport.brief.serial import to_dict
from purport.brief.terminal import to_terminal

__all__ = [
    "Block",
    "Brief",
    "BriefSource",
    "Citation",
    "Grid",
    "Row",
    "Section",
    "Sentence",
    "check",
    "compose",
    "to_dict",
    "to_html",
    "to_markdown",
    "to_terminal",
]
