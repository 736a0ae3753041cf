"""Words as a case compares them: those of ``purport.language.folding``."""

from purport.language.folding import BETWEEN, LETTER, MARK, WORD, FoldedText, fold, folded, words

__all__ = ["BETWEEN", "LETTER", "MARK", "WORD", "FoldedText", "fold", "folded", "words"]
