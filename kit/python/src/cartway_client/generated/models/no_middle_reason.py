from typing import Literal, cast

NoMiddleReason = Literal["budget_exhausted", "nothing_in_common"]


def check_no_middle_reason(value: str) -> NoMiddleReason:
    # A word may be newer than this client.
    return cast(NoMiddleReason, value)
