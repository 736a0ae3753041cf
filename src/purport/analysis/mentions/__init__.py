"""Which mentions in many texts are of one event, by a trained network."""
