from typing import Literal, cast

NoPathReason = Literal[
    "beyond_max_hops",
    "budget_exhausted",
    "different_component",
    "excluded_by_options",
    "no_links",
    "only_reverse",
]


def check_no_path_reason(value: str) -> NoPathReason:
    # A word may be newer than this client.
    return cast(NoPathReason, value)
