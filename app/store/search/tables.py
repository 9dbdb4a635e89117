"""Tables of the search index, as plain SQL so that a migration can take them over without importing anything.

`find_word` is the vocabulary with the number of entities that use each word; the last user's going takes the word with
it, for a word may be a name. `find_variant` leads from a 32-bit hash of a deletion neighbour or consonant skeleton to
words (collisions are harmless: each word is compared before it counts). `find_gram` holds the trigrams of the
vocabulary only, contentless. `find_key` holds phones, plates, references and numbers forwards and, after "<",
backwards, so that a national form, which is the end of an international one, is a prefix as well.
"""

DDL: tuple[str, ...] = (
    """CREATE TABLE find_doc (
        entity INTEGER PRIMARY KEY, kind INTEGER NOT NULL, title TEXT NOT NULL, texts TEXT NOT NULL,
        keys TEXT NOT NULL)""",
    "CREATE TABLE find_word (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, uses INTEGER NOT NULL)",
    """CREATE TABLE find_variant (
        hash INTEGER NOT NULL, word INTEGER NOT NULL, PRIMARY KEY (hash, word)) WITHOUT ROWID""",
    """CREATE TABLE find_place (
        word INTEGER NOT NULL, entity INTEGER NOT NULL, PRIMARY KEY (word, entity)) WITHOUT ROWID""",
    """CREATE TABLE find_key (
        key TEXT NOT NULL, entity INTEGER NOT NULL, PRIMARY KEY (key, entity)) WITHOUT ROWID""",
    """CREATE VIRTUAL TABLE find_gram USING fts5(
        word, tokenize='trigram', content='', contentless_delete=1, detail='none')""",
    "CREATE TABLE find_queue (entity INTEGER PRIMARY KEY)",
)
"""Statements that make the empty index, in order."""

TABLES: tuple[str, ...] = ("find_doc", "find_word", "find_variant", "find_place", "find_key", "find_gram", "find_queue")
"""All tables of the index, for a rebuild that starts from nothing."""
