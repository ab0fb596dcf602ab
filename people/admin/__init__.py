"""What editors see of people and companies.

What an editor changes here is shown on the cards of events, which this app does not know: the
admins of entities are registered in events.admin, which recomposes those cards.
"""

from people.admin.company import CompanyAdmin
from people.admin.entity import EntityAdmin
from people.admin.person import PersonAdmin

__all__ = ["CompanyAdmin", "EntityAdmin", "PersonAdmin"]
