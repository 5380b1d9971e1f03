# How two items are connected: the sentences, the list, the options.
# Titles come in marks that keep their direction of writing. A step leads from one item to the next,
# a stop is an item the asker wants passed, and a leg leads from one stop to the next.

ways = { $count ->
    [one] one way
   *[other] { $count } ways
}
ways-beyond = more than 10^38

## What was found

found-same = These are one and the same item
found-next = Bought together: connected in 1 step
found-in = Connected in { $steps ->
    [one] { $steps } step
   *[other] { $steps } steps
}, in { $ways ->
    [one] one way
   *[other] { $ways } ways
}
found-not-over-stops = No connection passes through all your stops
found-not = These two are not connected
# Where rules of the rebuild may hide one; they are told after it.
found-not-over-stops-known = No connection is known that passes through all your stops
found-not-known = No connection between these two is known
found-reverse = Connected only the other way round
found-barred = Your options bar every connection
found-too-long = The connection is longer than you asked
found-cut-short = No connection found yet: the search was cut short

## What is listed

listed-all = { $listed ->
    [1] There is just this one shortest connection.
    [2] Both are listed, the stronger one first.
   *[other] All { $listed } are listed, the strongest first.
}
listed-some = { $listed } of { $all } connections { $listed ->
    [one] is
   *[other] are
} listed, the strongest first.
listed-shortest = { $count ->
    [one] { $count } connection
   *[other] { $count } connections
} of { $steps ->
    [one] { $steps } step
   *[other] { $steps } steps
}
listed-longer = { $count ->
    [0] none
   *[other] { $count }
} of { $steps ->
    [one] { $steps } step
   *[other] { $steps } steps
}
listed-all-lengths = { $listed ->
    [1] That one is listed.
    [2] Both are listed, the shorter one first.
   *[other] All of them are listed, the shortest first.
}
listed-best-lengths = { $listed ->
    [1] The best one is listed.
   *[other] The best { $listed } are listed, the shortest first.
}
listed-no-room = The shortest fill the list; list more to see longer ones.
listed-longer-unknown = Working out the longer ones took more than one question may cost, so those are neither counted nor listed.
listed-even-longer-unknown = Working out the even longer ones took more than one question may cost, so those are neither counted nor listed.
listed-twice = Going over your stops, some pass an item twice.
listed-of = { $listed } of { $ways ->
    [one] one way
   *[other] { $ways } ways
}
ranking-rule = Fewest steps first. Among connections of equal length, the one whose links are strongest taken together comes first: each link costs the negative logarithm of its strength, and the costs are added up, so one weak link weighs heavily. What is still equal is ordered by item ids. Every shortest connection is ranked before the list is cut.
ranking-in-short = Why this order? Fewest steps first, then the strongest links taken together; one weak link weighs heavily.

## Why two items are linked

evidence-orders = { $count ->
    [one] { $count } order holds both
   *[other] { $count } orders hold both
}
evidence-listed-forward = The next item is on its also-bought list
evidence-listed-backward = It is on the next item's also-bought list
evidence-listed-both = Each is on the other's also-bought list
# The title of the first item follows.
evidence-share = { $share } of the orders with
# How many times comes before.
evidence-chance = what chance would give

## Why there is no connection

none-no-links-both = Neither { $from } nor { $to } was bought together with anything else{ shown-here }{ in-which-orders }, so nothing leads from one to the other.
none-no-links-from = { $from } was not bought together with anything else{ shown-here }{ in-which-orders }, so nothing leads on from it.
none-no-links-to = { $to } was not bought together with anything else{ shown-here }{ in-which-orders }, so nothing leads to it.
none-no-lists-both = Neither { $from } nor { $to } has an also-bought list or stands on another’s, so nothing leads from one to the other.
none-no-lists-from = { $from } has no also-bought list and stands on no other’s, so nothing leads on from it.
none-no-lists-to = { $to } has no also-bought list and stands on no other’s, so nothing leads to it.
none-islands = { $from } stands on an island of { $from-size ->
    [one] { $from-size } item
   *[other] { $from-size } items
} that hang together, { $to } on another one of { $to-size ->
    [one] { $to-size } item
   *[other] { $to-size } items
}; { $joins ->
    [list] no also-bought list
    [link] no link
   *[order] no purchase
} joins the two islands.
none-reverse = As bought, links lead from { $to } to { $from } ({ $steps ->
    [one] { $steps } step
   *[other] { $steps } steps
}), but not from { $from } to { $to }.
none-too-long = The shortest connection has { $steps ->
    [one] { $steps } step
   *[other] { $steps } steps
}, more than the options allow.
none-too-long-unknown = Every connection, if there is one, is longer than the options allow.
none-unknown-how = They are connected in { $steps ->
    [one] { $steps } step
   *[other] { $steps } steps
}, but working out how takes more than one question may cost.
none-unknown = The work allowed for this question ran out. It is proven that no connection has fewer than { $steps ->
    [one] { $steps } step
   *[other] { $steps } steps
}; a longer one may exist.
none-ended-between = The search ended between { $from } and { $to }.
none-by-exclude = { $part ->
    [leg] Between { $from } and { $to }, every connection passes through an item you left out.
   *[whole] Every connection passes through an item you left out.
}
none-by-only-category = { $part ->
    [leg] Between { $from } and { $to }, every connection passes through an item of another category.
   *[whole] Every connection passes through an item of another category.
}
none-by-avoid-category = { $part ->
    [leg] Between { $from } and { $to }, every connection passes through an item of a category you left out.
   *[whole] Every connection passes through an item of a category you left out.
}
none-by-avoid-hubs = { $part ->
    [leg] Between { $from } and { $to }, every connection passes through an item with very many links.
   *[whole] Every connection passes through an item with very many links.
}
none-by-via = { $part ->
    [leg] Between { $from } and { $to }, every connection passes through one stop on its way to another.
   *[whole] Every connection passes through one stop on its way to another.
}
none-by-direction = { $part ->
    [leg] Between { $from } and { $to }, there is no connection as bought; walking links either way there would be one.
   *[whole] There is no connection as bought; walking links either way there would be one.
}
none-by-several = { $part ->
    [leg] Between { $from } and { $to }, there is a connection, but these together bar it: { $options }.
   *[whole] There is a connection, but these together bar it: { $options }.
}
bar-exclude = the items left out
bar-only-category = keeping to a category
bar-avoid-category = the categories left out
bar-avoid-hubs = the best-linked items left out
bar-via = the stops on the way
bar-direction = walking links only as bought
searched-nothing = That was known without a search.
searched = The search reached { $forward ->
    [one] { $forward } item
   *[other] { $forward } items
} from the start and { $backward ->
    [one] { $backward } item
   *[other] { $backward } items
} from the end, over { $links ->
    [one] { $links } link
   *[other] { $links } links
}.

## What mends it

mend-exclude = Allow the items you left out again
mend-only-category = Allow items of any category on the way
mend-avoid-category = Allow the categories you left out again
mend-avoid-hubs = Allow items with very many links again
mend-via = Connect the two without stops on the way
mend-direction = Walk links either way
mend-several = Take back the options that bar it
mend-plain = Ask again with no options
mend-swap = Ask the other way round
mend-longer = Allow { $count ->
    [one] { $count } step
   *[other] { $count } steps
}
mend-any-length = Allow connections of any length
mend-neighbours-from = See what is bought with the first item
mend-neighbours-to = See what is bought with the second item
mend-neighbours-stop = See what is bought with the stop on the way
mend-random = Show two items that are connected

## What was asked, each a short phrase

walk-either-way = either way
walk-as-bought = only as bought
either-of = { $first } or { $second }
longer-by = { $count ->
    [0] the shortest only
    [one] up to { $count } step longer
   *[other] up to { $count } steps longer
}
asked-direction = links walked { $direction }
asked-exclude = { $count ->
    [one] { $count } item
   *[other] { $count } items
} left out
asked-via = { $count ->
    [one] { $count } stop
   *[other] { $count } stops
} on the way
asked-only-category = only by way of { $names }
asked-avoid-category = not by way of { $names }
asked-avoid-hubs = not by way of the best-linked { $percent } % of items
asked-max-hops = at most { $count ->
    [one] { $count } step
   *[other] { $count } steps
}
asked-k = the best { $count } listed

## How far the others are from an item, and how near

far-alone = { $direction ->
    [out] { $name } has nothing on its own list.
    [in] { $name } is on no other item's list.
   *[any] { $name } was not bought together with anything else{ shown-here }{ in-which-orders }, so nothing leads on.
}
far-alone-given = { $name } has no also-bought list and stands on no other’s, so nothing leads on.
far-half = Half of the catalogue is within { $steps ->
    [one] { $steps } step
   *[other] { $steps } steps
} { $direction ->
    [out] of { $name }, as bought
    [in] to { $name }, as bought
   *[any] of { $name }
}.
far-part = Only { $share } of the catalogue is within any number of steps { $direction ->
    [out] of { $name }, as bought
    [in] to { $name }, as bought
   *[any] of { $name }
}; half of that within { $steps ->
    [one] { $steps } step
   *[other] { $steps } steps
}.
far-mean = The average is { $steps ->
    [one] { $steps } step
   *[other] { $steps } steps
}.
far-most = { $items ->
    [1] The one item that is { $steps ->
        [one] { $steps } step
       *[other] { $steps } steps
    } away.
   *[other] The { $items } items that are { $steps ->
        [one] { $steps } step
       *[other] { $steps } steps
    } away.
}
far-most-some = The most popular of the { $items } items that are { $steps ->
    [one] { $steps } step
   *[other] { $steps } steps
} away.
far-steps = { $first } to { $last } steps
far-either-way = either way
far-out = only as bought, from here
far-in = only as bought, to here
near-rule = The fewest steps, on average, to every other item of the largest island, links walked either way.
near-rank = No. { $rank } of { $ranked } by closeness to all others
near-mean = { $mean } steps
near-exact = Measured from each of the { $items } items, so exact.
near-estimated = Estimated from { $samples } of the { $items } items, chosen by chance: with a probability of { $probability } or more no mean is off by more than { $steps } steps, whatever the catalogue looks like.
links-none = no links
links-band = { $from } to { $to } links
middle-nothing = These two are bought together, and nothing that may be passed is bought with both{ in-which-orders }, so nothing stands between them.
middle-nothing-given = These two are linked, and nothing that may be passed is linked with both, so nothing stands between them.
middle-unknown = These two are bought together; finding out what is bought with both takes more than one question may cost.

## Which rules may hide what is not there

hidden-min-orders = Two items count as bought together once at least { $count ->
    [one] { $count } order holds
   *[other] { $count } orders hold
} both.
hidden-min-orders-given = Links of fewer than { $count ->
    [one] { $count } order
   *[other] { $count } orders
} were left out.
hidden-large-orders = { $orders ->
    [one] { $orders } order
   *[other] { $orders } orders
} of more than { $most ->
    [one] { $most } item
   *[other] { $most } items
} { $orders ->
    [one] was
   *[other] were
} not counted.
hidden-top = Each item keeps its { $count ->
    [1] strongest link only
   *[other] { $count } strongest links
}.
hidden-left-out = The shop left out { $count ->
    [one] { $count } item
   *[other] { $count } items
}.
# Behind "anything else": of which items and of which orders that is said.
shown-here = { $out ->
    [0] {""}
   *[other] {" "}that is shown here
}
in-which-orders = { $least ->
    [1] { $most ->
        [0] {""}
       *[other] {" "}in an order of at most { $most } items
    }
   *[other] {" "}in at least { $least } orders{ $most ->
        [0] {""}
       *[other] {" "}of at most { $most } items
    }
}
alone-counted = not bought with anything else{ in-which-orders }{ $out ->
    [0] {""}
    [1] {" "}(1 item left out)
   *[other] {" "}({ $out } items left out)
}
alone-given = no also-bought list, and on no other’s{ $least ->
    [1] {""}
   *[other] {" "}with at least { $least } orders
}{ $top ->
    [0] {""}
   *[other] {" "}(lists cut to { $top })
}{ $out ->
    [0] {""}
    [1] {" "}(1 item left out)
   *[other] {" "}({ $out } items left out)
}

## The page: its head

connect-every = All of them pass through
connect-every-shortest = The shortest all pass through
connect-and = and
connect-and-others = and others
connect-same = You asked how { $title } is connected with itself: in no steps at all. Choose another item to connect it with.
connect-from = From
connect-via = By way of
connect-then = then
connect-to = To
connect-swap = Swap

## The page: beside the picture

connect-picture = Picture of the connections
legend-best = the best connection
legend-orders = orders that hold both items
legend-wider = wider: more orders hold both
legend-share = share of all shortest connections that pass here
legend-every = on every shortest connection
legend-stops = start, end, and stops you asked for
legend-longer = the shortest connections are drawn; longer ones are listed below
legend-scroll = scroll the picture to follow all { $steps } steps
legend-arrows = arrows lead from an item to one on its own also-bought list
legend-file = The picture as a file

## The page: the list

connect-only = The connection, step by step
connect-best = The best connection, step by step
connect-others = The other ways
connect-directly = directly
connect-step-orders = Below each: how many orders hold both items, step by step.
connect-way-orders = { $orders } orders
connect-stop = stop
connect-without = without this item
connect-through = only through it
# What is asked again about, after the words of the link.
connect-ways-on = What you can do

## The page: all items

connect-items = All items on the way
connect-item = Item
connect-share = Share of connections
connect-again = Ask again
connect-start = Start
connect-end = End
connect-hop = Step { $hop }: { $items ->
    [one] { $items } item
   *[other] { $items } items
}
connect-hop-stop = Step { $hop }: a stop you asked for
connect-longer-only = On listed longer connections only
connect-unfold = { $count ->
    [one] The { $count } item as a table
   *[other] All { $count } items as a table
}
connect-share-says = The share says how many of the shortest connections pass through an item.
connect-without-it = without it
connect-only-by-it = only through it
connect-more-here = and { $items } more here, on fewer of the connections; leave out an item above to bring others forward

## The page: the options

options-heading = Change the question
options-walked = Links are walked
options-or = or
options-undo-all = Undo all options
option-via = By way of
option-then-via = then by way of
option-via-undo = not by way of it
# What is undone, after the words of the link.
option-via-undo-spoken = { $title }
option-exclude = Without
option-exclude-undo = allow it again
option-exclude-undo-spoken = { $title }
option-only-category = Only through the category
option-only-category-too = or through
option-only-category-undo = allow any
option-only-category-undo-one = take it back
option-only-category-undo-spoken = not only the category { $name }
option-avoid-category = Without the category
option-avoid-category-undo = allow it again
option-avoid-category-undo-spoken = the category { $name }
option-avoid-hubs = Without the best-linked { $percent } % of items
option-avoid-hubs-undo = allow all items
option-max-hops = At most { $count ->
    [one] { $count } step
   *[other] { $count } steps
}
option-max-hops-undo = allow any length
option-longer = Connections { $count ->
    [one] up to { $count } step longer
   *[other] up to { $count } steps longer
} are listed too
option-longer-undo = the shortest only
field-via = Go by way of
field-then-via = Then by way of
field-exclude = Leave out
field-item-hint = a title or an id
field-length = Length
field-max-hops = At most this many steps
field-k = Connections to list
field-filters = Which items may be passed
field-avoid-hubs = By number of links
field-all-items = all items
field-not-top = not the top { $percent } %
field-only-category = Only of the category
field-only-category-too = Also of the category
field-avoid-category = Not of the category
field-any = any
field-none = none
field-no-other = no other
field-submit = Ask again
field-other-from = Another start
field-other-to = Another end
field-connect = Connect
