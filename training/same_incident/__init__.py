"""How the weights by which incidents are told to be the same are made."""
