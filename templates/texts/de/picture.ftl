# Was in Bildern steht.

picture-title = { $headline }: von { $from } zu { $to }
picture-heading-with-legend = { $headline }; die Zahlen sind die Bestellungen, die beide Artikel enthalten
picture-across = { $items ->
    [one] { $items } Artikel
   *[other] { $items } Artikel
} in { $hops ->
    [one] { $hops } Schritt
   *[other] { $hops } Schritten
} von links nach rechts; jeder Artikel ist ein Link.
picture-down = { $items ->
    [one] { $items } Artikel
   *[other] { $items } Artikel
} in { $hops ->
    [one] { $hops } Schritt
   *[other] { $hops } Schritten
} von oben nach unten; jeder Artikel ist ein Link.
picture-start = der Start
picture-end = das Ziel
picture-stop = Schritt { $hop }, ein Zwischenstopp
picture-every = Schritt { $hop }, auf jeder kürzesten Verbindung
picture-step = Schritt { $hop }
picture-share = Schritt { $hop }, auf { $share } der Wege
picture-more = +{ $items } { $items ->
    [one] weiterer
   *[other] weitere
}
picture-more-at = bei diesem Schritt
picture-more-spoken = { $items } { $items ->
    [one] weiterer
   *[other] weitere
} bei Schritt { $hop }, in der Liste der Artikel
picture-steps = … { $steps ->
    [one] { $steps } Schritt
   *[other] { $steps } Schritte
} …
picture-steps-spoken = { $steps ->
    [one] { $steps } weiterer Schritt
   *[other] { $steps } weitere Schritte
}: { $items ->
    [one] { $items } Artikel
   *[other] { $items } Artikel
} bei den Schritten { $first } bis { $last }, in den Listen
orders-noun = { $count ->
    [one] Bestellung
   *[other] Bestellungen
}
map-title = Womit { $title } am stärksten verbunden ist
map-counted = Oben steht der Artikel mit der stärksten Kaufbeziehung, die anderen folgen im Uhrzeigersinn. Je dicker die Linie, desto mehr Bestellungen enthalten beide. Jeder Artikel ist ein Link.
map-given = Oben steht der Artikel mit der stärksten Kaufbeziehung, die anderen folgen im Uhrzeigersinn. Jeder Artikel ist ein Link.
# Ein Titel in einem Satz.
quoted = „{ $title }“

# Die Karte

atlas-title = Karte des Katalogs
atlas-title-item = { $item } auf der Karte
atlas-title-way = Von { $from } nach { $to } auf der Karte
atlas-description = { $items } von { $total } Artikeln, jeder nah bei denen, mit denen er gekauft wird. Regionen: { $names }.
region-coast = die Inseln
region-two = { $one } und { $other }
region-around = um { $item }
region-of-category = { $what } · { $item }
region-of = { $what }: um { $item }
