"""Records as the rows of a sheet: exported, imported with a preview, and edited many at once.

A change is text in a column. It is read by the same fields as on the record's own form, shown
beside what stands there, and made by the same actions.
"""
