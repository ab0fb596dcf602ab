import factory
from django.contrib.auth.models import User

from tests.factories.base import RecordFactory


class EditorFactory(RecordFactory[User]):
    """A member of staff who may do everything."""

    class Meta:
        model = User

    username = factory.Sequence(lambda number: f"editor-{number}")
    is_staff = True
    is_superuser = True
