from typing import Literal, cast

SearchItemsMode = Literal["full", "prefix"]


def check_search_items_mode(value: str) -> SearchItemsMode:
    # A word may be newer than this client.
    return cast(SearchItemsMode, value)
