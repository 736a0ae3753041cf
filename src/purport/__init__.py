"""purport: who claims what, on whose word, and does it hold up?"""

__version__ = "0.1.0"
