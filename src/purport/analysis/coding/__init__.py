"""Coding by theme: samples for people to code, how far coders agree, and how good the machine is by what they say."""
