from typing import Literal, cast

CountIs = Literal["at_least", "exact"]


def check_count_is(value: str) -> CountIs:
    # A word may be newer than this client.
    return cast(CountIs, value)
