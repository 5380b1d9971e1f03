# Die anderen Seiten: Start, Suche, Artikel, Entfernungen, Dazwischen, Daten, Fehler.

# Start

home-title = Wie zwei beliebige Artikel verbunden sind
home-description = Wähle zwei beliebige Artikel und sieh, wie sie durch gemeinsame Käufe verbunden sind.
home-heading = Wie hängen diese beiden zusammen?
home-lead = Nenne zwei beliebige Artikel. Du siehst die kürzesten Wege vom einen zum anderen; jeder Schritt ist ein Paar, das zusammen gekauft wurde.
home-no-idea = Keine Idee, womit du anfangen sollst?
home-surprise = Zeig mir ein überraschendes Paar
home-pairs = Sehenswerte Paare
home-more-pairs = { $count ->
    [one] { $count } weiteres
   *[other] { $count } weitere
}
home-pair-to = zu
home-catalogue = Dieser Katalog
home-counted = { $items } und { $links } zwischen ihnen, aus Bestellungen gezählt: Zwei Artikel hängen zusammen, wenn genügend Bestellungen beide enthalten.
home-given = { $items } und { $links } zwischen ihnen, wie sie die Auch-gekauft-Listen des Shops angeben.
home-about = Mehr über die Daten und darüber, wie Kaufbeziehungen gemessen werden
home-popular = Am häufigsten gekauft
form-label = Zwei Artikel verbinden
form-from = Von
form-from-hint = Titel, Name oder Artikelnummer
form-to = Zu
form-to-hint = ein beliebiger anderer Artikel
form-submit = Verbinden

# Suche

search-title = Suche
search-heading = Im Katalog suchen
search-label = Artikel suchen
search-box = Titel, Name oder Artikelnummer
search-submit = Suchen
search-corrected = Zu „{ $text }“ passt nichts; diese passen zu „{ $corrected }“.
search-none = Kein Artikel passt zu „{ $text }“. Versuch es mit weniger oder kürzeren Wörtern oder mit dem Anfang eines Titels. Eine vollständige Artikelnummer führt immer zu ihrem Artikel.
search-found-nothing = Nichts gefunden
search-found-first = Die ersten { $count } Treffer, die genauesten und beliebtesten zuerst
search-all = Alle Artikel, die beliebtesten zuerst
search-all-in = Alle Artikel in „{ $category }“, die beliebtesten zuerst
search-none-in = Kein Artikel ist in der Kategorie „{ $category }“.
search-first = Zur ersten Seite
search-bought-with = { $count ->
    [one] mit { $count } Artikel gekauft
   *[other] mit { $count } Artikeln gekauft
}
search-on-map = auf der Karte
search-look-first = erst ansehen
search-more = Weitere Treffer
pick-heading = Welchen meinst du?
pick-heading-none = Dazu passt kein Artikel
pick-lead = { $end ->
    [from] Du hast „{ $text }“ eingegeben. Wähle den Artikel, bei dem die Verbindung beginnen soll.
    [to] Du hast „{ $text }“ eingegeben. Wähle den Artikel, bei dem die Verbindung enden soll.
   *[one] Du hast „{ $text }“ eingegeben. Wähle den Artikel, den du meinst.
}
pick-lead-other = { $end ->
    [from] Du hast „{ $text }“ eingegeben. Wähle den Artikel, bei dem die Verbindung beginnen soll; am anderen Ende steht „{ $other }“.
    [to] Du hast „{ $text }“ eingegeben. Wähle den Artikel, bei dem die Verbindung enden soll; am anderen Ende steht „{ $other }“.
   *[one] Du hast „{ $text }“ eingegeben. Wähle den Artikel, den du meinst; der andere ist „{ $other }“.
}
pick-else = Etwas anderes?
pick-else-label = Einen anderen Artikel wählen
pick-else-box = { $end ->
    [from] Der Artikel am Anfang
    [to] Der Artikel am Ende
   *[one] Der Artikel, den du meinst
}
pick-connect = Verbinden
pick-between = Zeigen, was dazwischen liegt

# Artikel

item-by = Von
item-category = Kategorie
item-year = Jahr
item-id = Artikelnummer
item-orders = Bestellungen
item-orders-counted = { $orders } mit jeweils höchstens { $most } Artikeln
item-popularity = Beliebtheit
item-popularity-rank = Platz { $rank }
item-centre = Mitte
item-reaches = Erreicht
item-reaches-nothing = keinen anderen Artikel: { $why }
item-reaches-main = { $count ->
    [one] den Hauptteil des Katalogs, { $count } Artikel
   *[other] den Hauptteil des Katalogs, { $count } Artikel
}
item-reaches-island = { $count ->
    [one] eine Insel mit { $count } Artikel
   *[other] eine Insel mit { $count } Artikeln
}
item-shop = Im Shop ansehen
item-connect-label = Diesen Artikel verbinden
item-connect-box = Verbinden mit
item-connect-submit = Verbinden
item-between-label = Was zwischen diesem und einem anderen Artikel liegt
item-between-box = Zwischen diesem und
item-between-submit = Zeigen
item-other-hint = Titel, Name oder Artikelnummer
item-degrees = Wie weit alles andere von hier entfernt ist
item-none = Nichts davon wurde mit diesem Artikel gekauft
item-bought-with = { $count ->
    [one] Mit { $count } Artikel gekauft
   *[other] Mit { $count } Artikeln gekauft
}
item-own-list = { $count ->
    [one] { $count } Artikel auf der eigenen Auch-gekauft-Liste
   *[other] { $count } Artikel auf der eigenen Auch-gekauft-Liste
}
item-other-lists = { $count ->
    [one] Auf der Auch-gekauft-Liste von { $count } Artikel
   *[other] Auf den Auch-gekauft-Listen von { $count } Artikeln
}
item-show = Anzeigen:
item-show-all = alle
item-show-own-list = auf der eigenen Liste
item-show-other-lists = die ihn auf ihrer Liste haben
item-order = Reihenfolge:
item-order-strength = stärkste zuerst
item-order-orders = meiste Bestellungen zuerst
item-order-title = nach Titel
item-only = Nur
item-any-category = alle Kategorien
item-more-categories = { $count ->
    [one] und { $count } weitere Kategorie
   *[other] und { $count } weitere Kategorien
}
item-nothing-to-show = Hier gibt es keinen Artikel zu zeigen.
item-all = Alles zeigen, was mit ihm gekauft wurde
item-connected-pair = Ein Paar ansehen, das verbunden ist
item-column-rank = Platz
item-column-item = Artikel
item-column-orders = Bestellungen mit beiden
item-column-share = Anteil an den Bestellungen dieses Artikels
item-column-chance = Gegenüber dem Zufall
item-column-list = Auf der Liste von
item-evidence = { $orders } Bestellungen mit beiden: was { $title } damit verbindet
item-unit-orders = Bestellungen mit beiden
item-unit-share = der Bestellungen dieses Artikels
item-unit-chance = so oft, wie es der Zufall ergäbe
item-list-of-both = beiden
item-list-of-other = dem anderen
item-list-of-this = diesem
item-first-page = Zurück zur ersten Seite
item-next-page = Nächste Seite

# Entfernungen

degrees-heading = Wie weit alles von { $title } entfernt ist
degrees-walked = Gezählt wird
degrees-or = oder
degrees-item = Was mit ihm gekauft wurde
degrees-table = Artikel nach Entfernung
degrees-column-distance = Entfernung
degrees-column-items = Artikel
degrees-column-share = Anteil an allen
degrees-out-of-reach = unerreichbar
degrees-farthest = Am weitesten entfernt
degrees-farthest-links = { $items ->
    [1] Er führt
   *[other] Jeder führt
} zu seiner Verbindung mit { $title }.

# Dazwischen

between-title = Zwischen { $a } und { $b }
between-description = Was mit beiden gekauft wurde oder auf halbem Weg dazwischen liegt.
between-found = { $count ->
    [one] Zwischen diesen beiden liegt ein Artikel
   *[other] Zwischen diesen beiden liegen { $count } Artikel
}
between-nothing = Zwischen diesen beiden liegt nichts
between-nothing-known = Zwischen diesen beiden ist nichts bekannt
between-same = Das ist ein und derselbe Artikel
between-barred = Deine Vorgaben schließen jede Verbindung aus
between-cut-short = Noch nichts gefunden: Die Suche endete vorzeitig
between-lead-common = Diese beiden werden zusammen gekauft; jeder Artikel hier unten wird mit beiden gekauft, der beste zuerst.
between-lead-near = Jeder Artikel hier unten wird mit beiden gekauft, der beste zuerst.
between-lead-half-way = { $count ->
    [one] Die kürzesten Verbindungen haben { $count } Schritt; jeder Artikel hier unten liegt bei einigen davon auf halbem Weg, der beste zuerst.
   *[other] Die kürzesten Verbindungen haben { $count } Schritte; jeder Artikel hier unten liegt bei einigen davon auf halbem Weg, der beste zuerst.
}
between-lead-longer = Die kürzesten Verbindungen haben { $hops }, und bei keiner liegt ein Artikel genau auf halbem Weg; jeder Artikel hier unten liegt auf halbem Weg einer Verbindung, die { $steps } hat, der beste zuerst.
between-same-lead = Du hast zweimal denselben Artikel genannt: { $title }. Wähle einen anderen dazu.
between-shown = { $shown ->
    [1] Der beste von { $total } wird gezeigt.
   *[other] Die besten { $shown } von { $total } werden gezeigt.
}
between-show-more = Mehr davon zeigen
between-first = Der eine
between-second = Der andere
between-swap = Tauschen
between-share = { $share } der Verbindungen führen über ihn; nach Stärke gerechnet { $strength }
between-orders = { $count ->
    [one] { $count } Bestellung enthält ihn und { $end }
   *[other] { $count } Bestellungen enthalten ihn und { $end }
}
between-evidence = { $orders }: { $share } der Bestellungen mit { $end }, { $times } so oft, wie es der Zufall ergäbe.
between-evidence-share = { $orders }: { $share } der Bestellungen mit { $end }.
between-evidence-times = { $orders }: { $times } so oft, wie es der Zufall ergäbe.
between-evidence-orders = { $orders }.
between-listed = { $whose ->
    [both] Er und { $end } stehen jeweils auf der Auch-gekauft-Liste des anderen.
    [end] Er steht auf der Auch-gekauft-Liste von { $end }.
   *[own] { $end } steht auf seiner Auch-gekauft-Liste.
}
between-way = { $steps } von { $end } entfernt, über { $way }.
between-weakest = { $count ->
    [one] Schwächstes Glied: { $count } Bestellung enthält beide.
   *[other] Schwächstes Glied: { $count } Bestellungen enthalten beide.
}
between-connect = Verbinden mit { $end }
between-through = Die Verbindungen über ihn
between-without = Ohne ihn
between-without-spoken = Ohne ihn: { $title }
between-picture = Das Bild dessen, was zwischen den beiden steht
between-legend-best = die beste Verbindung über das erste davon
between-why = Warum diese Reihenfolge?
between-rule = Zuerst kommt der Artikel, über den der größte Anteil all dieser Verbindungen führt. Eine Verbindung zählt dabei so viel wie das Produkt der Stärken ihrer Kaufbeziehungen: Viele schwache Wege können einen starken aufwiegen, aber keine Menge von Wegen über einen Bestseller übertönt einen seltenen, starken. Was gleichauf liegt, wird nach dem einfachen Anteil der Verbindungen geordnet, dann nach Artikelnummer.
between-ways-on = Was du tun kannst
between-ask-connect = Sehen, wie sie verbunden sind
between-ask-plain = Ohne Vorgaben fragen
between-options = Die Frage ändern
between-left-out = Ohne { $title }
between-only-category = Nur über die Kategorie { $name }
between-or-category = oder über die Kategorie { $name }
between-not-category = Ohne die Kategorie { $name }
between-not-hubs = Ohne die { $percent }{"\u202F"}% der Artikel mit den meisten Kaufbeziehungen
between-allow = wieder zulassen
between-allow-any = alle zulassen
between-take-back = zurücknehmen
between-allow-spoken = wieder zulassen: { $title }
between-plain = Alle Vorgaben zurücknehmen
between-other = Ein anderer statt { $title }
between-again = Neu fragen

# Über die Daten

about-title = Was das für Daten sind
about-size = { $items } und { $links } zwischen ihnen.
about-size-share = { $items } und { $links } zwischen ihnen; { $share } der Artikel hängen alle miteinander zusammen.
about-links = Wie Kaufbeziehungen entstehen
about-linked-counted = Zwischen zwei Artikeln besteht eine Kaufbeziehung, wenn sie oft genug in denselben Bestellungen stehen.
about-linked-given = Der Shop hat die Kaufbeziehungen selbst angegeben, als Auch-gekauft-Listen.
about-strength = { $measure ->
    [cosine] Die Stärke einer Kaufbeziehung ist ihr Kosinus: die Zahl der Bestellungen mit beiden Artikeln, geteilt durch das geometrische Mittel der Bestellungen mit je einem davon. Zwei Artikel, die fast immer zusammen gekauft werden, kommen nahe an 1, wie beliebt sie auch sind.
    [jaccard] Die Stärke einer Kaufbeziehung ist ihr Jaccard-Index: die Zahl der Bestellungen mit beiden Artikeln, geteilt durch die Zahl derer mit mindestens einem davon.
    [lift] Die Stärke einer Kaufbeziehung ist ihr Lift: wievielmal so oft beide in einer Bestellung stehen, wie es der Zufall ergäbe.
    [orders] Die Stärke einer Kaufbeziehung ist einfach die Zahl der Bestellungen mit beiden Artikeln.
   *[other] Die Stärke einer Kaufbeziehung heißt „{ $measure }“, wie die Einstellungen unten sagen.
}
about-own-lists = { $kept ->
    [strongest] Jeder Artikel behält seine stärksten Kaufbeziehungen; sie sind seine Auch-gekauft-Liste.
    [given] Die Auch-gekauft-Liste eines Artikels ist die, die der Shop angegeben hat.
   *[all] Auf der Auch-gekauft-Liste eines Artikels stehen alle seine Kaufbeziehungen.
} Wenn du nichts anderes verlangst, gelten Kaufbeziehungen in beide Richtungen.
about-ranking = Wie Verbindungen geordnet werden
about-counted = Gezählt
about-count = { $name ->
    [items] Artikel
    [items_without_entry] Artikel, die nur aus Bestellungen bekannt sind
    [lines_of_unknown_items] Zeilen, die einen davon nennen
    [items_without_links] Artikel ohne Kaufbeziehung
    [items_left_out] vom Shop ausgelassene Artikel
    [lines_left_out] Bestellpositionen dieser Artikel
    [rows_skipped] übergangene Zeilen
    [duplicate_lines] in einer Bestellung doppelt genannte Artikel
    [orders] Bestellungen
    [order_lines] Bestellpositionen
    [orders_over_limit] zum Zählen zu große Bestellungen
    [lines_over_limit] deren Bestellpositionen
    [pair_instances] Paare in Bestellungen
    [distinct_pairs] verschiedene Paare
    [self_links] weggelassene Kaufbeziehungen eines Artikels mit sich selbst
    [links_under_minimum] Paare in zu wenigen Bestellungen
    [links_before_pruning] Paare in genügend Bestellungen
    [links_pruned] weggelassene, weil zu schwache Kaufbeziehungen
    [listings_pruned] aufgegebene Plätze auf Auch-gekauft-Listen
    [links] behaltene Kaufbeziehungen
    [components] Inseln
    [main_component_items] Artikel der größten Insel
   *[other] { $name }
}
about-options = Einstellungen bei der Erstellung
about-option = { $name ->
    [category_separator] Trennzeichen der Kategorien
    [centre_samples] Artikel, von denen aus die Nähe gemessen wird
    [leave_out] ausgelassene Artikel
    [max_basket] Artikel, die eine gezählte Bestellung höchstens hat
    [measure] Maß der Stärke
    [min_orders] Bestellungen, die eine Kaufbeziehung mindestens braucht
    [top] stärkste Kaufbeziehungen, die ein Artikel behält
   *[other] { $name }
}
about-measure = { $measure ->
    [cosine] Kosinus
    [jaccard] Jaccard-Index
    [lift] Lift
    [orders] Zahl der Bestellungen
   *[other] { $measure }
}
sample-note = Die Werke sind echt, die Bestellungen simuliert: Rund sechstausend erfundene Kundinnen und Kunden, jede und jeder mit eigenem Geschmack, haben diese Warenkörbe gefüllt. Die Verbindungen zeigen also, wie Werke einander ähneln, und sagen nichts über irgendwessen Verkäufe.
about-islands = Inseln
about-islands-rule = Die Artikel einer Insel sind alle miteinander verbunden; von einer Insel zur anderen führt keine Kaufbeziehung.
about-islands-size = Größe
about-islands-count = Inseln
about-islands-single = ein einzelner Artikel ohne Kaufbeziehung
about-islands-smaller = kleinere
about-degrees = Artikel nach Zahl der Kaufbeziehungen
about-categories = Kategorien
about-more-categories = und { $count } weitere
about-warnings = Gut zu wissen
about-centre = Die Mitte
about-centre-mean = { $steps } im Mittel
about-popular = Am häufigsten gekauft

# Fehler

error-title = { $kind ->
    [unknown-item] Unbekannter Artikel
    [not-found] Hier ist nichts
    [missing-parameter] Eine Angabe fehlt
    [bad-parameter] Eine Angabe ist unverständlich
    [parameter-out-of-range] Eine Angabe liegt außerhalb des Erlaubten
    [unknown-parameter] Diese Angabe gibt es nicht
    [bad-body] Der Inhalt ist unverständlich
    [body-too-slow] Der Inhalt kam nicht rechtzeitig an
    [body-too-large] Der Inhalt ist zu groß
    [unsupported-media-type] Dieser Medientyp wird hier nicht gelesen
    [too-many-pairs] Zu viele Paare auf einmal
    [method-not-allowed] Diese Methode ist hier nicht erlaubt
    [not-acceptable] In dieser Form gibt es das nicht
    [busy] Gerade zu viel los
    [rate-limited] Zu viele Anfragen
    [graph-not-ready] Der Katalog ist noch nicht bereit
    [cursor-expired] Diese Liste ist veraltet
    [no-good-pair] Kein Paar anzubieten
    [unknown-region] Keine solche Region
    [no-map] Es gibt keine Karte
   *[internal] Bei uns ist etwas schiefgegangen
}
error-sentence = { $kind ->
    [not-found] Unter dieser Adresse gibt es nichts.
    [missing-parameter] In dieser Adresse fehlt etwas, das zur Frage gehört.
    [bad-parameter] Etwas in dieser Adresse ist nicht zu verstehen.
    [parameter-out-of-range] Ein Wert in dieser Adresse ist zu groß oder zu klein.
    [unknown-parameter] Diese Adresse verlangt etwas, das es hier nicht gibt.
    [busy] Gerade werden zu viele Fragen beantwortet; versuch es bitte gleich noch einmal.
    [rate-limited] Von deiner Adresse kamen zu viele Anfragen; versuch es bitte gleich noch einmal.
    [graph-not-ready] Der Katalog wird noch vorbereitet; versuch es bitte gleich noch einmal.
    [internal] Bei uns ist etwas fehlgeschlagen. Versuch es bitte noch einmal.
   *[other] Das lässt sich hier nicht beantworten.
}
error-unknown-item = Es gibt keinen Artikel mit der Nummer „{ $value }“.
error-excluded-stop = Der Artikel „{ $value }“ ist Anfang, Ende oder Zwischenstopp der Verbindung und kann deshalb nicht weggelassen werden.
error-repeated-stop = Der Artikel „{ $value }“ ist schon Anfang, Ende oder Zwischenstopp; nenne jeden Zwischenstopp nur einmal.
error-unknown-category = Kein Artikel gehört zur Kategorie „{ $value }“; es gibt, die größte zuerst: { $names }.
error-no-categories = Kein Artikel gehört zur Kategorie „{ $value }“; dieser Katalog hat keine Kategorien.
error-cursor-expired = Diese Liste gehört zu einem älteren Stand des Katalogs; beginne noch einmal auf ihrer ersten Seite.
error-no-map = Dieser Katalog hat keine Karte: er wurde ohne sie aufgebaut.
error-unknown-region = Die Karte hat keine Region { $value }. Regionen werden neu nummeriert, wenn der Katalog neu aufgebaut wird.
error-no-good-pair = Ein solches Paar war nicht zu finden: zwei bekannte Artikel, die verbunden sind, aber nicht zu eng.
error-no-picture = Es gibt kein Bild: { $headline }. Die Seite unter derselben Adresse ohne „.svg“ sagt mehr.
error-did-you-mean = Meintest du
error-without = Die beiden ohne diese Vorgabe verbinden
error-without-between = Ohne diese Vorgabe fragen
error-connect = Zwei Artikel verbinden
error-random = Ein überraschendes Paar ansehen

# Galerien, Bilder und was ein Browser behält.

gallery-surprising = Überraschende Nachbarn
gallery-surprising-lead = Ganz verschieden, und doch eng verbunden durch das, was zusammen gekauft wurde.
gallery-times = { $lead }, { $times } so oft, wie es der Zufall ergäbe
gallery-far = Weit auseinander
gallery-far-lead = Bekannte Artikel mit einem weiten Weg dazwischen.
gallery-centre-lead = Im Mittel die wenigsten Schritte zu allem anderen.
gallery-bridging = Auf den meisten Wegen
gallery-bridging-lead = Von allen kürzesten Wegen zwischen zwei anderen Artikeln führt dieser Anteil über sie.
gallery-bridging-share = { $share } aller Wege
home-recent = Zuletzt angesehen
home-recent-kept = Nur in diesem Browser gespeichert.
home-recent-forget = Liste leeren
item-around = Am häufigsten zusammen gekauft
item-distances = Schritte zu allem anderen
item-degrees-picture = Wie viele Artikel einen, zwei, drei und mehr Schritte entfernt sind, als Säulen
chart-steps = Schritte
chart-links = Kaufbeziehungen
about-degrees-chart = Säulen: wie viele Artikel so viele Kaufbeziehungen haben.
about-distances = Wie weit Artikel auseinanderliegen
about-distances-mean = Zwei Artikel liegen im Mittel { $mean } Schritte auseinander.
about-longest-known = Die längste bekannte Verbindung:
about-distances-exact = Gemessen zwischen allen Artikeln der größten Insel.
about-distances-sampled = Gemessen von { $samples } zufällig gewählten Artikeln der größten Insel zu allen anderen.
about-distances-share = Anteil der Paare
about-as-table = Als Tabelle
about-bridging-exact = Gemessen von jedem Artikel der größten Insel.
about-bridging-sampled = Geschätzt von { $samples } zufällig gewählten Artikeln der größten Insel aus.

# Die Karte

map-lead = Was zusammen gekauft wird, liegt beieinander. Je größer ein Ort, desto mehr Bestellungen enthalten ihn.
map-find = Auf der Karte finden
map-find-button = Finden
map-keys = Karte: Pfeiltasten verschieben sie, Plus und Minus ändern, wie nah sie ist
map-skip = Zur Liste dessen, was zu sehen ist
map-moves = Die Karte verschieben
map-nearer = Näher
map-farther = Weiter weg
map-whole = Die ganze Karte
map-north-west = Nordwesten
map-north = Norden
map-north-east = Nordosten
map-west = Westen
map-east = Osten
map-south-west = Südwesten
map-south = Süden
map-south-east = Südosten
map-regions = Regionen im Blick
map-region-items = { $count ->
    [one] { $count } Artikel
   *[other] { $count } Artikel
}
map-items = Artikel im Blick
map-items-in-view = { $items } von { $total } Artikeln sind von hier zu sehen, die bekanntesten zuerst. Geh näher heran, um mehr zu sehen.
map-way-connect = Alle Verbindungen der beiden

home-map = Karte des ganzen Katalogs: was zusammen gekauft wird, liegt beieinander
home-map-link = Auf der Karte umhergehen
connect-map = Auf der Karte
connect-map-picture = Der Weg auf der Karte
item-lies = Wo er liegt
item-lies-picture = Wo er auf der Karte liegt
