"""Which texts copy each other: passages that two texts share, found among many and proved side by side."""
