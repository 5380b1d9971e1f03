"""Asks the SOAP service with zeep: both versions, typed faults, and titles that are hard to write down.

Usage: ask_soap.py ADDRESS ODD_TITLES, with the address of the service, and a file of JSON that gives titles by id.
"""

import json
import sys

import zeep
from zeep.exceptions import Fault

address, odd = sys.argv[1], json.load(open(sys.argv[2], encoding="utf-8"))
client = zeep.Client(f"{address}?wsdl")
ports = client.wsdl.services["Cartway"].ports
assert set(ports) == {"Soap11", "Soap12"}, ports
problem = client.get_element("{urn:cartway:v1}problem")
forbidden = {chr(code): "\ufffd" for code in [*range(9), 11, 12, *range(14, 32)]}

for port in ports:
    service = client.bind("Cartway", port)
    ids = list(odd)
    found = service.Connect(**{"from": ids[0], "to": ids[4], "exclude": [ids[1]], "k": 5})
    assert found.status == "found" and found.hops == len(found.paths.path[0].items.item) - 1, found
    assert found["from"].id == ids[0] and found.request.exclude.entry == [ids[1]], found
    assert found.graph.built_at.year >= 2020 and isinstance(found.links.link[0].strength, float), found

    none = service.Connect(**{"from": ids[0], "to": "lonely"})
    assert (none.status, none.reason, none.hops) == ("no_path", "no_links", None), none
    same = service.Connect(**{"from": ids[0], "to": ids[0]})
    assert (same.status, same.hops) == ("same_item", 0), same

    for id, title in odd.items():
        title = "".join(forbidden.get(letter, letter) for letter in title)
        listed = service.Neighbours(id=id, limit=1)
        assert listed.item == id and listed.total == 2, listed
        found = service.Connect(**{"from": id, "to": ids[0]})
        assert found["from"].title == title, (found["from"].title, title)

    everything = service.SearchItems(limit=5)
    assert everything.count == 5 and everything.next and len(everything["items"].item) == 5, everything

    for question, kind, param in [
        ({"from": ids[0], "to": "nothing-like-it"}, "/problems/unknown-item", "to"),
        ({"from": ids[0], "to": ids[1], "k": 101}, "/problems/parameter-out-of-range", "k"),
    ]:
        try:
            service.Connect(**question)
            raise SystemExit("there is no fault")
        except Fault as fault:
            assert fault.code in ("soap:Client", "soap:Sender"), fault.code
            told = problem.parse(fault.detail.find("{urn:cartway:v1}problem"), client.wsdl.types)
            assert (told.type, told.param, told.detail) == (kind, param, fault.message), told
print("zeep is content")
