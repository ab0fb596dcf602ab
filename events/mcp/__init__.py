"""The record for language models: the Model Context Protocol over the API's own queries."""
