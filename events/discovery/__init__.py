"""What other programs find a page by: linked data, citations, site maps, permanent addresses."""
