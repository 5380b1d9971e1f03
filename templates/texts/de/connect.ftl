# Wie zwei Artikel verbunden sind: die Sätze, die Liste, die Wahlmöglichkeiten.
