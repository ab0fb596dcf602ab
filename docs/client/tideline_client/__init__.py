"""A typed client of Tideline's REST API. It needs nothing but Python.

from tideline_client import Client

for event in Client("https://your.site").events(company="zhipu-ai", lang="zh"):
    print(event["date"]["text"], event["headline"])
"""

from tideline_client import problems, shapes
from tideline_client.client import Client
from tideline_client.dumps import load, save_dump
from tideline_client.errors import Problem, Unreachable
from tideline_client.results import Changes, Download, Pages

__all__ = [
    "Changes",
    "Client",
    "Download",
    "Pages",
    "Problem",
    "Unreachable",
    "load",
    "problems",
    "save_dump",
    "shapes",
]
