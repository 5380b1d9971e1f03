# Wie zwei Artikel verbunden sind: die Sätze, die Liste, die Wahlmöglichkeiten.
# Eine Verbindung hat Schritte; jeder Schritt ist eine Kaufbeziehung. Was gefragt wird, schränken
# Vorgaben ein; über Zwischenstopps soll der Weg führen.

ways = { $count ->
    [one] ein Weg
   *[other] { $count } Wege
}
ways-beyond = mehr als 10^38

## Was gefunden wurde

found-same = Das ist ein und derselbe Artikel
found-next = Zusammen gekauft: in 1 Schritt verbunden
found-in = Verbunden in { $steps ->
    [one] { $steps } Schritt
   *[other] { $steps } Schritten
}, auf { $ways ->
    [one] einem Weg
   *[other] { $ways } Wegen
}
found-not-over-stops = Keine Verbindung führt über alle deine Zwischenstopps
found-not = Diese beiden sind nicht verbunden
# Wo Regeln bei der Erstellung eine verbergen können; sie folgen danach.
found-not-over-stops-known = Keine Verbindung über alle deine Zwischenstopps ist bekannt
found-not-known = Keine Verbindung zwischen diesen beiden ist bekannt
found-reverse = Nur andersherum verbunden
found-barred = Deine Vorgaben schließen jede Verbindung aus
found-too-long = Die Verbindung ist länger, als du zulässt
found-cut-short = Noch keine Verbindung gefunden: Die Suche endete vorzeitig

## Was aufgeführt ist

listed-all = { $listed ->
    [1] Es gibt nur diese eine kürzeste Verbindung.
    [2] Beide Verbindungen sind aufgeführt, die stärkere zuerst.
   *[other] Alle { $listed } Verbindungen sind aufgeführt, die stärkste zuerst.
}
listed-some = { $listed } von { $all } Verbindungen { $listed ->
    [one] ist
   *[other] sind
} aufgeführt, die stärkste zuerst.
listed-shortest = { $count ->
    [one] { $count } Verbindung
   *[other] { $count } Verbindungen
} mit { $steps ->
    [one] { $steps } Schritt
   *[other] { $steps } Schritten
}
listed-longer = { $count ->
    [0] keine
   *[other] { $count }
} mit { $steps ->
    [one] { $steps } Schritt
   *[other] { $steps } Schritten
}
listed-all-lengths = { $listed ->
    [1] Diese eine ist aufgeführt.
    [2] Beide sind aufgeführt, die kürzere zuerst.
   *[other] Alle sind aufgeführt, die kürzesten zuerst.
}
listed-best-lengths = { $listed ->
    [1] Die beste ist aufgeführt.
   *[other] Die besten { $listed } sind aufgeführt, die kürzesten zuerst.
}
listed-no-room = Die kürzesten füllen die Liste; mit einer längeren Liste siehst du auch die anderen.
listed-longer-unknown = Die längeren herauszufinden ist aufwendiger, als eine einzelne Frage sein darf; sie sind weder gezählt noch aufgeführt.
listed-even-longer-unknown = Die noch längeren herauszufinden ist aufwendiger, als eine einzelne Frage sein darf; sie sind weder gezählt noch aufgeführt.
listed-twice = Auf dem Weg über deine Zwischenstopps kommen manche zweimal am selben Artikel vorbei.
listed-of = { $listed } von { $ways ->
    [one] einem Weg
   *[other] { $ways } Wegen
}
ranking-rule = Die wenigsten Schritte zuerst. Bei gleicher Länge steht die Verbindung vorn, deren Kaufbeziehungen zusammengenommen am stärksten sind: Jede Kaufbeziehung kostet den negativen Logarithmus ihrer Stärke, und die Kosten werden addiert; eine einzige schwache fällt also schwer ins Gewicht. Was dann noch gleichauf liegt, ist nach Artikelnummern geordnet. Alle kürzesten Verbindungen werden verglichen, bevor die Liste gekürzt wird.
ranking-in-short = Warum diese Reihenfolge? Zuerst die wenigsten Schritte, dann die insgesamt stärksten Kaufbeziehungen; eine schwache fällt schwer ins Gewicht.

## Warum zwei Artikel zusammengehören

evidence-orders = { $count ->
    [one] { $count } Bestellung enthält beide
   *[other] { $count } Bestellungen enthalten beide
}
evidence-listed-forward = Der nächste Artikel steht auf der Auch-gekauft-Liste dieses Artikels
evidence-listed-backward = Dieser Artikel steht auf der Auch-gekauft-Liste des nächsten
evidence-listed-both = Beide stehen auf der Auch-gekauft-Liste des jeweils anderen
# Es folgt der Titel des ersten Artikels.
evidence-share = { $share } der Bestellungen mit
# Davor steht, wievielmal.
evidence-chance = so oft, wie es der Zufall ergäbe

## Warum es keine Verbindung gibt

none-no-links-both = Weder { $from } noch { $to } wurde zusammen mit etwas anderem{ shown-here }{ in-which-orders } gekauft, deshalb führt nichts vom einen zum anderen.
none-no-links-from = { $from } wurde zusammen mit nichts anderem{ shown-here }{ in-which-orders } gekauft, deshalb führt von dort kein Weg weiter.
none-no-links-to = { $to } wurde zusammen mit nichts anderem{ shown-here }{ in-which-orders } gekauft, deshalb führt nichts dorthin.
none-no-lists-both = Weder { $from } noch { $to } hat eine Auch-gekauft-Liste oder steht auf einer anderen, deshalb führt nichts vom einen zum anderen.
none-no-lists-from = { $from } hat keine Auch-gekauft-Liste und steht auf keiner anderen, deshalb führt von dort kein Weg weiter.
none-no-lists-to = { $to } hat keine Auch-gekauft-Liste und steht auf keiner anderen, deshalb führt nichts dorthin.
none-islands = { $from } gehört zu einer Insel von { $from-size ->
    [one] { $from-size } Artikel
   *[other] { $from-size } Artikeln, die zusammenhängen
}, { $to } zu einer anderen von { $to-size ->
    [one] { $to-size } Artikel
   *[other] { $to-size } Artikeln
}; { $joins ->
    [list] keine Auch-gekauft-Liste
    [link] keine Kaufbeziehung
   *[order] kein Kauf
} verbindet die beiden Inseln.
none-reverse = In Kaufrichtung führt ein Weg von { $to } zu { $from } ({ $steps ->
    [one] { $steps } Schritt
   *[other] { $steps } Schritte
}), aber keiner von { $from } zu { $to }.
none-too-long = Die kürzeste Verbindung hat { $steps ->
    [one] { $steps } Schritt
   *[other] { $steps } Schritte
}; deine Vorgaben lassen nur weniger zu.
none-too-long-unknown = Jede Verbindung, falls es überhaupt eine gibt, ist länger, als deine Vorgaben zulassen.
none-unknown-how = Die beiden sind in { $steps ->
    [one] { $steps } Schritt
   *[other] { $steps } Schritten
} verbunden; herauszufinden, wie, ist aber aufwendiger, als eine einzelne Frage sein darf.
none-unknown = Die Suche war aufwendiger, als eine einzelne Frage sein darf, und wurde beendet. Sicher ist: Keine Verbindung hat weniger als { $steps ->
    [one] { $steps } Schritt
   *[other] { $steps } Schritte
}; eine längere kann es geben.
none-ended-between = Die Suche endete zwischen { $from } und { $to }.
none-by-exclude = { $part ->
    [leg] Zwischen { $from } und { $to } führt jede Verbindung über einen Artikel, den du weggelassen hast.
   *[whole] Jede Verbindung führt über einen Artikel, den du weggelassen hast.
}
none-by-only-category = { $part ->
    [leg] Zwischen { $from } und { $to } führt jede Verbindung über einen Artikel einer anderen Kategorie.
   *[whole] Jede Verbindung führt über einen Artikel einer anderen Kategorie.
}
none-by-avoid-category = { $part ->
    [leg] Zwischen { $from } und { $to } führt jede Verbindung über einen Artikel einer Kategorie, die du weggelassen hast.
   *[whole] Jede Verbindung führt über einen Artikel einer Kategorie, die du weggelassen hast.
}
none-by-avoid-hubs = { $part ->
    [leg] Zwischen { $from } und { $to } führt jede Verbindung über einen Artikel mit sehr vielen Kaufbeziehungen.
   *[whole] Jede Verbindung führt über einen Artikel mit sehr vielen Kaufbeziehungen.
}
none-by-via = { $part ->
    [leg] Zwischen { $from } und { $to } führt jede Verbindung schon über einen anderen Zwischenstopp.
   *[whole] Jede Verbindung führt auf dem Weg zu einem Zwischenstopp schon über einen anderen.
}
none-by-direction = { $part ->
    [leg] Zwischen { $from } und { $to } gibt es in Kaufrichtung keine Verbindung; in beide Richtungen gesucht gäbe es eine.
   *[whole] In Kaufrichtung gibt es keine Verbindung; in beide Richtungen gesucht gäbe es eine.
}
none-by-several = { $part ->
    [leg] Zwischen { $from } und { $to } gibt es eine Verbindung, aber diese Vorgaben zusammen schließen sie aus: { $options }.
   *[whole] Es gibt eine Verbindung, aber diese Vorgaben zusammen schließen sie aus: { $options }.
}
bar-exclude = die weggelassenen Artikel
bar-only-category = die Beschränkung auf eine Kategorie
bar-avoid-category = die weggelassenen Kategorien
bar-avoid-hubs = der Verzicht auf Artikel mit sehr vielen Kaufbeziehungen
bar-via = die Zwischenstopps
bar-direction = die Suche nur in Kaufrichtung
searched-nothing = Das stand schon ohne Suche fest.
searched = Die Suche erreichte { $forward ->
    [one] { $forward } Artikel
   *[other] { $forward } Artikel
} vom Start aus und { $backward ->
    [one] { $backward } Artikel
   *[other] { $backward } Artikel
} vom Ziel aus, über { $links ->
    [one] { $links } Kaufbeziehung
   *[other] { $links } Kaufbeziehungen
}.

## Was hilft

mend-exclude = Weggelassene Artikel wieder zulassen
mend-only-category = Unterwegs Artikel jeder Kategorie zulassen
mend-avoid-category = Weggelassene Kategorien wieder zulassen
mend-avoid-hubs = Artikel mit sehr vielen Kaufbeziehungen wieder zulassen
mend-via = Die beiden ohne Zwischenstopps verbinden
mend-direction = In beide Richtungen suchen
mend-several = Die Vorgaben zurücknehmen, die im Weg stehen
mend-plain = Ohne Vorgaben noch einmal fragen
mend-swap = Andersherum fragen
mend-longer = { $count ->
    [one] { $count } Schritt
   *[other] { $count } Schritte
} zulassen
mend-any-length = Verbindungen jeder Länge zulassen
mend-neighbours-from = Ansehen, was mit dem ersten Artikel gekauft wird
mend-neighbours-to = Ansehen, was mit dem zweiten Artikel gekauft wird
mend-neighbours-stop = Ansehen, was mit dem Zwischenstopp gekauft wird
mend-random = Zwei Artikel zeigen, die verbunden sind

## Was gefragt wurde, jeweils kurz

walk-either-way = in beide Richtungen
walk-as-bought = nur in Kaufrichtung
either-of = { $first } oder { $second }
longer-by = { $count ->
    [0] nur die kürzesten
    [one] bis zu { $count } Schritt länger
   *[other] bis zu { $count } Schritte länger
}
asked-direction = gesucht { $direction }
asked-exclude = { $count ->
    [one] { $count } Artikel
   *[other] { $count } Artikel
} weggelassen
asked-via = über { $count ->
    [one] { $count } Zwischenstopp
   *[other] { $count } Zwischenstopps
}
asked-only-category = nur über { $names }
asked-avoid-category = nicht über { $names }
asked-avoid-hubs = ohne die { $percent }{"\u202F"}% der Artikel mit den meisten Kaufbeziehungen
asked-max-hops = höchstens { $count ->
    [one] { $count } Schritt
   *[other] { $count } Schritte
}
asked-k = die besten { $count } aufgeführt

## Wie weit und wie nah die anderen sind

far-alone = { $direction ->
    [out] Auf der Auch-gekauft-Liste von { $name } steht nichts.
    [in] { $name } steht auf keiner anderen Auch-gekauft-Liste.
   *[any] { $name } wurde zusammen mit nichts anderem{ shown-here }{ in-which-orders } gekauft, deshalb führt von dort kein Weg weiter.
}
far-alone-given = { $name } hat keine Auch-gekauft-Liste und steht auf keiner anderen, deshalb führt von dort kein Weg weiter.
far-half = { $direction ->
    [out] Die Hälfte des Katalogs ist in Kaufrichtung höchstens
    [in] Von der Hälfte des Katalogs sind es in Kaufrichtung höchstens
   *[any] Die Hälfte des Katalogs ist höchstens
} { $steps ->
    [one] { $steps } Schritt
   *[other] { $steps } Schritte
} { $direction ->
    [out] von { $name } entfernt
    [in] bis zu { $name }
   *[any] von { $name } entfernt
}.
far-part = { $direction ->
    [out] Von { $name } aus sind in Kaufrichtung insgesamt { $share } des Katalogs zu erreichen, die Hälfte davon
    [in] Von insgesamt { $share } des Katalogs aus ist { $name } in Kaufrichtung zu erreichen, von der Hälfte davon
   *[any] Von { $name } aus sind insgesamt { $share } des Katalogs zu erreichen, die Hälfte davon
} in höchstens { $steps ->
    [one] { $steps } Schritt
   *[other] { $steps } Schritten
}.
far-mean = Im Mittel { $steps ->
    [one] ist es { $steps } Schritt
   *[other] sind es { $steps } Schritte
}.
far-most = { $items ->
    [1] Der einzige Artikel, der { $steps ->
        [one] { $steps } Schritt
       *[other] { $steps } Schritte
    } entfernt ist.
   *[other] Die { $items } Artikel, die { $steps ->
        [one] { $steps } Schritt
       *[other] { $steps } Schritte
    } entfernt sind.
}
far-most-some = Die beliebtesten der { $items } Artikel, die { $steps ->
    [one] { $steps } Schritt
   *[other] { $steps } Schritte
} entfernt sind.
far-steps = { $first } bis { $last } Schritte
far-either-way = in beide Richtungen
far-out = nur in Kaufrichtung von hier aus
far-in = nur in Kaufrichtung hierher
near-rule = Im Mittel die wenigsten Schritte zu allen anderen Artikeln der größten Insel, in beide Richtungen gezählt.
near-rank = Platz { $rank } von { $ranked } nach Nähe zu allen anderen
near-mean = { $mean } Schritte
near-exact = Von jedem der { $items } Artikel aus gemessen, also genau.
near-estimated = Geschätzt anhand von { $samples } der { $items } Artikel, zufällig ausgewählt: Mit einer Wahrscheinlichkeit von mindestens { $probability } liegt kein Mittelwert um mehr als { $steps } Schritte daneben, ganz gleich, wie der Katalog aussieht.
links-none = keine Kaufbeziehungen
links-band = { $from } bis { $to } Kaufbeziehungen
middle-nothing = Diese beiden werden zusammen gekauft, aber nichts, was auf dem Weg liegen darf, wird mit beiden{ in-which-orders } gekauft; deshalb liegt nichts zwischen ihnen.
middle-nothing-given = Zwischen diesen beiden besteht eine Kaufbeziehung, aber nichts, was auf dem Weg liegen darf, hat eine mit beiden; deshalb liegt nichts zwischen ihnen.
middle-unknown = Diese beiden werden zusammen gekauft; herauszufinden, was mit beiden gekauft wird, ist aufwendiger, als eine einzelne Frage sein darf.

## Welche Regeln verbergen können, was fehlt

hidden-min-orders = Zwei Artikel gelten als zusammen gekauft, wenn mindestens { $count ->
    [one] { $count } Bestellung beide enthält
   *[other] { $count } Bestellungen beide enthalten
}.
hidden-min-orders-given = Kaufbeziehungen mit weniger als { $count ->
    [one] { $count } Bestellung
   *[other] { $count } Bestellungen
} wurden weggelassen.
hidden-large-orders = { $orders ->
    [one] { $orders } Bestellung
   *[other] { $orders } Bestellungen
} mit mehr als { $most ->
    [one] { $most } Artikel
   *[other] { $most } Artikeln
} { $orders ->
    [one] wurde
   *[other] wurden
} nicht gezählt.
hidden-top = Jeder Artikel behält { $count ->
    [1] nur seine stärkste Kaufbeziehung
   *[other] seine { $count } stärksten Kaufbeziehungen
}.
hidden-left-out = Der Shop hat { $count ->
    [one] { $count } Artikel
   *[other] { $count } Artikel
} ausgelassen.
# Hinter „nichts anderem“: von welchen Artikeln und welchen Bestellungen das gesagt wird.
shown-here = { $out ->
    [0] {""}
   *[other] , das hier gezeigt wird,
}
in-which-orders = { $least ->
    [1] { $most ->
        [0] {""}
       *[other] {" "}in einer Bestellung mit höchstens { $most } Artikeln
    }
   *[other] {" "}in mindestens { $least } Bestellungen{ $most ->
        [0] {""}
       *[other] {" "}mit höchstens { $most } Artikeln
    }
}
alone-counted = mit nichts anderem{ in-which-orders } gekauft{ $out ->
    [0] {""}
    [1] {" "}(1 Artikel ausgelassen)
   *[other] {" "}({ $out } Artikel ausgelassen)
}
alone-given = keine Auch-gekauft-Liste, und auf keiner anderen{ $least ->
    [1] {""}
   *[other] {" "}mit mindestens { $least } Bestellungen
}{ $top ->
    [0] {""}
   *[other] {" "}(Listen auf { $top } gekürzt)
}{ $out ->
    [0] {""}
    [1] {" "}(1 Artikel ausgelassen)
   *[other] {" "}({ $out } Artikel ausgelassen)
}

## Die Seite: ihr Kopf

connect-every = Alle führen über
connect-every-shortest = Die kürzesten führen alle über
connect-and = und
connect-and-others = und weitere
connect-same = Du fragst, wie { $title } mit sich selbst verbunden ist: in null Schritten. Wähle einen zweiten Artikel, um ihn damit zu verbinden.
connect-from = Von
connect-via = Über
connect-then = dann
connect-to = Zu
connect-swap = Tauschen

## Die Seite: neben dem Bild

connect-picture = Bild der Verbindungen
legend-best = die beste Verbindung
legend-orders = Bestellungen, die beide Artikel enthalten
legend-wider = breiter: mehr Bestellungen enthalten beide
legend-share = Anteil der kürzesten Verbindungen, die hier entlangführen
legend-every = auf jeder kürzesten Verbindung
legend-stops = Start, Ziel und deine Zwischenstopps
legend-longer = gezeichnet sind die kürzesten Verbindungen; längere stehen unten in der Liste
legend-scroll = schieb das Bild zur Seite, um allen { $steps } Schritten zu folgen
legend-arrows = Pfeile führen von einem Artikel zu einem auf seiner Auch-gekauft-Liste
legend-file = Das Bild als Datei

## Die Seite: die Liste

connect-only = Die Verbindung, Schritt für Schritt
connect-best = Die beste Verbindung, Schritt für Schritt
connect-others = Die anderen Wege
connect-directly = direkt
connect-step-orders = Darunter steht Schritt für Schritt, wie viele Bestellungen beide Artikel enthalten.
connect-way-orders = { $orders } Bestellungen
connect-stop = Zwischenstopp
connect-without = ohne diesen Artikel
connect-through = nur über diesen Artikel
# Worum es geht, nach den Worten des Links.
connect-ways-on = Was du tun kannst

## Die Seite: alle Artikel

connect-items = Alle Artikel auf dem Weg
connect-item = Artikel
connect-share = Anteil der Verbindungen
connect-again = Neu fragen
connect-start = Start
connect-end = Ziel
connect-hop = Schritt { $hop }: { $items ->
    [one] { $items } Artikel
   *[other] { $items } Artikel
}
connect-hop-stop = Schritt { $hop }: dein Zwischenstopp
connect-longer-only = Nur auf den aufgeführten längeren Verbindungen
connect-unfold = { $count ->
    [one] Der { $count } Artikel als Tabelle
   *[other] Alle { $count } Artikel als Tabelle
}
connect-share-says = Der Anteil sagt, wie viele der kürzesten Verbindungen über einen Artikel führen.
connect-without-it = ohne ihn
connect-only-by-it = nur über ihn
connect-more-here = und { $items } { $items ->
    [one] weiterer
   *[other] weitere
} hier, auf weniger Verbindungen; lass oben einen Artikel weg, damit andere nachrücken

## Die Seite: die Vorgaben

options-heading = Frage ändern
options-walked = Gesucht wird
options-or = oder
options-undo-all = Alle Vorgaben zurücknehmen
option-via = Über
option-then-via = dann über
option-via-undo = Stopp weglassen
# Was zurückgenommen wird, nach den Worten des Links.
option-via-undo-spoken = { $title }
option-exclude = Ohne
option-exclude-undo = wieder zulassen
option-exclude-undo-spoken = { $title }
option-only-category = Nur über die Kategorie
option-only-category-too = oder über
option-only-category-undo = alle zulassen
option-only-category-undo-one = zurücknehmen
option-only-category-undo-spoken = nicht nur die Kategorie { $name }
option-avoid-category = Ohne die Kategorie
option-avoid-category-undo = wieder zulassen
option-avoid-category-undo-spoken = die Kategorie { $name }
option-avoid-hubs = Ohne die { $percent }{"\u202F"}% der Artikel mit den meisten Kaufbeziehungen
option-avoid-hubs-undo = alle Artikel zulassen
option-max-hops = Höchstens { $count ->
    [one] { $count } Schritt
   *[other] { $count } Schritte
}
option-max-hops-undo = jede Länge zulassen
option-longer = Auch Verbindungen, die bis zu { $count ->
    [one] { $count } Schritt
   *[other] { $count } Schritte
} länger sind
option-longer-undo = nur die kürzesten
field-via = Über
field-then-via = Dann über
field-exclude = Ohne
field-item-hint = Titel oder Nummer
field-length = Länge
field-max-hops = Höchstens so viele Schritte
field-k = Aufgeführte Verbindungen
field-filters = Welche Artikel auf dem Weg liegen dürfen
field-avoid-hubs = Nach Zahl der Kaufbeziehungen
field-all-items = alle Artikel
field-not-top = ohne die obersten { $percent }{"\u202F"}%
field-only-category = Nur aus der Kategorie
field-only-category-too = Auch aus der Kategorie
field-avoid-category = Nicht aus der Kategorie
field-any = beliebig
field-none = keine
field-no-other = keine weitere
field-submit = Neu fragen
field-other-from = Anderer Start
field-other-to = Anderes Ziel
field-connect = Verbinden
