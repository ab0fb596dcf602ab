"""The REST API's resources for what happened, and for the evidence of it."""
