from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.graph_stamp import GraphStamp
    from ..models.region import Region


T = TypeVar("T", bound="Regions")


@_attrs_define
class Regions:
    """Regions of the map.

    Attributes:
        graph (GraphStamp): Which generation a body comes from.
        level (int): The level asked for, from 1 for the largest.
        levels (int): How many levels there are.
        total (int): How many such regions there are.
        regions (list[Region]): The first of them, those with most items first.
    """

    graph: GraphStamp
    level: int
    levels: int
    total: int
    regions: list[Region]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        graph = self.graph.to_dict()

        level = self.level

        levels = self.levels

        total = self.total

        regions = []
        for regions_item_data in self.regions:
            regions_item = regions_item_data.to_dict()
            regions.append(regions_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "graph": graph,
                "level": level,
                "levels": levels,
                "total": total,
                "regions": regions,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.graph_stamp import GraphStamp  # noqa: PLC0415
        from ..models.region import Region  # noqa: PLC0415

        d = dict(src_dict)
        graph = GraphStamp.from_dict(d.pop("graph"))

        level = d.pop("level")

        levels = d.pop("levels")

        total = d.pop("total")

        regions = []
        _regions = d.pop("regions")
        for regions_item_data in _regions:
            regions_item = Region.from_dict(regions_item_data)

            regions.append(regions_item)

        regions = cls(
            graph=graph,
            level=level,
            levels=levels,
            total=total,
            regions=regions,
        )

        regions.additional_properties = d
        return regions

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
