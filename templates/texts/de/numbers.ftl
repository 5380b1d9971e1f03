# Deutsch. Jede Nachricht heißt wie in `en`; angesprochen wird mit „du“. Zwischen Zahl und
# Prozentzeichen steht ein schmales Leerzeichen, an dem keine Zeile umbricht.

percent = { $percent }{"\u202F"}%
percent-under = unter { $least }{"\u202F"}%
times = { $count }-mal
times-under = unter { $least }-mal
year-before-christ = { $year } v. Chr.
year-of-christ = { $year } n. Chr.
day = { $day }. { $month ->
    [1] Januar
    [2] Februar
    [3] März
    [4] April
    [5] Mai
    [6] Juni
    [7] Juli
    [8] August
    [9] September
    [10] Oktober
    [11] November
   *[12] Dezember
} { $year }
steps = { $count ->
    [one] { $count } Schritt
   *[other] { $count } Schritte
}
items = { $count ->
    [one] { $count } Artikel
   *[other] { $count } Artikel
}
links = { $count ->
    [one] { $count } Kaufbeziehung
   *[other] { $count } Kaufbeziehungen
}
orders = { $count ->
    [one] { $count } Bestellung
   *[other] { $count } Bestellungen
}
number-thousands = { $number }{"\u00A0"}Tsd.
number-millions = { $number }{"\u00A0"}Mio.
number-billions = { $number }{"\u00A0"}Mrd.
number-trillions = { $number }{"\u00A0"}Bio.
