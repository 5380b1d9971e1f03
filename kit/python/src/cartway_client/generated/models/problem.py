from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.card import Card


T = TypeVar("T", bound="Problem")


@_attrs_define
class Problem:
    """The body of a problem.

    Attributes:
        status (int): The status code again.
        type_ (str): The page on its kind: `/problems/` and the name of the kind, from the root of our own host, so
            that it is the same on each.
        title (str): The same for every occurrence.
        detail (str): What is wrong this time, and what to do.
        instance (str): The address asked for.
        param (None | str | Unset): The parameter at fault.
        value (None | str | Unset): Its value.
        limit (int | None | Unset): The most there may be, where there was more.
        suggestions (list[Card] | Unset): Items that may have been meant.
    """

    status: int
    type_: str
    title: str
    detail: str
    instance: str
    param: None | str | Unset = UNSET
    value: None | str | Unset = UNSET
    limit: int | None | Unset = UNSET
    suggestions: list[Card] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        status = self.status

        type_ = self.type_

        title = self.title

        detail = self.detail

        instance = self.instance

        param: None | str | Unset
        if isinstance(self.param, Unset):
            param = UNSET
        else:
            param = self.param

        value: None | str | Unset
        if isinstance(self.value, Unset):
            value = UNSET
        else:
            value = self.value

        limit: int | None | Unset
        if isinstance(self.limit, Unset):
            limit = UNSET
        else:
            limit = self.limit

        suggestions: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.suggestions, Unset):
            suggestions = []
            for suggestions_item_data in self.suggestions:
                suggestions_item = suggestions_item_data.to_dict()
                suggestions.append(suggestions_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "status": status,
                "type": type_,
                "title": title,
                "detail": detail,
                "instance": instance,
            }
        )
        if param is not UNSET:
            field_dict["param"] = param
        if value is not UNSET:
            field_dict["value"] = value
        if limit is not UNSET:
            field_dict["limit"] = limit
        if suggestions is not UNSET:
            field_dict["suggestions"] = suggestions

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.card import Card  # noqa: PLC0415

        d = dict(src_dict)
        status = d.pop("status")

        type_ = d.pop("type")

        title = d.pop("title")

        detail = d.pop("detail")

        instance = d.pop("instance")

        def _parse_param(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        param = _parse_param(d.pop("param", UNSET))

        def _parse_value(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        value = _parse_value(d.pop("value", UNSET))

        def _parse_limit(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        limit = _parse_limit(d.pop("limit", UNSET))

        _suggestions = d.pop("suggestions", UNSET)
        suggestions: list[Card] | Unset = UNSET
        if _suggestions is not UNSET:
            suggestions = []
            for suggestions_item_data in _suggestions:
                suggestions_item = Card.from_dict(suggestions_item_data)

                suggestions.append(suggestions_item)

        problem = cls(
            status=status,
            type_=type_,
            title=title,
            detail=detail,
            instance=instance,
            param=param,
            value=value,
            limit=limit,
            suggestions=suggestions,
        )

        problem.additional_properties = d
        return problem

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
