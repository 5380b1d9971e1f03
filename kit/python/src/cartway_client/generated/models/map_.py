from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.graph_stamp import GraphStamp
    from ..models.map_item import MapItem
    from ..models.map_links import MapLinks
    from ..models.map_region import MapRegion
    from ..models.road import Road
    from ..models.way import Way


T = TypeVar("T", bound="Map")


@_attrs_define
class Map:
    """A view of the map.

    Attributes:
        graph (GraphStamp): Which generation a body comes from.
        x (float): What stands in the middle: units from the left, 0 to 1000.
        y (float): What stands in the middle: units from the top, 0 to 640.
        z (int): How near it is.
        max_z (int): The nearest there is.
        width (int): Pixels it is wide.
        height (int): Pixels it is high.
        total (int): Items of the whole map.
        items (list[MapItem]): The items that are seen from so far away, the best known first.
        roads (list[Road]): The strongest links between these that are short enough to be seen.
        regions (list[MapRegion]): The regions in view that are large enough to be seen, the largest level first.
        way (None | Way):
        marked (MapItem | None):
        links_to (MapLinks): Addresses that belong to a view.
    """

    graph: GraphStamp
    x: float
    y: float
    z: int
    max_z: int
    width: int
    height: int
    total: int
    items: list[MapItem]
    roads: list[Road]
    regions: list[MapRegion]
    way: None | Way
    marked: MapItem | None
    links_to: MapLinks
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.map_item import MapItem  # noqa: PLC0415
        from ..models.way import Way  # noqa: PLC0415

        graph = self.graph.to_dict()

        x = self.x

        y = self.y

        z = self.z

        max_z = self.max_z

        width = self.width

        height = self.height

        total = self.total

        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        roads = []
        for roads_item_data in self.roads:
            roads_item = roads_item_data.to_dict()
            roads.append(roads_item)

        regions = []
        for regions_item_data in self.regions:
            regions_item = regions_item_data.to_dict()
            regions.append(regions_item)

        way: dict[str, Any] | None
        if isinstance(self.way, Way):
            way = self.way.to_dict()
        else:
            way = self.way

        marked: dict[str, Any] | None
        if isinstance(self.marked, MapItem):
            marked = self.marked.to_dict()
        else:
            marked = self.marked

        links_to = self.links_to.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "graph": graph,
                "x": x,
                "y": y,
                "z": z,
                "max_z": max_z,
                "width": width,
                "height": height,
                "total": total,
                "items": items,
                "roads": roads,
                "regions": regions,
                "way": way,
                "marked": marked,
                "links_to": links_to,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.graph_stamp import GraphStamp  # noqa: PLC0415
        from ..models.map_item import MapItem  # noqa: PLC0415
        from ..models.map_links import MapLinks  # noqa: PLC0415
        from ..models.map_region import MapRegion  # noqa: PLC0415
        from ..models.road import Road  # noqa: PLC0415
        from ..models.way import Way  # noqa: PLC0415

        d = dict(src_dict)
        graph = GraphStamp.from_dict(d.pop("graph"))

        x = d.pop("x")

        y = d.pop("y")

        z = d.pop("z")

        max_z = d.pop("max_z")

        width = d.pop("width")

        height = d.pop("height")

        total = d.pop("total")

        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = MapItem.from_dict(items_item_data)

            items.append(items_item)

        roads = []
        _roads = d.pop("roads")
        for roads_item_data in _roads:
            roads_item = Road.from_dict(roads_item_data)

            roads.append(roads_item)

        regions = []
        _regions = d.pop("regions")
        for regions_item_data in _regions:
            regions_item = MapRegion.from_dict(regions_item_data)

            regions.append(regions_item)

        def _parse_way(data: object) -> None | Way:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                way_type_0 = Way.from_dict(data)

                return way_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Way, data)

        way = _parse_way(d.pop("way"))

        def _parse_marked(data: object) -> MapItem | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                marked_type_0 = MapItem.from_dict(data)

                return marked_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(MapItem | None, data)

        marked = _parse_marked(d.pop("marked"))

        links_to = MapLinks.from_dict(d.pop("links_to"))

        map_ = cls(
            graph=graph,
            x=x,
            y=y,
            z=z,
            max_z=max_z,
            width=width,
            height=height,
            total=total,
            items=items,
            roads=roads,
            regions=regions,
            way=way,
            marked=marked,
            links_to=links_to,
        )

        map_.additional_properties = d
        return map_

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
