from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.border import Border
    from ..models.card import Card
    from ..models.region_links import RegionLinks


T = TypeVar("T", bound="Region")


@_attrs_define
class Region:
    """All that is known of a region.

    Attributes:
        number (int): Its number in this generation.
        level (int): Its level, from 1 for the largest.
        name (str): What it is called.
        items (int): Items in it.
        x (float): Where its name stands: units from the left.
        y (float): Where its name stands: units from the top.
        category (None | str): The category that tells it from the rest.
        creators (list[str]): Creators that tell it from the rest, the most telling first.
        words (list[str]): Words of titles that tell it from the rest, the most telling first.
        coast (bool): Whether it is the coast: small islands, and items without links.
        parent (int | None): The number of the region it lies in; `null` on the first level.
        best (list[Card]): Its best-known items, best first.
        borders (list[Border]): The regions of its level that most links lead to.
        links_to (RegionLinks): Addresses that belong to a region.
    """

    number: int
    level: int
    name: str
    items: int
    x: float
    y: float
    category: None | str
    creators: list[str]
    words: list[str]
    coast: bool
    parent: int | None
    best: list[Card]
    borders: list[Border]
    links_to: RegionLinks
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        number = self.number

        level = self.level

        name = self.name

        items = self.items

        x = self.x

        y = self.y

        category: None | str
        category = self.category

        creators = self.creators

        words = self.words

        coast = self.coast

        parent: int | None
        parent = self.parent

        best = []
        for best_item_data in self.best:
            best_item = best_item_data.to_dict()
            best.append(best_item)

        borders = []
        for borders_item_data in self.borders:
            borders_item = borders_item_data.to_dict()
            borders.append(borders_item)

        links_to = self.links_to.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "number": number,
                "level": level,
                "name": name,
                "items": items,
                "x": x,
                "y": y,
                "category": category,
                "creators": creators,
                "words": words,
                "coast": coast,
                "parent": parent,
                "best": best,
                "borders": borders,
                "links_to": links_to,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.border import Border  # noqa: PLC0415
        from ..models.card import Card  # noqa: PLC0415
        from ..models.region_links import RegionLinks  # noqa: PLC0415

        d = dict(src_dict)
        number = d.pop("number")

        level = d.pop("level")

        name = d.pop("name")

        items = d.pop("items")

        x = d.pop("x")

        y = d.pop("y")

        def _parse_category(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        category = _parse_category(d.pop("category"))

        creators = cast(list[str], d.pop("creators"))

        words = cast(list[str], d.pop("words"))

        coast = d.pop("coast")

        def _parse_parent(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        parent = _parse_parent(d.pop("parent"))

        best = []
        _best = d.pop("best")
        for best_item_data in _best:
            best_item = Card.from_dict(best_item_data)

            best.append(best_item)

        borders = []
        _borders = d.pop("borders")
        for borders_item_data in _borders:
            borders_item = Border.from_dict(borders_item_data)

            borders.append(borders_item)

        links_to = RegionLinks.from_dict(d.pop("links_to"))

        region = cls(
            number=number,
            level=level,
            name=name,
            items=items,
            x=x,
            y=y,
            category=category,
            creators=creators,
            words=words,
            coast=coast,
            parent=parent,
            best=best,
            borders=borders,
            links_to=links_to,
        )

        region.additional_properties = d
        return region

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
