from __future__ import annotations

from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.count_is import CountIs, check_count_is

if TYPE_CHECKING:
    from ..models.pair_path import PairPath


T = TypeVar("T", bound="PairFound")


@_attrs_define
class PairFound:
    """They are connected.

    Attributes:
        status (Literal['found']):
        index (int): Place of the pair in the question, from 0.
        hops (int): Hops of every shortest connection.
        shortest_path_count (str): How many there are: a string, since it may pass what a number holds.
        count_is (CountIs): Whether a count is the number itself or a bound.
        path (list[str]): Ids of the best one, first to last.
        total_cost (float): Sum of −ln(strength) over its links: smaller is better.
        more_paths (list[PairPath]): The next best, best first, where more than one was asked for.
    """

    status: Literal["found"]
    index: int
    hops: int
    shortest_path_count: str
    count_is: CountIs
    path: list[str]
    total_cost: float
    more_paths: list[PairPath]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        status = self.status

        index = self.index

        hops = self.hops

        shortest_path_count = self.shortest_path_count

        count_is: str = self.count_is

        path = self.path

        total_cost = self.total_cost

        more_paths = []
        for more_paths_item_data in self.more_paths:
            more_paths_item = more_paths_item_data.to_dict()
            more_paths.append(more_paths_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "status": status,
                "index": index,
                "hops": hops,
                "shortest_path_count": shortest_path_count,
                "count_is": count_is,
                "path": path,
                "total_cost": total_cost,
                "more_paths": more_paths,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.pair_path import PairPath  # noqa: PLC0415

        d = dict(src_dict)
        status = cast(Literal["found"], d.pop("status"))
        if status != "found":
            raise ValueError(f"status must match const 'found', got '{status}'")

        index = d.pop("index")

        hops = d.pop("hops")

        shortest_path_count = d.pop("shortest_path_count")

        count_is = check_count_is(d.pop("count_is"))

        path = cast(list[str], d.pop("path"))

        total_cost = d.pop("total_cost")

        more_paths = []
        _more_paths = d.pop("more_paths")
        for more_paths_item_data in _more_paths:
            more_paths_item = PairPath.from_dict(more_paths_item_data)

            more_paths.append(more_paths_item)

        pair_found = cls(
            status=status,
            index=index,
            hops=hops,
            shortest_path_count=shortest_path_count,
            count_is=count_is,
            path=path,
            total_cost=total_cost,
            more_paths=more_paths,
        )

        pair_found.additional_properties = d
        return pair_found

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
