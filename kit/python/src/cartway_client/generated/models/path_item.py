from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="PathItem")


@_attrs_define
class PathItem:
    """One item on the way.

    Attributes:
        title (str): Title.
        creator (None | str): Author, maker, artist.
        category (None | str): Its main category: the names of its levels, parted by ` > `.
        categories (list[str]): All its own categories, the main one first.
        year (int | None): Year of the work.
        column (int): Hops from the start; for one of longer connections only, in the first that is listed.
        on_shortest (bool): Whether a shortest connection passes through it.
        share_of_paths (float): Share of all shortest connections that pass through it, in 0 to 1.
    """

    title: str
    creator: None | str
    category: None | str
    categories: list[str]
    year: int | None
    column: int
    on_shortest: bool
    share_of_paths: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        title = self.title

        creator: None | str
        creator = self.creator

        category: None | str
        category = self.category

        categories = self.categories

        year: int | None
        year = self.year

        column = self.column

        on_shortest = self.on_shortest

        share_of_paths = self.share_of_paths

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "title": title,
                "creator": creator,
                "category": category,
                "categories": categories,
                "year": year,
                "column": column,
                "on_shortest": on_shortest,
                "share_of_paths": share_of_paths,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        title = d.pop("title")

        def _parse_creator(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        creator = _parse_creator(d.pop("creator"))

        def _parse_category(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        category = _parse_category(d.pop("category"))

        categories = cast(list[str], d.pop("categories"))

        def _parse_year(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        year = _parse_year(d.pop("year"))

        column = d.pop("column")

        on_shortest = d.pop("on_shortest")

        share_of_paths = d.pop("share_of_paths")

        path_item = cls(
            title=title,
            creator=creator,
            category=category,
            categories=categories,
            year=year,
            column=column,
            on_shortest=on_shortest,
            share_of_paths=share_of_paths,
        )

        path_item.additional_properties = d
        return path_item

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
