"""What the accounts of an incident agree on: matrix, figures rolled up, the status that follows, and their views."""
