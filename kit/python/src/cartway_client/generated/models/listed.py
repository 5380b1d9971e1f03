from typing import Literal, cast

Listed = Literal["backward", "both", "forward"]


def check_listed(value: str) -> Listed:
    # A word may be newer than this client.
    return cast(Listed, value)
