from typing import Literal, cast

PairOptionsDirectionType1 = Literal["any", "out"]


def check_pair_options_direction_type_1(value: str) -> PairOptionsDirectionType1:
    # A word may be newer than this client.
    return cast(PairOptionsDirectionType1, value)
