"""The models that come with the package, and what they were made from."""
