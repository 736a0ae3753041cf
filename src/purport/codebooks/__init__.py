"""The subject as data: actors, cues, incident types, places, and what reads them."""
