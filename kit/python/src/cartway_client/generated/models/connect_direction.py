from typing import Literal, cast

ConnectDirection = Literal["any", "out"]


def check_connect_direction(value: str) -> ConnectDirection:
    # A word may be newer than this client.
    return cast(ConnectDirection, value)
