"""How much of what a publication brings out, or of what an actor says, goes to a theme, and what has changed in it."""
