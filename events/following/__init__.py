"""A timeline followed by e-mail: who asked for which, what a letter tells, and how it ends.

No address is kept but that of somebody who asked for letters and confirmed it, or has two days
left to do so; with the subscription it is deleted.
"""
