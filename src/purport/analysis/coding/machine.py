"""What the machine says of themes: which statements have one, as search tells it."""

from purport.case import Case
from purport.codebooks.themes import theme_codebook


def machine(case: Case, theme: str) -> set[int]:
    """The numbers of the statements of which the machine says that they have a theme: those whose content or cue
    touches a passage that has it. Raises OptionError for a theme that no text of the case has and our codebook neither:
    that the machine finds a theme nowhere is worth coding too."""
    if theme in theme_codebook().themes and theme not in case.themes():
        return set()
    return {each.number for each in case.placed_statements(f'theme:"{theme}"', rejected=True)}
