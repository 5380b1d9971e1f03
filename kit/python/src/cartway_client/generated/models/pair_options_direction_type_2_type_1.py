from typing import Literal, cast

PairOptionsDirectionType2Type1 = Literal["any", "out"]


def check_pair_options_direction_type_2_type_1(
    value: str,
) -> PairOptionsDirectionType2Type1:
    # A word may be newer than this client.
    return cast(PairOptionsDirectionType2Type1, value)
