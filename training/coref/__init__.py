"""The model of event mentions that are the same event."""
