"""From text to Doc: tokens, sentences, syntax. Knows nothing of the subject."""

from purport.language.doc import Doc, parse, parse_all

__all__ = ["Doc", "parse", "parse_all"]
