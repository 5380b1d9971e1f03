# What stands in pictures.

picture-title = { $headline }: { $from } to { $to }
picture-heading-with-legend = { $headline }; the numbers are the orders that hold both items
picture-across = { $items ->
    [one] { $items } item
   *[other] { $items } items
} in { $hops ->
    [one] { $hops } step
   *[other] { $hops } steps
} from left to right; each item is a link.
picture-down = { $items ->
    [one] { $items } item
   *[other] { $items } items
} in { $hops ->
    [one] { $hops } step
   *[other] { $hops } steps
} from top to bottom; each item is a link.
picture-start = the start
picture-end = the end
picture-stop = step { $hop }, a stop on the way
picture-every = step { $hop }, on every shortest connection
picture-step = step { $hop }
picture-share = step { $hop }, on { $share } of ways
picture-more = +{ $items } more
picture-more-at = at this step
picture-more-spoken = { $items } more at step { $hop }, in the list of items
picture-steps = … { $steps ->
    [one] { $steps } more step
   *[other] { $steps } more steps
} …
picture-steps-spoken = { $steps ->
    [one] { $steps } more step
   *[other] { $steps } more steps
}: { $items ->
    [one] { $items } item
   *[other] { $items } items
} at the steps { $first } to { $last }, in the lists
orders-noun = { $count ->
    [one] order
   *[other] orders
}
map-title = What { $title } is linked with most
map-counted = The strongest link is at the top, and so on clockwise. The thicker its line, the more orders hold both. Each item is a link.
map-given = The strongest link is at the top, and so on clockwise. Each item is a link.
# A title in a sentence.
quoted = “{ $title }”

# The map

atlas-title = Map of the catalogue
atlas-title-item = { $item } on the map
atlas-title-way = From { $from } to { $to } on the map
atlas-description = { $items } of { $total } items, each near those it is bought with. Regions: { $names }.
region-coast = the islands
region-two = { $one } and { $other }
region-around = around { $item }
region-of-category = { $what } · { $item }
region-of = { $what }: around { $item }
