"""Collections that editors curate: what is done to them, and the pages on which they are shown."""
