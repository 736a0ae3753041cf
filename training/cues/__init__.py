"""Making the cue lexicon: counts on annotated news joined with what was decided by hand."""
