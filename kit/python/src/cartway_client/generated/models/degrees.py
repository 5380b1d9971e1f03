from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.list_direction import ListDirection, check_list_direction

if TYPE_CHECKING:
    from ..models.far import Far
    from ..models.graph_stamp import GraphStamp
    from ..models.hidden_by import HiddenBy
    from ..models.level import Level


T = TypeVar("T", bound="Degrees")


@_attrs_define
class Degrees:
    """How far everything else is from an item.

    Attributes:
        graph (GraphStamp): Which generation a body comes from.
        item (str): Id of the item.
        direction (ListDirection):
        histogram (list[Level]): Items at each distance, from the item itself at 0 hops to the farthest.
        reached (int): Items at any distance, the item itself included.
        unreachable (int): Items at none.
        mean_hops (float | None): Mean number of hops of the other items reached, if there is any.
        max_hops (int): Hops to the farthest items.
        centre_rank (int | None): Its rank by closeness to all others, 1 for the centre; none outside the largest
            component.
        farthest (list[Far]): Some of the farthest, the most popular first.
        hidden_by (HiddenBy): The rules of the rebuild that may hide what an answer does not hold, by the names of its
            options;
            `null` where a rule kept nothing out of the graph, or nothing that matters here.
    """

    graph: GraphStamp
    item: str
    direction: ListDirection
    histogram: list[Level]
    reached: int
    unreachable: int
    mean_hops: float | None
    max_hops: int
    centre_rank: int | None
    farthest: list[Far]
    hidden_by: HiddenBy
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        graph = self.graph.to_dict()

        item = self.item

        direction: str = self.direction

        histogram = []
        for histogram_item_data in self.histogram:
            histogram_item = histogram_item_data.to_dict()
            histogram.append(histogram_item)

        reached = self.reached

        unreachable = self.unreachable

        mean_hops: float | None
        mean_hops = self.mean_hops

        max_hops = self.max_hops

        centre_rank: int | None
        centre_rank = self.centre_rank

        farthest = []
        for farthest_item_data in self.farthest:
            farthest_item = farthest_item_data.to_dict()
            farthest.append(farthest_item)

        hidden_by = self.hidden_by.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "graph": graph,
                "item": item,
                "direction": direction,
                "histogram": histogram,
                "reached": reached,
                "unreachable": unreachable,
                "mean_hops": mean_hops,
                "max_hops": max_hops,
                "centre_rank": centre_rank,
                "farthest": farthest,
                "hidden_by": hidden_by,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.far import Far  # noqa: PLC0415
        from ..models.graph_stamp import GraphStamp  # noqa: PLC0415
        from ..models.hidden_by import HiddenBy  # noqa: PLC0415
        from ..models.level import Level  # noqa: PLC0415

        d = dict(src_dict)
        graph = GraphStamp.from_dict(d.pop("graph"))

        item = d.pop("item")

        direction = check_list_direction(d.pop("direction"))

        histogram = []
        _histogram = d.pop("histogram")
        for histogram_item_data in _histogram:
            histogram_item = Level.from_dict(histogram_item_data)

            histogram.append(histogram_item)

        reached = d.pop("reached")

        unreachable = d.pop("unreachable")

        def _parse_mean_hops(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        mean_hops = _parse_mean_hops(d.pop("mean_hops"))

        max_hops = d.pop("max_hops")

        def _parse_centre_rank(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        centre_rank = _parse_centre_rank(d.pop("centre_rank"))

        farthest = []
        _farthest = d.pop("farthest")
        for farthest_item_data in _farthest:
            farthest_item = Far.from_dict(farthest_item_data)

            farthest.append(farthest_item)

        hidden_by = HiddenBy.from_dict(d.pop("hidden_by"))

        degrees = cls(
            graph=graph,
            item=item,
            direction=direction,
            histogram=histogram,
            reached=reached,
            unreachable=unreachable,
            mean_hops=mean_hops,
            max_hops=max_hops,
            centre_rank=centre_rank,
            farthest=farthest,
            hidden_by=hidden_by,
        )

        degrees.additional_properties = d
        return degrees

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
