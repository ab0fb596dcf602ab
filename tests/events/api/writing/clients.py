"""A program that writes over the API with a token, as its owner may."""

from __future__ import annotations

import json
from typing import Any

from django.contrib.auth.models import User
from django.test import Client

from people.api.permissions import Scope
from people.roles import Role
from tests.factories import MemberFactory
from tracker.accounts.actions import make_token

API = "/api/v1/"


class Writer:
    def __init__(self, user: User, scopes: list[Scope] | None = None) -> None:
        self.user = user
        mine = scopes or [scope for scope in Scope if scope.is_open_to(user)]
        self.token = make_token(by=user, name=f"脚本 {id(self)}", scopes=mine)[1]
        self.client = Client(headers={"Authorization": f"Bearer {self.token}"})

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.generic(
            method, f"{API}{path}", content, content_type="application/json", headers=names
        )

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.send("POST", path, {} if body is None else body, **headers)

    def patch(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.send("PATCH", path, body, **headers)

    def get(self, path: str) -> Any:
        return self.client.get(f"{API}{path}")


def writer(role: Role | None, *scopes: Scope) -> Writer:
    return Writer(MemberFactory(role=role), [*scopes])


def proposal(article: Any, **values: Any) -> dict[str, Any]:
    """A round of Zhipu's, proved by a sentence of an article."""
    return {
        "kind": "funding",
        "date": "2024年4月",
        "round": "B",
        "amount": "近亿美元",
        "participants": [{"role": "company", "name": "智谱", "new": True}],
        "evidence": [{"article": article.pk, "quote": "智谱宣布完成近亿美元B轮融资"}],
        **values,
    }


def told(response: Any, status: int) -> Any:
    assert response.status_code == status, response.content.decode()
    return response.json()


def fields(response: Any, status: int) -> dict[str, str]:
    """The message and remedy of each mistake, by field."""
    mistakes = told(response, status)["errors"]
    return {each["field"]: f"{each['message']} {each['remedy']}" for each in mistakes}
