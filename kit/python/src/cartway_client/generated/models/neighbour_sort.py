from typing import Literal, cast

NeighbourSort = Literal["orders", "strength", "title"]


def check_neighbour_sort(value: str) -> NeighbourSort:
    # A word may be newer than this client.
    return cast(NeighbourSort, value)
