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
    from ..models.between_links_to import BetweenLinksTo
    from ..models.between_request import BetweenRequest
    from ..models.card import Card
    from ..models.graph_stamp import GraphStamp
    from ..models.hidden_by import HiddenBy
    from ..models.middle import Middle
    from ..models.searched import Searched
    from ..models.timing import Timing


T = TypeVar("T", bound="BetweenNoPath")


@_attrs_define
class BetweenNoPath:
    """They are not connected, for a reason.

    Attributes:
        status (Literal['no_path']):
        graph (GraphStamp): Which generation a body comes from.
        request (BetweenRequest): The question with its defaults filled in.
        a (Card): What lets a reader recognise an item.
        b (Card): What lets a reader recognise an item.
        timing_ms (Timing): Milliseconds inside the process.
        links_to (BetweenLinksTo): Addresses that belong to an answer.
        reason (NoPathReason):
        hops (int | None): Always null.
        middles (list[Middle]): Empty.
        detail (str): Why, as a sentence.
        searched (Searched): How far a search looked.
        hidden_by (HiddenBy): The rules of the rebuild that may hide what an answer does not hold, by the names of its
            options;
            `null` where a rule kept nothing out of the graph, or nothing that matters here.
    """

    status: Literal["no_path"]
    graph: GraphStamp
    request: BetweenRequest
    a: Card
    b: Card
    timing_ms: Timing
    links_to: BetweenLinksTo
    reason: NoPathReason
    hops: int | None
    middles: list[Middle]
    detail: str
    searched: Searched
    hidden_by: HiddenBy
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        status = self.status

        graph = self.graph.to_dict()

        request = self.request.to_dict()

        a = self.a.to_dict()

        b = self.b.to_dict()

        timing_ms = self.timing_ms.to_dict()

        links_to = self.links_to.to_dict()

        reason: str = self.reason

        hops: int | None
        hops = self.hops

        middles = []
        for middles_item_data in self.middles:
            middles_item = middles_item_data.to_dict()
            middles.append(middles_item)

        detail = self.detail

        searched = self.searched.to_dict()

        hidden_by = self.hidden_by.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "status": status,
                "graph": graph,
                "request": request,
                "a": a,
                "b": b,
                "timing_ms": timing_ms,
                "links_to": links_to,
                "reason": reason,
                "hops": hops,
                "middles": middles,
                "detail": detail,
                "searched": searched,
                "hidden_by": hidden_by,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.between_links_to import BetweenLinksTo  # noqa: PLC0415
        from ..models.between_request import BetweenRequest  # noqa: PLC0415
        from ..models.card import Card  # noqa: PLC0415
        from ..models.graph_stamp import GraphStamp  # noqa: PLC0415
        from ..models.hidden_by import HiddenBy  # noqa: PLC0415
        from ..models.middle import Middle  # noqa: PLC0415
        from ..models.searched import Searched  # noqa: PLC0415
        from ..models.timing import Timing  # noqa: PLC0415

        d = dict(src_dict)
        status = cast(Literal["no_path"], d.pop("status"))
        if status != "no_path":
            raise ValueError(f"status must match const 'no_path', got '{status}'")

        graph = GraphStamp.from_dict(d.pop("graph"))

        request = BetweenRequest.from_dict(d.pop("request"))

        a = Card.from_dict(d.pop("a"))

        b = Card.from_dict(d.pop("b"))

        timing_ms = Timing.from_dict(d.pop("timing_ms"))

        links_to = BetweenLinksTo.from_dict(d.pop("links_to"))

        reason = check_no_path_reason(d.pop("reason"))

        def _parse_hops(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        hops = _parse_hops(d.pop("hops"))

        middles = []
        _middles = d.pop("middles")
        for middles_item_data in _middles:
            middles_item = Middle.from_dict(middles_item_data)

            middles.append(middles_item)

        detail = d.pop("detail")

        searched = Searched.from_dict(d.pop("searched"))

        hidden_by = HiddenBy.from_dict(d.pop("hidden_by"))

        between_no_path = cls(
            status=status,
            graph=graph,
            request=request,
            a=a,
            b=b,
            timing_ms=timing_ms,
            links_to=links_to,
            reason=reason,
            hops=hops,
            middles=middles,
            detail=detail,
            searched=searched,
            hidden_by=hidden_by,
        )

        between_no_path.additional_properties = d
        return between_no_path

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
