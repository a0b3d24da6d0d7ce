-- A book of ringfence, form 3. The journal is the truth: entries are added at its end and never
-- changed. Only the words of an entry may go, and only where a redaction names it.

CREATE TABLE book (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  header TEXT NOT NULL,
  genesis BLOB NOT NULL CHECK (length(genesis) = 32)
) STRICT;

-- What is short stands first: whoever looks for the last hash reads no words. The key is that of
-- the header, so that it can be looked for.
CREATE TABLE entry (
  number INTEGER PRIMARY KEY,
  previous BLOB NOT NULL CHECK (length(previous) = 32),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  text_hash BLOB NOT NULL CHECK (length(text_hash) = 32),
  key TEXT,
  header TEXT NOT NULL,
  figures TEXT NOT NULL,
  salt BLOB CHECK (length(salt) = 16),
  text TEXT CHECK ((text IS NULL) = (salt IS NULL))
) STRICT;

CREATE UNIQUE INDEX entry_key ON entry (key) WHERE key IS NOT NULL;

CREATE TABLE redaction (
  entry INTEGER PRIMARY KEY REFERENCES entry (number),
  redacted_by INTEGER NOT NULL REFERENCES entry (number)
) STRICT;

-- What may be thrown away: the ledger's state, so that a large book opens at once.
CREATE TABLE kept_state (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  entry INTEGER NOT NULL,
  head BLOB NOT NULL CHECK (length(head) = 32),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  bytes BLOB NOT NULL
) STRICT;

CREATE TRIGGER book_begins_once BEFORE INSERT ON book
WHEN EXISTS (SELECT 1 FROM book)
BEGIN SELECT RAISE(ABORT, 'ringfence: a book begins once'); END;

CREATE TRIGGER book_stays BEFORE UPDATE ON book
BEGIN SELECT RAISE(ABORT, 'ringfence: the header of a book never changes'); END;

CREATE TRIGGER book_is_kept BEFORE DELETE ON book
BEGIN SELECT RAISE(ABORT, 'ringfence: the header of a book never goes'); END;

-- One look at the last entry. The index keeps keys apart for an INSERT; a REPLACE would throw the
-- entry out that has the key.
CREATE TRIGGER entry_follows BEFORE INSERT ON entry
WHEN CASE NEW.number
    WHEN 1 THEN EXISTS (SELECT 1 FROM entry) OR NEW.previous IS NOT (SELECT genesis FROM book)
    ELSE (NEW.number - 1, NEW.previous) IS NOT (
      SELECT number, hash FROM entry ORDER BY number DESC LIMIT 1)
  END
  OR NEW.key IS NOT NULL AND EXISTS (SELECT 1 FROM entry WHERE key = NEW.key)
BEGIN SELECT RAISE(ABORT, 'ringfence: an entry follows the last one, and its key is new'); END;

-- Of any name of any column: `rowid` is one of the number.
CREATE TRIGGER entry_stays BEFORE UPDATE ON entry
WHEN NEW.number IS NOT OLD.number
  OR NEW.previous IS NOT OLD.previous
  OR NEW.hash IS NOT OLD.hash
  OR NEW.text_hash IS NOT OLD.text_hash
  OR NEW.key IS NOT OLD.key
  OR NEW.header IS NOT OLD.header
  OR NEW.figures IS NOT OLD.figures
BEGIN SELECT RAISE(ABORT, 'ringfence: an entry never changes: correct it'); END;

CREATE TRIGGER entry_is_kept BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'ringfence: an entry never goes: correct it'); END;

CREATE TRIGGER words_stay BEFORE UPDATE ON entry
WHEN NEW.salt IS NOT NULL OR NEW.text IS NOT NULL
  OR NOT EXISTS (SELECT 1 FROM redaction WHERE entry = OLD.number)
BEGIN SELECT RAISE(ABORT, 'ringfence: words go only where a redaction names them'); END;

CREATE TRIGGER redaction_is_an_entry BEFORE INSERT ON redaction
WHEN EXISTS (SELECT 1 FROM redaction WHERE entry = NEW.entry)
  OR NOT EXISTS (
    SELECT 1 FROM entry, json_each(entry.figures, '$.act.redact.entries') AS named
    WHERE entry.number = NEW.redacted_by AND named.value = NEW.entry)
BEGIN SELECT RAISE(ABORT, 'ringfence: a redaction is an entry that names what goes'); END;

CREATE TRIGGER redaction_stays BEFORE UPDATE ON redaction
BEGIN SELECT RAISE(ABORT, 'ringfence: a redaction never changes'); END;

CREATE TRIGGER redaction_is_kept BEFORE DELETE ON redaction
BEGIN SELECT RAISE(ABORT, 'ringfence: a redaction never goes'); END;

-- For any tool that reads SQLite: one row an entry, with its words where they are still there.
CREATE VIEW journal AS
SELECT
  entry.number,
  json_extract(entry.header, '$.effective') AS effective,
  json_extract(entry.header, '$.recorded') AS recorded,
  json_extract(entry.header, '$.actor') AS actor,
  entry.key,
  json_extract(entry.figures, '$.event') AS event,
  json_extract(entry.figures, '$.act') AS act,
  entry.text AS words,
  redaction.redacted_by,
  lower(hex(entry.hash)) AS hash
FROM entry
LEFT JOIN redaction ON redaction.entry = entry.number;

-- One row a movement, in whole pence.
CREATE VIEW movement AS
SELECT
  entry.number,
  json_extract(entry.header, '$.effective') AS effective,
  json_extract(move.value, '$.line.body') AS body,
  json_extract(move.value, '$.line.stream') AS stream,
  json_extract(move.value, '$.line.vintage') AS vintage,
  json_extract(move.value, '$.line.recurrence') AS recurrence,
  json_extract(move.value, '$.year') AS year,
  json_extract(move.value, '$.from') AS from_account,
  json_extract(move.value, '$.to') AS to_account,
  CAST(replace(json_extract(move.value, '$.amount'), '.', '') AS INTEGER) AS amount_pence,
  json_extract(move.value, '$.project') AS project,
  json_extract(move.value, '$.promise') AS promise
FROM entry, json_each(entry.figures, '$.moves') AS move;
