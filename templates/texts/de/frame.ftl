# Der Rahmen jeder Seite.

skip = Zum Inhalt springen
main-navigation = Hauptmenü
nav-connect = Verbinden
nav-search = Suchen
nav-surprise = Überrasch mich
nav-map = Karte
nav-about = Daten
foot-as-of = Aus dem Katalog vom
foot-generation = Generation
foot-data = Was das für Daten sind
foot-json = Diese Seite als JSON
foot-languages = Sprache
suggestions = Vorschläge
suggestions-none = Nichts gefunden
# An die Stelle von # tritt die Anzahl.
suggestions-one = 1 Vorschlag; mit der Pfeiltaste nach unten wählst du ihn aus
suggestions-many = # Vorschläge; mit den Pfeiltasten nach oben und unten wählst du aus
copied = Kopiert
