"""Accuracy of extraction on the labelled sample articles: `python -m tests.evaluation`."""
