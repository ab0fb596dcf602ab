"""What all factories share: what they make is known to the type checker."""

from typing import TYPE_CHECKING, Any, TypeVar

import factory
from django.db.models import Model

Made = TypeVar("Made", bound=Model)


class RecordFactory(factory.django.DjangoModelFactory[Made]):
    """`CompanyFactory()` saves a Company."""

    if TYPE_CHECKING:  # at run time it is the metaclass that answers the call, without types

        def __new__(cls, **values: Any) -> Made: ...  # type: ignore[misc] # not a factory
