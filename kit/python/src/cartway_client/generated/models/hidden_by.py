from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="HiddenBy")


@_attrs_define
class HiddenBy:
    """The rules of the rebuild that may hide what an answer does not hold, by the names of its options;
    `null` where a rule kept nothing out of the graph, or nothing that matters here.

        Attributes:
            min_orders (int | None): A link needs so many orders.
            max_basket (int | None): Orders of more different items were not counted.
            orders_over_limit (int | None): How many orders that were.
            top (int | None): Each item keeps so many of its strongest links.
            items_left_out (int | None): So many items were left out.
    """

    min_orders: int | None
    max_basket: int | None
    orders_over_limit: int | None
    top: int | None
    items_left_out: int | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        min_orders: int | None
        min_orders = self.min_orders

        max_basket: int | None
        max_basket = self.max_basket

        orders_over_limit: int | None
        orders_over_limit = self.orders_over_limit

        top: int | None
        top = self.top

        items_left_out: int | None
        items_left_out = self.items_left_out

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "min_orders": min_orders,
                "max_basket": max_basket,
                "orders_over_limit": orders_over_limit,
                "top": top,
                "items_left_out": items_left_out,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_min_orders(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        min_orders = _parse_min_orders(d.pop("min_orders"))

        def _parse_max_basket(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        max_basket = _parse_max_basket(d.pop("max_basket"))

        def _parse_orders_over_limit(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        orders_over_limit = _parse_orders_over_limit(d.pop("orders_over_limit"))

        def _parse_top(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        top = _parse_top(d.pop("top"))

        def _parse_items_left_out(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        items_left_out = _parse_items_left_out(d.pop("items_left_out"))

        hidden_by = cls(
            min_orders=min_orders,
            max_basket=max_basket,
            orders_over_limit=orders_over_limit,
            top=top,
            items_left_out=items_left_out,
        )

        hidden_by.additional_properties = d
        return hidden_by

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
