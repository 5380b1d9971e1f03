from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.list_direction import ListDirection, check_list_direction
from ..models.neighbour_sort import NeighbourSort, check_neighbour_sort

if TYPE_CHECKING:
    from ..models.graph_stamp import GraphStamp
    from ..models.hidden_by import HiddenBy
    from ..models.neighbour import Neighbour


T = TypeVar("T", bound="Neighbours")


@_attrs_define
class Neighbours:
    """What is bought with one item.

    Attributes:
        graph (GraphStamp): Which generation a body comes from.
        item (str): Id of the item.
        direction (ListDirection):
        category (None | str): The category asked for.
        sort (NeighbourSort):
        total (int): How many there are in all.
        neighbours (list[Neighbour]): This page of them.
        next_ (None | str):
        hidden_by (HiddenBy): The rules of the rebuild that may hide what an answer does not hold, by the names of its
            options;
            `null` where a rule kept nothing out of the graph, or nothing that matters here.
    """

    graph: GraphStamp
    item: str
    direction: ListDirection
    category: None | str
    sort: NeighbourSort
    total: int
    neighbours: list[Neighbour]
    next_: None | str
    hidden_by: HiddenBy
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        graph = self.graph.to_dict()

        item = self.item

        direction: str = self.direction

        category: None | str
        category = self.category

        sort: str = self.sort

        total = self.total

        neighbours = []
        for neighbours_item_data in self.neighbours:
            neighbours_item = neighbours_item_data.to_dict()
            neighbours.append(neighbours_item)

        next_: None | str
        next_ = self.next_

        hidden_by = self.hidden_by.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "graph": graph,
                "item": item,
                "direction": direction,
                "category": category,
                "sort": sort,
                "total": total,
                "neighbours": neighbours,
                "next": next_,
                "hidden_by": hidden_by,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.graph_stamp import GraphStamp  # noqa: PLC0415
        from ..models.hidden_by import HiddenBy  # noqa: PLC0415
        from ..models.neighbour import Neighbour  # noqa: PLC0415

        d = dict(src_dict)
        graph = GraphStamp.from_dict(d.pop("graph"))

        item = d.pop("item")

        direction = check_list_direction(d.pop("direction"))

        def _parse_category(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        category = _parse_category(d.pop("category"))

        sort = check_neighbour_sort(d.pop("sort"))

        total = d.pop("total")

        neighbours = []
        _neighbours = d.pop("neighbours")
        for neighbours_item_data in _neighbours:
            neighbours_item = Neighbour.from_dict(neighbours_item_data)

            neighbours.append(neighbours_item)

        def _parse_next_(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        next_ = _parse_next_(d.pop("next"))

        hidden_by = HiddenBy.from_dict(d.pop("hidden_by"))

        neighbours = cls(
            graph=graph,
            item=item,
            direction=direction,
            category=category,
            sort=sort,
            total=total,
            neighbours=neighbours,
            next_=next_,
            hidden_by=hidden_by,
        )

        neighbours.additional_properties = d
        return neighbours

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
