import pytest
from django.contrib.auth.models import User

from tests.factories import EditorFactory
from tests.tracker.accounts.visits import PASSWORD


@pytest.fixture
def editor() -> User:
    editor = EditorFactory(username="王编辑", email="wang@example.org")
    editor.set_password(PASSWORD)
    editor.save()
    return editor
