"""Readings held against texts annotated by hand: how much is found, how much of it is right, and what is missed."""
