from typing import Literal, cast

Direction = Literal["any", "out"]


def check_direction(value: str) -> Direction:
    # A word may be newer than this client.
    return cast(Direction, value)
