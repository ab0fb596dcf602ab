"""PostgreSQL and Valkey without root, Docker or a TCP port, for development, tests and the demo.

Only the wheels' programs are used; Debian's are the spare. This package is also a Django database
engine: PostgreSQL that starts with the first connection to it.
"""
