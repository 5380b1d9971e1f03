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

from ..models.no_middle_reason import NoMiddleReason, check_no_middle_reason

if TYPE_CHECKING:
    from ..models.between_found_items import BetweenFoundItems
    from ..models.between_links_to import BetweenLinksTo
    from ..models.between_request import BetweenRequest
    from ..models.card import Card
    from ..models.graph_stamp import GraphStamp
    from ..models.hidden_by import HiddenBy
    from ..models.middle import Middle
    from ..models.path_link import PathLink
    from ..models.timing import Timing


T = TypeVar("T", bound="BetweenFound")


@_attrs_define
class BetweenFound:
    """They are connected.

    Attributes:
        status (Literal['found']):
        graph (GraphStamp): Which generation a body comes from.
        request (BetweenRequest): The question with its defaults filled in.
        a (Card): What lets a reader recognise an item.
        b (Card): What lets a reader recognise an item.
        timing_ms (Timing): Milliseconds inside the process.
        links_to (BetweenLinksTo): Addresses that belong to an answer.
        hops (int): Hops of the shortest connections.
        connection_hops (int): Hops of the connections whose middle this is: as many, or one more.
        total (int): How many items stand in the middle.
        reason (NoMiddleReason | None):
        detail (None | str): Why, as a sentence.
        ranking (list[str]): What decides the order of the list, first things first.
        middles (list[Middle]): The best of them.
        items (BetweenFoundItems): The items of their connections, by id.
        links (list[PathLink]): The links of their connections.
        hidden_by (HiddenBy): The rules of the rebuild that may hide what an answer does not hold, by the names of its
            options;
            `null` where a rule kept nothing out of the graph, or nothing that matters here.
    """

    status: Literal["found"]
    graph: GraphStamp
    request: BetweenRequest
    a: Card
    b: Card
    timing_ms: Timing
    links_to: BetweenLinksTo
    hops: int
    connection_hops: int
    total: int
    reason: NoMiddleReason | None
    detail: None | str
    ranking: list[str]
    middles: list[Middle]
    items: BetweenFoundItems
    links: list[PathLink]
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

        hops = self.hops

        connection_hops = self.connection_hops

        total = self.total

        reason: None | str
        if isinstance(self.reason, str):
            reason = self.reason
        else:
            reason = self.reason

        detail: None | str
        detail = self.detail

        ranking = self.ranking

        middles = []
        for middles_item_data in self.middles:
            middles_item = middles_item_data.to_dict()
            middles.append(middles_item)

        items = self.items.to_dict()

        links = []
        for links_item_data in self.links:
            links_item = links_item_data.to_dict()
            links.append(links_item)

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
                "hops": hops,
                "connection_hops": connection_hops,
                "total": total,
                "reason": reason,
                "detail": detail,
                "ranking": ranking,
                "middles": middles,
                "items": items,
                "links": links,
                "hidden_by": hidden_by,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.between_found_items import BetweenFoundItems  # noqa: PLC0415
        from ..models.between_links_to import BetweenLinksTo  # noqa: PLC0415
        from ..models.between_request import BetweenRequest  # noqa: PLC0415
        from ..models.card import Card  # noqa: PLC0415
        from ..models.graph_stamp import GraphStamp  # noqa: PLC0415
        from ..models.hidden_by import HiddenBy  # noqa: PLC0415
        from ..models.middle import Middle  # noqa: PLC0415
        from ..models.path_link import PathLink  # noqa: PLC0415
        from ..models.timing import Timing  # noqa: PLC0415

        d = dict(src_dict)
        status = cast(Literal["found"], d.pop("status"))
        if status != "found":
            raise ValueError(f"status must match const 'found', got '{status}'")

        graph = GraphStamp.from_dict(d.pop("graph"))

        request = BetweenRequest.from_dict(d.pop("request"))

        a = Card.from_dict(d.pop("a"))

        b = Card.from_dict(d.pop("b"))

        timing_ms = Timing.from_dict(d.pop("timing_ms"))

        links_to = BetweenLinksTo.from_dict(d.pop("links_to"))

        hops = d.pop("hops")

        connection_hops = d.pop("connection_hops")

        total = d.pop("total")

        def _parse_reason(data: object) -> NoMiddleReason | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                reason_type_0 = check_no_middle_reason(data)

                return reason_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(NoMiddleReason | None, data)

        reason = _parse_reason(d.pop("reason"))

        def _parse_detail(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        detail = _parse_detail(d.pop("detail"))

        ranking = cast(list[str], d.pop("ranking"))

        middles = []
        _middles = d.pop("middles")
        for middles_item_data in _middles:
            middles_item = Middle.from_dict(middles_item_data)

            middles.append(middles_item)

        items = BetweenFoundItems.from_dict(d.pop("items"))

        links = []
        _links = d.pop("links")
        for links_item_data in _links:
            links_item = PathLink.from_dict(links_item_data)

            links.append(links_item)

        hidden_by = HiddenBy.from_dict(d.pop("hidden_by"))

        between_found = cls(
            status=status,
            graph=graph,
            request=request,
            a=a,
            b=b,
            timing_ms=timing_ms,
            links_to=links_to,
            hops=hops,
            connection_hops=connection_hops,
            total=total,
            reason=reason,
            detail=detail,
            ranking=ranking,
            middles=middles,
            items=items,
            links=links,
            hidden_by=hidden_by,
        )

        between_found.additional_properties = d
        return between_found

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
