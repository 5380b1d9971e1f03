# Der Rahmen jeder Seite.

skip = Zum Inhalt springen
main-navigation = Hauptmenü
nav-connect = Verbinden
nav-search = Suchen
nav-surprise = Überrasch mich
nav-about = Daten
foot-as-of = Aus dem Katalog vom
foot-generation = Generation
foot-data = Was für Daten das sind
foot-json = Dies als JSON
foot-languages = Sprache
suggestions = Vorschläge
suggestions-none = Nichts gefunden
# An die Stelle von # tritt die Anzahl.
suggestions-one = 1 Vorschlag; wähle ihn mit der Pfeiltaste nach unten
suggestions-many = # Vorschläge; wähle mit den Pfeiltasten nach oben und unten
copied = Kopiert
