"""Charts that a page draws itself: SVG whose marks are links, with the same figures as a table.

A horizontal place is in per cent of the width and a vertical one in pixels, so that texts keep
their size on every screen and no script is needed.
"""
