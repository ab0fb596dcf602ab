import factory
from django.contrib.auth import get_user_model


class EditorFactory(factory.django.DjangoModelFactory):
    """A member of staff who may do everything."""

    class Meta:
        model = get_user_model()

    username = factory.Sequence(lambda number: f"editor-{number}")
    is_staff = True
    is_superuser = True
