"""Which tellings of different documents are of one incident."""
