"""Find persons, files, places, plates, phones, addresses and references among hundreds of thousands, typos and all.

The index is of *words*, not of documents. A hundred thousand names are made of far fewer different words, so that a
typing error is looked for among the words (by deletion neighbours: a word and the word typed meet at a form with one
letter less), and only the entities that carry the words found are ranked. That cost does not grow with the number of
persons who share no word with the query.

The index is a projection: it can be thrown away and rebuilt. It holds personal words in clear *inside* the encrypted
store; what is sealed never enters it (the caller leaves it out of the document).
"""
