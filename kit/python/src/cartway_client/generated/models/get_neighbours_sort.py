from typing import Literal, cast

GetNeighboursSort = Literal["orders", "strength", "title"]


def check_get_neighbours_sort(value: str) -> GetNeighboursSort:
    # A word may be newer than this client.
    return cast(GetNeighboursSort, value)
