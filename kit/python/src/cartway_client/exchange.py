"""What passes between a client and a server: patience, problems, and answers known already.

Sends nothing itself: each exchange is a generator that says what to send and how long to sleep, so
that both clients share it. Knows nothing of what is asked.
"""

import json
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from typing import Any, TypeVar

import httpx

from .generated.models import Card, Problem

T = TypeVar("T")
Exchange = Generator[httpx.Request | float, httpx.Response, T]


class ProblemError(Exception):
    """What the server could not answer: it says why, and what to do."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.title}: {problem.detail}")
        self.problem = problem

    @property
    def kind(self) -> str:
        """The name of its kind, as the page `/docs` lists them: `unknown-item`."""
        return self.problem.type_.rsplit("/", 1)[-1]

    @property
    def suggestions(self) -> list[Card]:
        """Items that may have been meant."""
        return self.problem.suggestions or []


class UnreadableError(Exception):
    """Something else than a Cartway answered, or a newer one than this client can read."""


@dataclass
class Exchanges:
    """What one client knows of its server."""

    patience: float
    kept: int
    generation: str | None = None
    answers: dict[str, tuple[str, str]] = field(default_factory=dict)

    def exchange(self, request: httpx.Request, read: Callable[[Any], T]) -> Exchange[T]:
        """Asks, and asks again when the server says when; gives back what is read."""
        url = str(request.url)
        known = self.answers.get(url) if request.method == "GET" else None
        if known:
            request.headers["If-None-Match"] = known[0]
        response = yield from self._patiently(request)
        text = known[1] if known and response.status_code == 304 else response.text
        self._keep(url, response.headers.get("ETag"), text)
        try:
            return read(json.loads(text))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise _unreadable(response) from error

    def _patiently(self, request: httpx.Request) -> Exchange[httpx.Response]:
        patience = self.patience
        while True:
            response = yield request
            self.generation = response.headers.get("Cartway-Generation", self.generation)
            if response.status_code < 400:
                return response
            wait = _retry_after(response)
            if wait is None or wait > patience:
                raise _failure(response)
            yield wait
            patience -= wait

    def _keep(self, url: str, tag: str | None, text: str) -> None:
        if tag is None or self.kept == 0:
            return
        if url not in self.answers and len(self.answers) >= self.kept:
            del self.answers[next(iter(self.answers))]
        self.answers[url] = (tag, text)


def _retry_after(response: httpx.Response) -> float | None:
    """Seconds to wait, one at least, where the server has only too much to do."""
    said = response.headers.get("Retry-After", "")
    if response.status_code not in (429, 503) or not said.isdecimal():
        return None
    return max(1.0, float(said))


def _failure(response: httpx.Response) -> Exception:
    try:
        return ProblemError(Problem.from_dict(response.json()))
    except (ValueError, TypeError, KeyError, AttributeError):
        return _unreadable(response)


def _unreadable(response: httpx.Response) -> UnreadableError:
    what = f"{response.url} answered {response.status_code}, and not as Cartway does"
    return UnreadableError(f"{what}: {response.text[:200]}")
