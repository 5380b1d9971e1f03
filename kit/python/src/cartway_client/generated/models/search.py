from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.count_is import CountIs, check_count_is

if TYPE_CHECKING:
    from ..models.graph_stamp import GraphStamp
    from ..models.item import Item


T = TypeVar("T", bound="Search")


@_attrs_define
class Search:
    """Search results.

    Attributes:
        graph (GraphStamp): Which generation a body comes from.
        query (str): What was typed.
        corrected (None | str): What was looked up instead, for a typo.
        count (int): Items on this page.
        count_is (CountIs): Whether a count is the number itself or a bound.
        items (list[Item]): The items.
        next_ (None | str):
    """

    graph: GraphStamp
    query: str
    corrected: None | str
    count: int
    count_is: CountIs
    items: list[Item]
    next_: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        graph = self.graph.to_dict()

        query = self.query

        corrected: None | str
        corrected = self.corrected

        count = self.count

        count_is: str = self.count_is

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
                "query": query,
                "corrected": corrected,
                "count": count,
                "count_is": count_is,
                "items": items,
                "next": next_,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.graph_stamp import GraphStamp  # noqa: PLC0415
        from ..models.item import Item  # noqa: PLC0415

        d = dict(src_dict)
        graph = GraphStamp.from_dict(d.pop("graph"))

        query = d.pop("query")

        def _parse_corrected(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        corrected = _parse_corrected(d.pop("corrected"))

        count = d.pop("count")

        count_is = check_count_is(d.pop("count_is"))

        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = Item.from_dict(items_item_data)

            items.append(items_item)

        def _parse_next_(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        next_ = _parse_next_(d.pop("next"))

        search = cls(
            graph=graph,
            query=query,
            corrected=corrected,
            count=count,
            count_is=count_is,
            items=items,
            next_=next_,
        )

        search.additional_properties = d
        return search

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
