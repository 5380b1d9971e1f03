"""What the tests ask: the server that `CARTWAY_URL` names, and made-up ones."""

import os
from collections.abc import Iterator

import httpx
import pytest

from cartway_client import Cartway

DEMO = os.environ.get("CARTWAY_URL", "http://127.0.0.1:8080").rstrip("/")


@pytest.fixture
def cartway() -> Iterator[Cartway]:
    with Cartway(DEMO) as cartway:
        yield cartway


class Answering(httpx.MockTransport):
    """A server that answers with these, one after the other, and remembers what it was asked."""

    def __init__(self, *answers: httpx.Response) -> None:
        self.asked: list[httpx.Request] = []
        rest = iter(answers)

        def answer(request: httpx.Request) -> httpx.Response:
            self.asked.append(request)
            return next(rest)

        super().__init__(answer)
