from __future__ import annotations

from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.no_path_reason import NoPathReason, check_no_path_reason

if TYPE_CHECKING:
    from ..models.card import Card
    from ..models.graph_stamp import GraphStamp
    from ..models.hidden_by import HiddenBy
    from ..models.leg import Leg
    from ..models.links_to import LinksTo
    from ..models.path import Path
    from ..models.request import Request
    from ..models.searched import Searched
    from ..models.suggestion import Suggestion
    from ..models.timing import Timing


T = TypeVar("T", bound="PathsNoPath")


@_attrs_define
class PathsNoPath:
    """There is none, for a reason.

    Attributes:
        status (Literal['no_path']):
        graph (GraphStamp): Which generation a body comes from.
        request (Request): The question with its defaults filled in.
        from_ (Card): What lets a reader recognise an item.
        to (Card): What lets a reader recognise an item.
        timing_ms (Timing): Milliseconds inside the process.
        links_to (LinksTo): Addresses that belong to an answer.
        reason (NoPathReason):
        barred_by (list[str]): The options that bar every connection, by their names: taken back together, there is one.
        leg (Leg | None):
        hops (int | None): Always null.
        paths (list[Path]): Empty.
        detail (str): Why, as a sentence.
        searched (Searched): How far a search looked.
        hidden_by (HiddenBy): The rules of the rebuild that may hide what an answer does not hold, by the names of its
            options;
            `null` where a rule kept nothing out of the graph, or nothing that matters here.
        suggestions (list[Suggestion]): What can be asked instead.
    """

    status: Literal["no_path"]
    graph: GraphStamp
    request: Request
    from_: Card
    to: Card
    timing_ms: Timing
    links_to: LinksTo
    reason: NoPathReason
    barred_by: list[str]
    leg: Leg | None
    hops: int | None
    paths: list[Path]
    detail: str
    searched: Searched
    hidden_by: HiddenBy
    suggestions: list[Suggestion]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.leg import Leg  # noqa: PLC0415

        status = self.status

        graph = self.graph.to_dict()

        request = self.request.to_dict()

        from_ = self.from_.to_dict()

        to = self.to.to_dict()

        timing_ms = self.timing_ms.to_dict()

        links_to = self.links_to.to_dict()

        reason: str = self.reason

        barred_by = self.barred_by

        leg: dict[str, Any] | None
        if isinstance(self.leg, Leg):
            leg = self.leg.to_dict()
        else:
            leg = self.leg

        hops: int | None
        hops = self.hops

        paths = []
        for paths_item_data in self.paths:
            paths_item = paths_item_data.to_dict()
            paths.append(paths_item)

        detail = self.detail

        searched = self.searched.to_dict()

        hidden_by = self.hidden_by.to_dict()

        suggestions = []
        for suggestions_item_data in self.suggestions:
            suggestions_item = suggestions_item_data.to_dict()
            suggestions.append(suggestions_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "status": status,
                "graph": graph,
                "request": request,
                "from": from_,
                "to": to,
                "timing_ms": timing_ms,
                "links_to": links_to,
                "reason": reason,
                "barred_by": barred_by,
                "leg": leg,
                "hops": hops,
                "paths": paths,
                "detail": detail,
                "searched": searched,
                "hidden_by": hidden_by,
                "suggestions": suggestions,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.card import Card  # noqa: PLC0415
        from ..models.graph_stamp import GraphStamp  # noqa: PLC0415
        from ..models.hidden_by import HiddenBy  # noqa: PLC0415
        from ..models.leg import Leg  # noqa: PLC0415
        from ..models.links_to import LinksTo  # noqa: PLC0415
        from ..models.path import Path  # noqa: PLC0415
        from ..models.request import Request  # noqa: PLC0415
        from ..models.searched import Searched  # noqa: PLC0415
        from ..models.suggestion import Suggestion  # noqa: PLC0415
        from ..models.timing import Timing  # noqa: PLC0415

        d = dict(src_dict)
        status = cast(Literal["no_path"], d.pop("status"))
        if status != "no_path":
            raise ValueError(f"status must match const 'no_path', got '{status}'")

        graph = GraphStamp.from_dict(d.pop("graph"))

        request = Request.from_dict(d.pop("request"))

        from_ = Card.from_dict(d.pop("from"))

        to = Card.from_dict(d.pop("to"))

        timing_ms = Timing.from_dict(d.pop("timing_ms"))

        links_to = LinksTo.from_dict(d.pop("links_to"))

        reason = check_no_path_reason(d.pop("reason"))

        barred_by = cast(list[str], d.pop("barred_by"))

        def _parse_leg(data: object) -> Leg | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                leg_type_0 = Leg.from_dict(data)

                return leg_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Leg | None, data)

        leg = _parse_leg(d.pop("leg"))

        def _parse_hops(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        hops = _parse_hops(d.pop("hops"))

        paths = []
        _paths = d.pop("paths")
        for paths_item_data in _paths:
            paths_item = Path.from_dict(paths_item_data)

            paths.append(paths_item)

        detail = d.pop("detail")

        searched = Searched.from_dict(d.pop("searched"))

        hidden_by = HiddenBy.from_dict(d.pop("hidden_by"))

        suggestions = []
        _suggestions = d.pop("suggestions")
        for suggestions_item_data in _suggestions:
            suggestions_item = Suggestion.from_dict(suggestions_item_data)

            suggestions.append(suggestions_item)

        paths_no_path = cls(
            status=status,
            graph=graph,
            request=request,
            from_=from_,
            to=to,
            timing_ms=timing_ms,
            links_to=links_to,
            reason=reason,
            barred_by=barred_by,
            leg=leg,
            hops=hops,
            paths=paths,
            detail=detail,
            searched=searched,
            hidden_by=hidden_by,
            suggestions=suggestions,
        )

        paths_no_path.additional_properties = d
        return paths_no_path

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
