from typing import Literal, cast

PairOptionsDirectionType3Type1 = Literal["any", "out"]


def check_pair_options_direction_type_3_type_1(
    value: str,
) -> PairOptionsDirectionType3Type1:
    # A word may be newer than this client.
    return cast(PairOptionsDirectionType3Type1, value)
