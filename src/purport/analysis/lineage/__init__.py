"""Which account is from which, by copies, credits, citations and voices, and from how many origins they come."""
