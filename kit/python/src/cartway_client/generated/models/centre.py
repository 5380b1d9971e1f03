from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.central_item import CentralItem
    from ..models.closeness import Closeness
    from ..models.graph_stamp import GraphStamp


T = TypeVar("T", bound="Centre")


@_attrs_define
class Centre:
    """The most central items.

    Attributes:
        graph (GraphStamp): Which generation a body comes from.
        closeness (Closeness | None):
        total (int): How many items the whole list has: the first of those ranked.
        items (list[CentralItem]): This page of them, the centre first.
        next_ (None | str):
    """

    graph: GraphStamp
    closeness: Closeness | None
    total: int
    items: list[CentralItem]
    next_: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.closeness import Closeness  # noqa: PLC0415

        graph = self.graph.to_dict()

        closeness: dict[str, Any] | None
        if isinstance(self.closeness, Closeness):
            closeness = self.closeness.to_dict()
        else:
            closeness = self.closeness

        total = self.total

        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        next_: None | str
        next_ = self.next_

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "graph": graph,
                "closeness": closeness,
                "total": total,
                "items": items,
                "next": next_,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.central_item import CentralItem  # noqa: PLC0415
        from ..models.closeness import Closeness  # noqa: PLC0415
        from ..models.graph_stamp import GraphStamp  # noqa: PLC0415

        d = dict(src_dict)
        graph = GraphStamp.from_dict(d.pop("graph"))

        def _parse_closeness(data: object) -> Closeness | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                closeness_type_0 = Closeness.from_dict(data)

                return closeness_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Closeness | None, data)

        closeness = _parse_closeness(d.pop("closeness"))

        total = d.pop("total")

        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = CentralItem.from_dict(items_item_data)

            items.append(items_item)

        def _parse_next_(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        next_ = _parse_next_(d.pop("next"))

        centre = cls(
            graph=graph,
            closeness=closeness,
            total=total,
            items=items,
            next_=next_,
        )

        centre.additional_properties = d
        return centre

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
