from typing import Literal, cast

GetDegreesDirection = Literal["any", "in", "out"]


def check_get_degrees_direction(value: str) -> GetDegreesDirection:
    # A word may be newer than this client.
    return cast(GetDegreesDirection, value)
