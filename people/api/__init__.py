"""The REST API's common ground, and its resources for people and companies."""
