from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.component import Component
    from ..models.graph_stamp import GraphStamp
    from ..models.hidden_by import HiddenBy
    from ..models.item_links import ItemLinks
    from ..models.region_card import RegionCard


T = TypeVar("T", bound="ItemAnswer")


@_attrs_define
class ItemAnswer:
    """The answer on one item.

    Attributes:
        id (str): The shop's own id.
        title (str): Title.
        creator (None | str): Author, maker, artist.
        category (None | str): Its main category: the names of its levels, parted by ` > `.
        categories (list[str]): All its own categories, the main one first.
        year (int | None): Year of the work.
        url (None | str): The shop's own page of it.
        image_url (None | str): The whole address of a picture of it, where there is one that a page may show.
        orders (int | None): Orders that hold it, of those that hold few enough items to be counted; `null` where links
            were given.
        popularity_rank (int): 1 for the most popular.
        centre_rank (int | None): 1 for the item nearest to all others of the largest component; `null` outside it.
        out_links (int): Links on its own list.
        in_links (int): Links on whose list it is.
        links (int): Links in all.
        reachable (bool): Whether anything leads to or from it.
        component (Component): A largest set of connected items.
        self_ (str):
        links_to (ItemLinks): Addresses that belong to an item.
        graph (GraphStamp): Which generation a body comes from.
        x (float | None): Where it lies on the map: units from the left, 0 to 1000; `null` where there is no map, as the
            next two.
        y (float | None): Units from the top, 0 to 640.
        z (int | None): How near one must be to see it.
        regions (list[RegionCard]): The regions of the map that it lies in, the largest first.
        hidden_by (HiddenBy): The rules of the rebuild that may hide what an answer does not hold, by the names of its
            options;
            `null` where a rule kept nothing out of the graph, or nothing that matters here.
    """

    id: str
    title: str
    creator: None | str
    category: None | str
    categories: list[str]
    year: int | None
    url: None | str
    image_url: None | str
    orders: int | None
    popularity_rank: int
    centre_rank: int | None
    out_links: int
    in_links: int
    links: int
    reachable: bool
    component: Component
    self_: str
    links_to: ItemLinks
    graph: GraphStamp
    x: float | None
    y: float | None
    z: int | None
    regions: list[RegionCard]
    hidden_by: HiddenBy
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        title = self.title

        creator: None | str
        creator = self.creator

        category: None | str
        category = self.category

        categories = self.categories

        year: int | None
        year = self.year

        url: None | str
        url = self.url

        image_url: None | str
        image_url = self.image_url

        orders: int | None
        orders = self.orders

        popularity_rank = self.popularity_rank

        centre_rank: int | None
        centre_rank = self.centre_rank

        out_links = self.out_links

        in_links = self.in_links

        links = self.links

        reachable = self.reachable

        component = self.component.to_dict()

        self_ = self.self_

        links_to = self.links_to.to_dict()

        graph = self.graph.to_dict()

        x: float | None
        x = self.x

        y: float | None
        y = self.y

        z: int | None
        z = self.z

        regions = []
        for regions_item_data in self.regions:
            regions_item = regions_item_data.to_dict()
            regions.append(regions_item)

        hidden_by = self.hidden_by.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "title": title,
                "creator": creator,
                "category": category,
                "categories": categories,
                "year": year,
                "url": url,
                "image_url": image_url,
                "orders": orders,
                "popularity_rank": popularity_rank,
                "centre_rank": centre_rank,
                "out_links": out_links,
                "in_links": in_links,
                "links": links,
                "reachable": reachable,
                "component": component,
                "self": self_,
                "links_to": links_to,
                "graph": graph,
                "x": x,
                "y": y,
                "z": z,
                "regions": regions,
                "hidden_by": hidden_by,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.component import Component  # noqa: PLC0415
        from ..models.graph_stamp import GraphStamp  # noqa: PLC0415
        from ..models.hidden_by import HiddenBy  # noqa: PLC0415
        from ..models.item_links import ItemLinks  # noqa: PLC0415
        from ..models.region_card import RegionCard  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

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

        def _parse_url(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        url = _parse_url(d.pop("url"))

        def _parse_image_url(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        image_url = _parse_image_url(d.pop("image_url"))

        def _parse_orders(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        orders = _parse_orders(d.pop("orders"))

        popularity_rank = d.pop("popularity_rank")

        def _parse_centre_rank(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        centre_rank = _parse_centre_rank(d.pop("centre_rank"))

        out_links = d.pop("out_links")

        in_links = d.pop("in_links")

        links = d.pop("links")

        reachable = d.pop("reachable")

        component = Component.from_dict(d.pop("component"))

        self_ = d.pop("self")

        links_to = ItemLinks.from_dict(d.pop("links_to"))

        graph = GraphStamp.from_dict(d.pop("graph"))

        def _parse_x(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        x = _parse_x(d.pop("x"))

        def _parse_y(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        y = _parse_y(d.pop("y"))

        def _parse_z(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        z = _parse_z(d.pop("z"))

        regions = []
        _regions = d.pop("regions")
        for regions_item_data in _regions:
            regions_item = RegionCard.from_dict(regions_item_data)

            regions.append(regions_item)

        hidden_by = HiddenBy.from_dict(d.pop("hidden_by"))

        item_answer = cls(
            id=id,
            title=title,
            creator=creator,
            category=category,
            categories=categories,
            year=year,
            url=url,
            image_url=image_url,
            orders=orders,
            popularity_rank=popularity_rank,
            centre_rank=centre_rank,
            out_links=out_links,
            in_links=in_links,
            links=links,
            reachable=reachable,
            component=component,
            self_=self_,
            links_to=links_to,
            graph=graph,
            x=x,
            y=y,
            z=z,
            regions=regions,
            hidden_by=hidden_by,
        )

        item_answer.additional_properties = d
        return item_answer

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
