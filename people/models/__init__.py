from people.models.affiliation import Affiliation
from people.models.change import Change, ChangeQuerySet, Renumbering
from people.models.company import Company
from people.models.curation import Curated, CuratedQuerySet, Status
from people.models.entity import Alias, Entity, EntityQuerySet
from people.models.identity import Judgement, Merge
from people.models.kept_answer import KeptAnswer
from people.models.person import Person
from people.models.removed import Removed
from people.models.resemblance import Resemblance
from people.models.submission import Submission

__all__ = [
    "Affiliation",
    "Alias",
    "Change",
    "ChangeQuerySet",
    "Company",
    "Curated",
    "CuratedQuerySet",
    "Entity",
    "EntityQuerySet",
    "Judgement",
    "KeptAnswer",
    "Merge",
    "Person",
    "Removed",
    "Renumbering",
    "Resemblance",
    "Status",
    "Submission",
]
