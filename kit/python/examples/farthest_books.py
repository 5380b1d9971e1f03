"""Which ten pairs of well-known books are farthest apart? Asks the server that is named, or the demo
on this machine: python examples/farthest_books.py http://127.0.0.1:8080"""

import sys
from itertools import combinations, islice

from cartway_client import Cartway

address = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8080"

with Cartway(address) as cartway:
    # The sixty most popular books, each with each other.
    books = list(islice(cartway.items(category="book", limit=50), 60))
    pairs = list(combinations(books, 2))
    found = []
    for batch in cartway.connect_many((one.id, other.id) for one, other in pairs):
        for result in batch.results:
            if result.status == "found":
                found.append((result.hops, *pairs[result.index]))

found.sort(key=lambda pair: pair[0], reverse=True)
for hops, one, other in found[:10]:
    print(f"{hops} steps: {one.title} and {other.title}")
