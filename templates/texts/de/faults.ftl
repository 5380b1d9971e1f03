# Was an einer Adresse falsch ist, wie es auf Seiten steht; Programme lesen es auf Englisch.
# Namen und Wörter stehen so da, wie sie zu senden sind.

param-missing = Die Angabe „{ $param }“ fehlt.
param-empty = Die Angabe „{ $param }“ ist leer.
param-too-long = Die Angabe „{ $param }“ ist länger als { $limit } Bytes.
param-not-utf8 = Die Angabe „{ $param }“ ist kein prozentkodiertes UTF-8; kodiere sie neu, `%` selbst als `%25`.
param-repeated = Die Angabe „{ $param }“ kommt mehr als einmal vor.
param-not-one-of = Die Angabe „{ $param }“ muss eines dieser Wörter sein: { $words }.
param-not-whole = Die Angabe „{ $param }“ ist keine ganze Zahl.
param-not-percent = Die Angabe „{ $param }“ muss ein Prozentwert sein, zum Beispiel 99 oder 99.5.
param-not-pixels = Die Angabe „{ $param }“ muss eine Zahl von Pixeln sein.
param-not-units = Die Angabe „{ $param }“ muss eine Zahl mit höchstens drei Nachkommastellen sein, zum Beispiel 512.5.
param-without = Die Angabe „{ $param }“ gehört zu „{ $other }“: gib beide an oder keine.
param-beside = Die Angabe „{ $param }“ passt nicht zu „{ $other }“: gib eine von beiden an.
param-not-our-cursor = Die Angabe „{ $param }“ stammt nicht von hier; nimm die, mit der die Seite davor weiterführt.
param-bare-slash = Die Kennung „{ $param }“ im Pfad enthält einen Schrägstrich; er wird dort %2F geschrieben.
param-out-of-range = Die Angabe „{ $param }“ muss eine Zahl von { $least } bis { $most } sein.
param-no-percentile = Die Angabe „{ $param }“ muss größer als 0 und kleiner als 100 sein, mit höchstens zwei Nachkommastellen.
param-too-often = Die Angabe „{ $param }“ darf höchstens { $most }-mal vorkommen.
param-too-many = Die Angabe „{ $param }“ muss eine Liste mit höchstens { $most } Werten sein.
param-unknown = Die Angabe „{ $param }“ gibt es hier nicht. Möglich sind: { $known }.
param-unknown-nearest = Die Angabe „{ $param }“ gibt es hier nicht; meintest du „{ $nearest }“? Möglich sind: { $known }.
param-unknown-as-all = Die Angabe „{ $param }“ gibt es hier nicht; diese Adresse kommt ganz ohne Angaben aus.
query-too-long = Die Adresse ist zu lang: Nach dem Fragezeichen dürfen höchstens { $limit } Bytes stehen.
method-not-here = Diese Adresse beantwortet nur { $allowed }.
