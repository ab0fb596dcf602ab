"""The database engine of a site without a DATABASE_URL."""

from typing import Any

from django.db.backends.postgresql import base

from tracker import services


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL that is started by the first connection to it."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        try:
            services.ensure_postgres()
        except services.ServiceError as error:
            raise self.Database.OperationalError(str(error)) from error
        return super().get_new_connection(conn_params)
