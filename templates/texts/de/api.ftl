# Die Schnittstelle: ihre Fragen, deren Parameter, ihre Fehler.

api-description =
    Wie zwei beliebige Artikel eines Katalogs durch gemeinsame Käufe verbunden sind: jede kürzeste Kette zwischen ihnen, gezählt, geordnet und mit Beleg.
    Es wird nur gelesen. Kennungen sind Texte. Felder kommen nur hinzu.
api-not-modified = Was der Fragende hat (If-None-Match), bekäme er wieder.
api-header-generation = Die Generation des Graphen, aus der die Antwort stammt; gleich auf jedem Server, der sie hat.
api-header-begun-with = Die Generation, mit der du begonnen hast, wie eine Antwort sie genannt hat: Du bekommst Antworten aus ihr, solange ein Server sie bereithält, sonst aus der laufenden. Die Antwort sagt, aus welcher.
api-header-etag = Woran die Antwort bis zum nächsten Neubau zu erkennen ist; als If-None-Match zurückzuschicken.
api-header-link = Die Adresse der nächsten Seite, mit rel="next", wo es eine gibt.

operation-title = { $id ->
    [connect] Zwei Artikel verbinden
    [connect_many] Viele Paare verbinden
    [between] Was zwischen zwei Artikeln steht
    [get_link] Warum zwei Artikel verknüpft sind
    [search_items] Artikel finden oder alle auflisten
    [get_item] Ein Artikel
    [get_neighbours] Was mit einem Artikel gekauft wird
    [get_degrees] Wie weit alles andere ist
    [get_graph] Der Katalog
    [get_centre] Die Mitte des Katalogs
    [get_map] Ein Ausschnitt der Karte
    [get_regions] Die Regionen der Karte
    [get_galleries] Was sich anzusehen lohnt
    [get_random_pair] Ein Paar, das sich zu verbinden lohnt
    [get_index] Was es gibt
   *[other] { $id }
}
operation-sentence = { $id ->
    [connect] Jede kürzeste Verbindung zweier Artikel: wie viele es gibt, die besten in ihrer Reihenfolge, und warum jeder Schritt einer ist. Dass es keine gibt, ist auch eine Antwort, mit Grund.
    [connect_many] Die besten Verbindungen von bis zu 500 Paaren auf einmal, alle aus einer Generation. Ein Paar, nach dem sich nicht fragen lässt, bekommt seinen Fehler an seiner Stelle; die anderen werden beantwortet.
    [between] Die Artikel in der Mitte zwischen zweien, für ein Geschenk von jemandem, der das eine mag, an jemanden, der das andere mag. Verknüpfungen gelten in beide Richtungen. Die Antwort nennt die beiden „a“ und „b“.
    [get_link] Ob zwei Artikel verknüpft sind, und der Beleg: wie viele Bestellungen beide enthalten, wie viel öfter als durch Zufall, auf wessen Liste. Ein Schrägstrich in einer Kennung wird %2F geschrieben.
    [search_items] Die Artikel, die ein Text meint, die besten zuerst; ohne Text alle (einer Kategorie), die beliebtesten zuerst. „count“ ist die Anzahl auf der Seite.
    [get_item] Alles, was über einen Artikel bekannt ist.
    [get_neighbours] Die Artikel, die mit einem verknüpft sind, mit dem Beleg jeder Verknüpfung.
    [get_degrees] Wie viele Artikel einen, zwei, drei … Schritte von einem entfernt sind, und einige der fernsten.
    [get_graph] Wie groß der Katalog ist, wie er entstand, seine Kategorien, und die Grenzen der Fragen.
    [get_centre] Die Artikel, die allen anderen am nächsten sind.
    [get_map] Die Artikel im Blick, wo sie liegen, die Straßen zwischen ihnen und die Regionen ringsum; auf Wunsch mit einem Weg zwischen zwei Artikeln. x und y sind Einheiten der Karte, 1000 mal 640.
    [get_regions] Worin die Karte geteilt ist: Namen, Größen, bekannteste Artikel und Grenzen. Die Nummern der Regionen ändern sich mit jeder Generation.
    [get_galleries] Wie weit Artikel voneinander entfernt sind, die längste bekannte Verbindung, die Artikel, über die die meisten Wege führen, überraschende Nachbarn.
    [get_random_pair] Zwei bekannte Artikel, die verbunden sind, aber nicht zu eng; jedes Mal andere.
    [get_index] Die Fragen mit ihren Adressen, und wo sie beschrieben sind.
   *[other] { $id }
}
parameter-sentence = { $name ->
    [id] Die Kennung des Artikels. In einem Pfad wird alles außer Buchstaben, Ziffern und -._~ mit Prozentzeichen geschrieben.
    [from] Die Kennung des Artikels, bei dem es beginnt.
    [to] Die Kennung des Artikels, zu dem es führt.
    [direction] In welche Richtung Verknüpfungen gelten: in beide, oder wie gekauft, nur von einem Artikel zu denen auf seiner eigenen Liste.
    [list-direction] Wessen Listen gelten: die des Artikels, die, auf denen er steht, oder beide.
    [exclude] Kennungen von Artikeln, über die es nicht gehen soll.
    [via] Kennungen von Zwischenhalten, in dieser Reihenfolge; jedes Stück zwischen zweien ist ein kürzestes.
    [only_category] Nur über Artikel einer dieser Kategorien. Eine Kategorie enthält alle unter ihr.
    [avoid_category] Nicht über Artikel dieser Kategorien.
    [avoid_hubs] Nicht über Artikel mit mehr Verknüpfungen, als dieses Perzentil hat, etwa 99.5.
    [max_hops] Nicht länger als so viele Schritte.
    [extra_hops] Auch Verbindungen, die so viele Schritte länger sind; sie kommen nach den kürzesten.
    [k] Wie viele der besten Verbindungen aufgelistet werden. Gezählt werden alle.
    [pair-k] Wie viele der besten Verbindungen jedes Paars aufgelistet werden. Gezählt werden alle.
    [limit] Wie viele Einträge aufgelistet werden.
    [q] Wonach gesucht wird: Wörter aus Titel oder Urheber, ein Jahr, eine Kennung.
    [category] Nur Artikel dieser Kategorie: ihr ganzer Name, oder ihre letzte Stufe, wo keine andere sie hat.
    [mode] Ob das letzte Wort der Anfang eines Wortes sein darf.
    [sort] Die Reihenfolge der Liste.
    [cursor] Wo die Seite beginnt: wie „next“ oder der Link-Kopf der Seite davor sagt.
    [examples] Wie viele der fernsten Artikel genannt werden.
    [min_hops] Wie viele Schritte es zwischen beiden mindestens sind.
    [x] Was in der Mitte des Ausschnitts steht: Einheiten der Karte von links.
    [y] Was in der Mitte des Ausschnitts steht: Einheiten der Karte von oben.
    [z] Wie nah der Ausschnitt ist: jede Stufe zeigt in beiden Richtungen halb so viel. Von selbst ist alles zu sehen, wonach gefragt ist.
    [width] Wie viele Pixel der Ausschnitt breit ist.
    [height] Wie viele Pixel der Ausschnitt hoch ist.
    [item] Die Id eines Artikels, der markiert wird.
    [level] Die Ebene der Regionen, von 1 für die größten; von selbst 1 oder die gleich unter der gefragten Region.
    [region] Nur Regionen in der mit dieser Nummer.
    [titles] Ob die Artikel aller Verbindungen genannt werden, in „items“.
   *[other] { $name }
}

# Was ein Parameter sein darf

value-id = eine Kennung
value-ids = Kennungen; bis zu { $most }-mal zu wiederholen
value-category = eine Kategorie
value-categories = Kategorien; bis zu { $most }-mal zu wiederholen
value-text = ein Text
value-whole = { $least } bis { $most }
value-whole-usual = { $least } bis { $most }; ohne Angabe { $usual }
value-word-usual = ohne Angabe { $usual }
value-percentile = mehr als 0, weniger als 100
value-cursor = ein Cursor
value-units = eine Zahl von 0 bis { $most }, mit höchstens drei Nachkommastellen

# Die Seite über die Schnittstelle

docs-title = Die Schnittstelle
docs-lead = Frag aus eigenen Programmen, was diese Seiten beantworten: ein GET, feste Kennungen, Fehler, die sagen, was zu tun ist.
docs-first = Eine erste Frage
docs-first-rule = Kein Schlüssel, keine Anmeldung: alles darf gelesen werden, auch von Skripten anderer Seiten. Keine Anfrage ändert etwas.
docs-openapi = Die Beschreibung für Programme (OpenAPI 3.1)
docs-conventions = Was überall gilt
docs-convention-ids = Kennungen sind Texte, auch wo sie wie Zahlen aussehen. Ebenso Anzahlen von Verbindungen, die größer sein können als eine Zahl in JSON; „count_is“ sagt, ob eine genau ist.
docs-convention-fields = Felder kommen nur hinzu, und ihre Bedeutung ändert sich nie. Unbekannte Parameter werden abgelehnt, damit ein Tippfehler auffällt.
docs-convention-none = Dass es keine Verbindung gibt, ist eine Antwort, kein Fehler: 200 mit „no_path“, dem Grund und Adressen von Fragen, die eine Antwort haben.
docs-convention-paging = Eine lange Liste nennt ihre nächste Seite in „next“ und im Kopf Link. Ein Cursor gehört zu seiner Generation: Nach einem Neubau gehst du noch eine Weile in ihr weiter, solange der Server sie bereithält; dann wird er mit 410 abgelehnt, und die Liste beginnt von vorn. Schick „Cartway-Generation“ aus einer Antwort mit anderen Fragen mit, und sie werden aus derselben beantwortet, solange es sie gibt.
docs-convention-caching = Jede Antwort hat bis zum nächsten Neubau ein ETag. Als If-None-Match zurückgeschickt, kostet 304 niemanden eine Suche.
docs-convention-forms = Mit Accept oder einer Endung des Pfads, wie in { $example }, kommt eine andere Form. Wo es sie nicht gibt, sagt 406, welche es gibt.
docs-convention-busy = 503 und 429 sagen in Retry-After, wann es sich lohnt wiederzukommen.
docs-operations = Fragen
docs-parameter = Parameter
docs-option = Angabe, für alle Paare oder in einem Paar
docs-clients = Für TypeScript, Python und Rust gibt es Bibliotheken; jede heißt cartway-client.
docs-what = Was er ist
docs-values = Werte
docs-required = nötig
docs-try = Ausprobieren
docs-forms = Antworten als
docs-can-fail = Kann scheitern mit
docs-answer = Was zurückkommt
docs-body = Gefragt wird mit einem Körper aus JSON
docs-others = Andere Wege zu fragen
docs-others-soap = Programme, die aus einer WSDL eine Bibliothek machen, fragen mit SOAP 1.1 oder 1.2:
docs-others-mcp = Sprachmodelle fragen über das Model Context Protocol, unter
docs-problems = Fehler
docs-problems-rule = Ein Fehler ist ein Körper vom Typ application/problem+json (RFC 9457). Sein „type“ führt zu einer Seite, die sagt, was zu tun ist.
docs-problem = Fehler
docs-status = Status

# Die Seiten über Fehler

problem-what = { $kind ->
    [unknown-item] Kein Artikel des Katalogs hat die Kennung, nach der gefragt wurde. Kennungen können sich ändern, wenn ein Laden einen Artikel entfernt.
    [not-found] Hier gibt es keine solche Adresse, oder das Gefragte hat nichts zu zeigen.
    [missing-parameter] Ein Parameter, ohne den die Frage keine ist, wurde nicht geschickt.
    [bad-parameter] Der Wert eines Parameters ist nicht zu verstehen: er ist leer, zu lang, kein UTF-8, doppelt, oder keines der erlaubten Wörter oder keine Zahl.
    [parameter-out-of-range] Der Wert eines Parameters ist verstanden, aber zu klein, zu groß, zu viel oder nicht aus diesem Katalog.
    [unknown-parameter] Es wurde ein Parameter geschickt, den es nicht gibt. Er wird abgelehnt und nicht übergangen, damit ein Tippfehler auffällt.
    [bad-body] Der Körper ist nicht das JSON, das hier erwartet wird.
    [body-too-large] Der Körper ist größer, als hier gelesen wird.
    [body-too-slow] Der Körper kam nicht rechtzeitig.
    [unsupported-media-type] Der Körper ist von einer Art, die hier nicht gelesen wird.
    [too-many-pairs] Es sind mehr Paare, als auf einmal beantwortet werden.
    [method-not-allowed] Die Adresse gibt es, aber nicht mit dieser Methode.
    [not-acceptable] Die Antwort lässt sich in keiner der Formen schreiben, nach denen gefragt wurde.
    [busy] Es werden gerade mehr Fragen beantwortet, als der Server darf.
    [rate-limited] Von dieser Adresse kamen mehr Anfragen, als der Betreiber erlaubt.
    [graph-not-ready] Der Server hat noch keinen Graphen, aus dem er antworten könnte.
    [cursor-expired] Die Liste stammt aus einer Generation, die inzwischen ersetzt wurde; ihre Stellen bedeuten in der neuen nichts.
    [unknown-region] Keine Region der Karte hat diese Nummer.
    [no-map] Der Graph wurde ohne Karte aufgebaut.
    [no-good-pair] Es fanden sich keine zwei bekannten Artikel, die so verbunden sind wie gefragt.
   *[internal] Bei uns ist etwas schiefgegangen, das nicht schiefgehen sollte.
}
problem-do = { $kind ->
    [unknown-item] Unter „suggestions“ stehen Artikel, die gemeint sein können; oder such den Artikel.
    [not-found] Die Liste der Fragen nennt die Adressen, die es gibt.
    [missing-parameter] Schick den Parameter, den „param“ nennt.
    [bad-parameter] „detail“ sagt, was mit dem Parameter nicht stimmt, den „param“ nennt, und was erlaubt ist.
    [parameter-out-of-range] „detail“ nennt den Bereich. Die Grenzen stehen auch in der Antwort über den Katalog.
    [unknown-parameter] „detail“ nennt die Parameter, die es gibt, und den wohl gemeinten.
    [bad-body] „detail“ sagt, wo der Körper nicht stimmt und wie einer aussieht.
    [body-too-large] Schick weniger Paare auf einmal.
    [body-too-slow] Schick den ganzen Körper gleich nach dem Kopf.
    [unsupported-media-type] Schick JSON, mit Content-Type: application/json.
    [too-many-pairs] Teil die Paare auf; „limit“ sagt, wie viele es auf einmal sein dürfen.
    [method-not-allowed] Nimm eine der Methoden, die der Kopf Allow nennt.
    [not-acceptable] „detail“ nennt die Formen, die es gibt; frag nach einer davon oder ganz ohne Accept.
    [busy] Frag nach so vielen Sekunden wieder, wie Retry-After sagt.
    [rate-limited] Frag nach so vielen Sekunden wieder, wie Retry-After sagt; RateLimit sagt, was übrig ist.
    [graph-not-ready] Frag nach so vielen Sekunden wieder, wie Retry-After sagt. Wer den Server betreibt, macht einen Graphen mit „cartway rebuild“.
    [cursor-expired] Beginn die Liste von vorn, ohne Cursor.
    [unknown-region] Lass dir die Regionen nennen, die es gibt: ihre Nummern ändern sich, wenn der Graph neu aufgebaut wird.
    [no-map] Bau den Graphen ohne `--no-atlas` auf.
    [no-good-pair] Frag nach weniger Schritten oder ohne Kategorie.
   *[internal] Versuch es noch einmal. Scheitert es wieder, nenn dem Betreiber die X-Request-Id der Antwort.
}
problem-what-heading = Was es heißt
problem-do-heading = Was zu tun ist
problem-example = Ein Beispiel
problem-operations = Fragen, die so enden können
problem-all = Alle Fehler
