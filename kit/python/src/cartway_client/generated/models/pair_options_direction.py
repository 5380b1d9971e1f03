from typing import Literal, cast

PairOptionsDirection = Literal["any", "out"]


def check_pair_options_direction(value: str) -> PairOptionsDirection:
    # A word may be newer than this client.
    return cast(PairOptionsDirection, value)
