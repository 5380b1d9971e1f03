"""Asks a Cartway server how any two items of a catalogue are connected by what was bought together.

`Cartway` waits for each answer, `AsyncCartway` is for asyncio; both have the same questions. The
types of questions and answers are in `cartway_client.models`, which is generated from the description
of the API.
"""

from . import models
from .client import AsyncCartway, Cartway
from .exchange import ProblemError, UnreadableError

__all__ = ["AsyncCartway", "Cartway", "ProblemError", "UnreadableError", "models"]
