from typing import Literal, cast

Method = Literal["estimated", "exact"]


def check_method(value: str) -> Method:
    # A word may be newer than this client.
    return cast(Method, value)
