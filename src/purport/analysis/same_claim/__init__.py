"""Which statements are of one claim, and which of them tells it first."""
