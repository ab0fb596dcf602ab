import pytest

from people.roles import Role
from tests.events.api.writing.clients import Writer, writer
from tests.factories import ArticleFactory

TEXT = "智谱宣布完成近亿美元B轮融资，由红杉中国领投。公司2024年4月起扩招。"


@pytest.fixture
def contributor() -> Writer:
    return writer(Role.CONTRIBUTOR)


@pytest.fixture
def editor() -> Writer:
    return writer(Role.EDITOR)


@pytest.fixture
def senior() -> Writer:
    return writer(Role.SENIOR_EDITOR)


@pytest.fixture
def article():
    return ArticleFactory(text=TEXT, language="zh", title="智谱融资")
