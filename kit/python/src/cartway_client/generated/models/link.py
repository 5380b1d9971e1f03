from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.card import Card
    from ..models.evidence import Evidence
    from ..models.graph_stamp import GraphStamp
    from ..models.hidden_by import HiddenBy
    from ..models.link_links import LinkLinks


T = TypeVar("T", bound="Link")


@_attrs_define
class Link:
    """Whether two items are linked, and why.

    Attributes:
        graph (GraphStamp): Which generation a body comes from.
        linked (bool): Whether they are.
        from_ (Card): What lets a reader recognise an item.
        to (Card): What lets a reader recognise an item.
        evidence (Evidence | None):
        hidden_by (HiddenBy): The rules of the rebuild that may hide what an answer does not hold, by the names of its
            options;
            `null` where a rule kept nothing out of the graph, or nothing that matters here.
        links_to (LinkLinks): Addresses that belong to a link.
    """

    graph: GraphStamp
    linked: bool
    from_: Card
    to: Card
    evidence: Evidence | None
    hidden_by: HiddenBy
    links_to: LinkLinks
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.evidence import Evidence  # noqa: PLC0415

        graph = self.graph.to_dict()

        linked = self.linked

        from_ = self.from_.to_dict()

        to = self.to.to_dict()

        evidence: dict[str, Any] | None
        if isinstance(self.evidence, Evidence):
            evidence = self.evidence.to_dict()
        else:
            evidence = self.evidence

        hidden_by = self.hidden_by.to_dict()

        links_to = self.links_to.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "graph": graph,
                "linked": linked,
                "from": from_,
                "to": to,
                "evidence": evidence,
                "hidden_by": hidden_by,
                "links_to": links_to,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.card import Card  # noqa: PLC0415
        from ..models.evidence import Evidence  # noqa: PLC0415
        from ..models.graph_stamp import GraphStamp  # noqa: PLC0415
        from ..models.hidden_by import HiddenBy  # noqa: PLC0415
        from ..models.link_links import LinkLinks  # noqa: PLC0415

        d = dict(src_dict)
        graph = GraphStamp.from_dict(d.pop("graph"))

        linked = d.pop("linked")

        from_ = Card.from_dict(d.pop("from"))

        to = Card.from_dict(d.pop("to"))

        def _parse_evidence(data: object) -> Evidence | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                evidence_type_0 = Evidence.from_dict(data)

                return evidence_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Evidence | None, data)

        evidence = _parse_evidence(d.pop("evidence"))

        hidden_by = HiddenBy.from_dict(d.pop("hidden_by"))

        links_to = LinkLinks.from_dict(d.pop("links_to"))

        link = cls(
            graph=graph,
            linked=linked,
            from_=from_,
            to=to,
            evidence=evidence,
            hidden_by=hidden_by,
            links_to=links_to,
        )

        link.additional_properties = d
        return link

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
