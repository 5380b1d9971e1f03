"""How near each other on a map lie items that belong together: Cartway's map beside those of others.

    cartway export --graph shop.graph --format csv --output shop.csv
    python benches/peers/atlas.py shop.csv [--layout NAME=FILE] [--run sfdp] [--run drl]

Reads the links and the items (`shop.items.csv`, with `x` and `y`) of an export, and takes the largest
component. Of the ten strongest neighbours of each item, the share is told that is among its fifty
nearest on the map. `--layout` reads places made before (id, x and y a line), `--run` makes them here:
Graphviz's sfdp, igraph's DrL. CPU seconds are told of what is made here.
"""

import argparse
import csv
import pathlib
import resource
import subprocess
import tempfile

import igraph
import machine
import numpy
from scipy.spatial import cKDTree

STRONGEST = 10
NEAREST = 50


def read(path):
    """Ids, links as pairs of places, strengths, and our places on the map, of the largest component."""
    places = {}
    with open(path.with_suffix("").with_suffix(".items.csv"), encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            places[row["id"]] = (float(row["x"]), float(row["y"]))
    ids = {id: place for place, id in enumerate(places)}
    ends, strengths = [], []
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            ends.append((ids[row["from"]], ids[row["to"]]))
            strengths.append(float(row["strength"]))
    graph = igraph.Graph(n=len(ids), edges=ends)
    graph.es["weight"] = strengths
    graph.vs["name"] = list(ids)
    main = graph.connected_components().giant()
    names = main.vs["name"]
    return main, names, numpy.array([places[name] for name in names])


def strongest(graph):
    """The strongest neighbours of each item: pairs of item and neighbour."""
    ends = numpy.array(graph.get_edgelist())
    strengths = numpy.array(graph.es["weight"])
    items = numpy.concatenate([ends[:, 0], ends[:, 1]])
    others = numpy.concatenate([ends[:, 1], ends[:, 0]])
    order = numpy.lexsort((others, -numpy.concatenate([strengths, strengths]), items))
    items, others = items[order], others[order]
    starts = numpy.searchsorted(items, numpy.arange(graph.vcount()))
    kept = numpy.arange(len(items)) - starts[items] < STRONGEST
    return items[kept], others[kept]


def share_near(points, items, others):
    """Of these neighbours, the share that is among the nearest on the map."""
    _, near = cKDTree(points).query(points, k=NEAREST + 1)
    count = len(points)
    found = numpy.repeat(numpy.arange(count), near.shape[1]) * count + near.ravel()
    return numpy.isin(items * count + others, found).mean()


def cpu_seconds(work):
    """What came of some work, and the CPU seconds it took, children included."""
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    used = lambda: sum(sum(resource.getrusage(one)[:2]) for one in who)  # noqa: E731
    begin = used()
    made = work()
    return made, used() - begin


def sfdp(graph):
    """Places by Graphviz."""
    with tempfile.NamedTemporaryFile("w", suffix=".dot") as file:
        file.write("graph {\n")
        file.writelines(f"{edge.source} -- {edge.target}\n" for edge in graph.es)
        file.write("}\n")
        file.flush()
        plain = subprocess.run(["sfdp", "-Tplain", file.name], check=True, capture_output=True, text=True)
    points = numpy.zeros((graph.vcount(), 2))
    for line in plain.stdout.splitlines():
        if line.startswith("node "):
            _, node, x, y, *_ = line.split()
            points[int(node)] = (float(x), float(y))
    return points


def drl(graph):
    """Places by igraph."""
    return numpy.array(graph.layout_drl(weights="weight").coords)


def given(path, names):
    """Places that were made before."""
    with open(path, encoding="utf-8", newline="") as file:
        places = {id: (float(x), float(y)) for id, x, y in csv.reader(file)}
    return numpy.array([places[name] for name in names])


def main():
    """Prints a line for each map."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("links", type=pathlib.Path)
    parser.add_argument("--layout", action="append", default=[], metavar="NAME=FILE")
    parser.add_argument("--run", action="append", default=[], choices=["sfdp", "drl"])
    args = parser.parse_args()
    graph, names, points = read(args.links)
    items, others = strongest(graph)
    print(f"{machine.processor()}; {graph.vcount()} items and {graph.ecount()} links of the largest component")
    print(f"{'map':<12}{'near':>8}{'CPU s':>10}")
    print(f"{'Cartway':<12}{share_near(points, items, others):>8.3f}{'':>10}")
    for name, path in (layout.split("=", 1) for layout in args.layout):
        print(f"{name:<12}{share_near(given(path, names), items, others):>8.3f}{'':>10}")
    for name in args.run:
        made, seconds = cpu_seconds(lambda name=name: {"sfdp": sfdp, "drl": drl}[name](graph))
        print(f"{name:<12}{share_near(made, items, others):>8.3f}{seconds:>10.1f}")


if __name__ == "__main__":
    main()
