from typing import Literal, cast

GetMapDirection = Literal["any", "out"]


def check_get_map_direction(value: str) -> GetMapDirection:
    # A word may be newer than this client.
    return cast(GetMapDirection, value)
