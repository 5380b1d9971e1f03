from typing import Literal, cast

ListDirection = Literal["any", "in", "out"]


def check_list_direction(value: str) -> ListDirection:
    # A word may be newer than this client.
    return cast(ListDirection, value)
