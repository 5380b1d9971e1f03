from typing import Literal, cast

TruncatedBy = Literal["budget", "k"]


def check_truncated_by(value: str) -> TruncatedBy:
    # A word may be newer than this client.
    return cast(TruncatedBy, value)
