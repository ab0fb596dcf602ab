"""How well names and events are told apart, on labelled pairs and stories of our own."""
