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

if TYPE_CHECKING:
    from ..models.card import Card
    from ..models.graph_stamp import GraphStamp
    from ..models.links_to import LinksTo
    from ..models.path import Path
    from ..models.request import Request
    from ..models.timing import Timing


T = TypeVar("T", bound="PathsSameItem")


@_attrs_define
class PathsSameItem:
    """Both ends are the same item.

    Attributes:
        status (Literal['same_item']):
        graph (GraphStamp): Which generation a body comes from.
        request (Request): The question with its defaults filled in.
        from_ (Card): What lets a reader recognise an item.
        to (Card): What lets a reader recognise an item.
        timing_ms (Timing): Milliseconds inside the process.
        links_to (LinksTo): Addresses that belong to an answer.
        hops (int): 0.
        paths (list[Path]): Empty.
        detail (str): A sentence.
    """

    status: Literal["same_item"]
    graph: GraphStamp
    request: Request
    from_: Card
    to: Card
    timing_ms: Timing
    links_to: LinksTo
    hops: int
    paths: list[Path]
    detail: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        status = self.status

        graph = self.graph.to_dict()

        request = self.request.to_dict()

        from_ = self.from_.to_dict()

        to = self.to.to_dict()

        timing_ms = self.timing_ms.to_dict()

        links_to = self.links_to.to_dict()

        hops = self.hops

        paths = []
        for paths_item_data in self.paths:
            paths_item = paths_item_data.to_dict()
            paths.append(paths_item)

        detail = self.detail

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
                "hops": hops,
                "paths": paths,
                "detail": detail,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.card import Card  # noqa: PLC0415
        from ..models.graph_stamp import GraphStamp  # noqa: PLC0415
        from ..models.links_to import LinksTo  # noqa: PLC0415
        from ..models.path import Path  # noqa: PLC0415
        from ..models.request import Request  # noqa: PLC0415
        from ..models.timing import Timing  # noqa: PLC0415

        d = dict(src_dict)
        status = cast(Literal["same_item"], d.pop("status"))
        if status != "same_item":
            raise ValueError(f"status must match const 'same_item', got '{status}'")

        graph = GraphStamp.from_dict(d.pop("graph"))

        request = Request.from_dict(d.pop("request"))

        from_ = Card.from_dict(d.pop("from"))

        to = Card.from_dict(d.pop("to"))

        timing_ms = Timing.from_dict(d.pop("timing_ms"))

        links_to = LinksTo.from_dict(d.pop("links_to"))

        hops = d.pop("hops")

        paths = []
        _paths = d.pop("paths")
        for paths_item_data in _paths:
            paths_item = Path.from_dict(paths_item_data)

            paths.append(paths_item)

        detail = d.pop("detail")

        paths_same_item = cls(
            status=status,
            graph=graph,
            request=request,
            from_=from_,
            to=to,
            timing_ms=timing_ms,
            links_to=links_to,
            hops=hops,
            paths=paths,
            detail=detail,
        )

        paths_same_item.additional_properties = d
        return paths_same_item

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
