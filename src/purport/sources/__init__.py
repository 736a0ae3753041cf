"""From bytes to documents: one reader a format."""
