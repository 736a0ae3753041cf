"""What was said for the first time in an archive, with the search that proves it, and who went back on their word."""
