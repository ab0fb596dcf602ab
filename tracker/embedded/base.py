"""The database engine of a site without a DATABASE_URL."""

from typing import Any

from django.db.backends.postgresql import base

from tracker import services


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL that is started by the first connection to it."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        services.ensure_postgres()
        return super().get_new_connection(conn_params)
