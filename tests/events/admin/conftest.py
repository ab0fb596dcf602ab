import pytest

from tests.factories import EditorFactory


@pytest.fixture
def editor(db):
    return EditorFactory(username="chen")


@pytest.fixture
def desk(client, editor):
    """A browser in which the editor is logged in."""
    client.force_login(editor)
    return client


@pytest.fixture
def limited(db):
    """Make a member of staff who has these permissions only."""
    from django.contrib.auth.models import Permission

    def make(*codenames):
        member = EditorFactory(is_superuser=False)
        member.user_permissions.set(Permission.objects.filter(codename__in=codenames))
        return member

    return make
