"""A text's tokens as plain lists, for finders that walk them word by word."""

from purport.language import Doc


class Words:
    """The tokens of a text as plain lists, which are quicker to walk than spaCy's objects."""

    def __init__(self, doc: Doc) -> None:
        tokens = doc.tokens
        self.source = doc.text
        self.text = [t.text for t in tokens]
        self.low = [t.lower() for t in self.text]
        self.at = [t.idx for t in tokens]
        self.label = [t.ent_type_ for t in tokens]
        self.tag = [t.tag_ for t in tokens]
        self.begins = [bool(t.is_sent_start) for t in tokens]
        self.spaced = [bool(t.whitespace_) for t in tokens]
        self.named = [_namelike(t) for t in self.text]
        self.entity = [0] * len(self.text)
        for number, ent in enumerate(tokens.ents, 1):
            for n in range(ent.start, ent.end):
                self.entity[n] = number

    def __len__(self) -> int:
        return len(self.text)

    def end(self, n: int) -> int:
        """Where token ``n`` ends in the text."""
        return self.at[n] + len(self.text[n])

    def slice(self, first: int, last: int) -> str:
        """The text's words from token ``first`` up to token ``last``, not included."""
        return self.source[self.at[first] : self.end(last - 1)]

    def lower(self, n: int) -> str:
        """The token in lower case; ``<s>`` outside the text, ``\\n`` for a line's end."""
        if not 0 <= n < len(self.low):
            return "<s>"
        word = self.low[n]
        return "\n" if "\n" in word else word

    def capital(self, n: int) -> bool:
        """Whether there is a capitalised word at ``n``."""
        return 0 <= n < len(self.named) and self.named[n]


def _namelike(token: str) -> bool:
    first = token[:1]
    return first.isupper() or "\u0600" <= first <= "\u06ff" or (first in "'‘’ʻ" and token[1:2].isupper())
