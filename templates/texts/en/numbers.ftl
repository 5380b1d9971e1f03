# English. Every message has a name, said once in all files of a language; `de` has the same names.
# Arguments stand in braces; a count chooses its plural form.

percent = { $percent } %
percent-under = under { $least } %
times = { $count ->
    [one] { $count } time
   *[other] { $count } times
}
times-under = under { $least } times
year-before-christ = { $year } BC
year-of-christ = AD { $year }
day = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
steps = { $count ->
    [one] { $count } step
   *[other] { $count } steps
}
items = { $count ->
    [one] { $count } item
   *[other] { $count } items
}
links = { $count ->
    [one] { $count } link
   *[other] { $count } links
}
orders = { $count ->
    [one] { $count } order
   *[other] { $count } orders
}
number-thousands = { $number }k
number-millions = { $number }M
number-billions = { $number }B
number-trillions = { $number }T
