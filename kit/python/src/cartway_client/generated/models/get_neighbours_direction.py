from typing import Literal, cast

GetNeighboursDirection = Literal["any", "in", "out"]


def check_get_neighbours_direction(value: str) -> GetNeighboursDirection:
    # A word may be newer than this client.
    return cast(GetNeighboursDirection, value)
