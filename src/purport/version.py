"""The version, in a module that needs no other."""

__version__ = "0.1.0"
