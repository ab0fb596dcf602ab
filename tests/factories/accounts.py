from typing import Any

import factory
from django.contrib.auth.models import Group, User

from people.roles import Role
from tests.factories.base import RecordFactory


class EditorFactory(RecordFactory[User]):
    """A member of staff who may do everything."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda number: f"editor-{number}")
    is_staff = True
    is_superuser = True


class MemberFactory(EditorFactory):
    """A member of staff who has the role that is given: `MemberFactory(role=Role.EDITOR)`."""

    username = factory.Sequence(lambda number: f"member-{number}")
    is_superuser = False

    @factory.post_generation  # type: ignore[untyped-decorator]
    def role(user: User, create: bool, role: Role | None, **options: Any) -> None:  # noqa: N805
        if role is not None:
            user.groups.add(Group.objects.get(name=role))
