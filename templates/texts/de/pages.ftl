# Die anderen Seiten: Start, Suche, Artikel, Entfernungen, Dazwischen, Daten, Fehler.
