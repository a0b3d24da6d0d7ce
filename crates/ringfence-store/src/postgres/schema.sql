-- Books of ringfence in PostgreSQL, form 1. The journal is the truth: entries are added at its end
-- and never changed. Only the words of an entry may go, and only where a redaction names it.
--
-- Triggers stand in the words of pg_get_triggerdef, so that opening a book can tell whether they
-- were changed. What one table says of another is looked at by them, once a statement, and not by
-- foreign keys, once a row.

CREATE TABLE ringfence.version (
  form integer PRIMARY KEY
);

CREATE TABLE ringfence.book (
  id text PRIMARY KEY,
  header text NOT NULL,
  genesis bytea NOT NULL CHECK (length(genesis) = 32)
);

-- One row a book: whoever writes to the book holds it.
CREATE TABLE ringfence.head (
  book text PRIMARY KEY,
  entry bigint NOT NULL,
  hash bytea NOT NULL CHECK (length(hash) = 32)
);

CREATE TABLE ringfence.entry (
  book text NOT NULL,
  number bigint NOT NULL,
  header text NOT NULL,
  figures text NOT NULL,
  text_hash bytea NOT NULL CHECK (length(text_hash) = 32),
  previous bytea NOT NULL CHECK (length(previous) = 32),
  hash bytea NOT NULL CHECK (length(hash) = 32),
  key text COLLATE "C" GENERATED ALWAYS AS (header::json ->> 'key') STORED,
  PRIMARY KEY (book, number),
  CONSTRAINT entry_key UNIQUE (book, key)
);

CREATE TABLE ringfence.words (
  book text NOT NULL,
  entry bigint NOT NULL,
  text text NOT NULL,
  salt bytea NOT NULL CHECK (length(salt) = 16),
  PRIMARY KEY (book, entry)
);

CREATE TABLE ringfence.redaction (
  book text NOT NULL,
  entry bigint NOT NULL,
  redacted_by bigint NOT NULL,
  PRIMARY KEY (book, entry)
);

-- What may be thrown away: a ledger's state, so that a large book opens at once.
CREATE TABLE ringfence.kept_state (
  book text PRIMARY KEY,
  entry bigint NOT NULL,
  head bytea NOT NULL CHECK (length(head) = 32),
  hash bytea NOT NULL CHECK (length(hash) = 32),
  bytes bytea NOT NULL
);

-- What the planner samples of a column may be looked at by whoever reads the table: of words it
-- samples nothing, or some of them would outlive their redaction there.
ALTER TABLE ringfence.words ALTER COLUMN text SET STATISTICS 0;
ALTER TABLE ringfence.words ALTER COLUMN salt SET STATISTICS 0;
ALTER TABLE ringfence.kept_state ALTER COLUMN bytes SET STATISTICS 0;

CREATE FUNCTION ringfence.book_begins() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog AS $$
BEGIN
  INSERT INTO ringfence.head (book, entry, hash) VALUES (NEW.id, 0, NEW.genesis);
  RETURN NULL;
END $$;
CREATE TRIGGER book_begins AFTER INSERT ON ringfence.book
  FOR EACH ROW EXECUTE FUNCTION ringfence.book_begins();

CREATE FUNCTION ringfence.book_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'ringfence: the header of a book never changes'; END $$;
CREATE TRIGGER book_stays BEFORE UPDATE ON ringfence.book
  FOR EACH ROW EXECUTE FUNCTION ringfence.book_stays();

CREATE FUNCTION ringfence.book_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'ringfence: the header of a book never goes'; END $$;
CREATE TRIGGER book_is_kept BEFORE DELETE ON ringfence.book
  FOR EACH ROW EXECUTE FUNCTION ringfence.book_is_kept();
CREATE TRIGGER books_are_kept BEFORE TRUNCATE ON ringfence.book
  FOR EACH STATEMENT EXECUTE FUNCTION ringfence.book_is_kept();

CREATE FUNCTION ringfence.head_is_the_last_entry() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.entry = 0 AND EXISTS (
      SELECT 1 FROM ringfence.book WHERE id = NEW.book AND genesis = NEW.hash)
    THEN RETURN NEW; END IF;
  ELSIF NEW.book = OLD.book AND NEW.entry >= OLD.entry AND EXISTS (
      SELECT 1 FROM ringfence.entry
      WHERE book = NEW.book AND number = NEW.entry AND hash = NEW.hash)
    AND NOT EXISTS (
      SELECT 1 FROM ringfence.entry WHERE book = NEW.book AND number = NEW.entry + 1)
  THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'ringfence: the head is the last entry';
END $$;
CREATE TRIGGER head_is_the_last_entry BEFORE INSERT OR UPDATE ON ringfence.head
  FOR EACH ROW EXECUTE FUNCTION ringfence.head_is_the_last_entry();

CREATE FUNCTION ringfence.head_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'ringfence: the head of a book never goes'; END $$;
CREATE TRIGGER head_is_kept BEFORE DELETE ON ringfence.head
  FOR EACH ROW EXECUTE FUNCTION ringfence.head_is_kept();
CREATE TRIGGER heads_are_kept BEFORE TRUNCATE ON ringfence.head
  FOR EACH STATEMENT EXECUTE FUNCTION ringfence.head_is_kept();

-- Entries follow each other and the head, and move it: the two are never apart.
CREATE FUNCTION ringfence.entry_follows() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM (
      SELECT book, number, previous, lag(number) OVER before AS number_before,
        lag(hash) OVER before AS hash_before
      FROM added WINDOW before AS (PARTITION BY book ORDER BY number)
    ) AS it LEFT JOIN ringfence.head ON head.book = it.book
    WHERE it.number IS DISTINCT FROM coalesce(it.number_before, head.entry) + 1
      OR it.previous IS DISTINCT FROM coalesce(it.hash_before, head.hash))
  THEN RAISE EXCEPTION 'ringfence: an entry follows the last one'; END IF;
  UPDATE ringfence.head SET entry = last.number, hash = last.hash
  FROM (SELECT DISTINCT ON (book) book, number, hash FROM added ORDER BY book, number DESC) AS last
  WHERE head.book = last.book;
  RETURN NULL;
END $$;
CREATE TRIGGER entry_follows AFTER INSERT ON ringfence.entry REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION ringfence.entry_follows();

CREATE FUNCTION ringfence.entry_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'ringfence: an entry never changes: correct it'; END $$;
CREATE TRIGGER entry_stays BEFORE UPDATE ON ringfence.entry
  FOR EACH ROW EXECUTE FUNCTION ringfence.entry_stays();

CREATE FUNCTION ringfence.entry_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'ringfence: an entry never goes: correct it'; END $$;
CREATE TRIGGER entry_is_kept BEFORE DELETE ON ringfence.entry
  FOR EACH ROW EXECUTE FUNCTION ringfence.entry_is_kept();
CREATE TRIGGER entries_are_kept BEFORE TRUNCATE ON ringfence.entry
  FOR EACH STATEMENT EXECUTE FUNCTION ringfence.entry_is_kept();

-- The same transaction has added the entry, or the words came later.
CREATE FUNCTION ringfence.words_come_with_their_entry() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM added LEFT JOIN ringfence.entry
      ON entry.book = added.book AND entry.number = added.entry
    WHERE entry.xmin IS DISTINCT FROM pg_current_xact_id()::xid)
  OR EXISTS (
    SELECT 1 FROM added JOIN ringfence.redaction
      ON redaction.book = added.book AND redaction.entry = added.entry)
  THEN RAISE EXCEPTION 'ringfence: words come with their entry'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER words_come_with_their_entry AFTER INSERT ON ringfence.words
  REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION ringfence.words_come_with_their_entry();

CREATE FUNCTION ringfence.words_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'ringfence: words never change'; END $$;
CREATE TRIGGER words_stay BEFORE UPDATE ON ringfence.words
  FOR EACH ROW EXECUTE FUNCTION ringfence.words_stay();

CREATE FUNCTION ringfence.words_are_kept() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog AS $$
BEGIN
  IF TG_OP = 'DELETE' AND EXISTS (
    SELECT 1 FROM ringfence.redaction WHERE book = OLD.book AND entry = OLD.entry)
  THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'ringfence: words go only where a redaction names them';
END $$;
CREATE TRIGGER words_are_kept BEFORE DELETE ON ringfence.words
  FOR EACH ROW EXECUTE FUNCTION ringfence.words_are_kept();
CREATE TRIGGER all_words_are_kept BEFORE TRUNCATE ON ringfence.words
  FOR EACH STATEMENT EXECUTE FUNCTION ringfence.words_are_kept();

CREATE FUNCTION ringfence.redaction_is_an_entry() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM ringfence.entry,
      json_array_elements_text(entry.figures::json #> '{act,redact,entries}') AS named
    WHERE entry.book = NEW.book AND entry.number = NEW.redacted_by
      AND named.value = NEW.entry::text)
  THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'ringfence: a redaction is an entry that names what goes';
END $$;
CREATE TRIGGER redaction_is_an_entry BEFORE INSERT ON ringfence.redaction
  FOR EACH ROW EXECUTE FUNCTION ringfence.redaction_is_an_entry();

CREATE FUNCTION ringfence.redaction_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'ringfence: a redaction never changes'; END $$;
CREATE TRIGGER redaction_stays BEFORE UPDATE ON ringfence.redaction
  FOR EACH ROW EXECUTE FUNCTION ringfence.redaction_stays();

CREATE FUNCTION ringfence.redaction_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'ringfence: a redaction never goes'; END $$;
CREATE TRIGGER redaction_is_kept BEFORE DELETE ON ringfence.redaction
  FOR EACH ROW EXECUTE FUNCTION ringfence.redaction_is_kept();
CREATE TRIGGER redactions_are_kept BEFORE TRUNCATE ON ringfence.redaction
  FOR EACH STATEMENT EXECUTE FUNCTION ringfence.redaction_is_kept();

-- For any tool that reads PostgreSQL: one row an entry of any book, with its words where they are
-- still there.
CREATE VIEW ringfence.journal AS
SELECT
  entry.book,
  entry.number,
  entry.header::json ->> 'effective' AS effective,
  entry.header::json ->> 'recorded' AS recorded,
  entry.header::json ->> 'actor' AS actor,
  entry.key,
  entry.figures::json ->> 'event' AS event,
  entry.figures::json -> 'act' AS act,
  words.text AS words,
  redaction.redacted_by,
  encode(entry.hash, 'hex') AS hash
FROM ringfence.entry
LEFT JOIN ringfence.words ON words.book = entry.book AND words.entry = entry.number
LEFT JOIN ringfence.redaction
  ON redaction.book = entry.book AND redaction.entry = entry.number;

-- One row a movement of any book, in whole pence.
CREATE VIEW ringfence.movement AS
SELECT
  entry.book,
  entry.number,
  entry.header::json ->> 'effective' AS effective,
  move.value #>> '{line,body}' AS body,
  move.value #>> '{line,stream}' AS stream,
  move.value #>> '{line,vintage}' AS vintage,
  move.value #>> '{line,recurrence}' AS recurrence,
  move.value ->> 'year' AS year,
  move.value ->> 'from' AS from_account,
  move.value ->> 'to' AS to_account,
  replace(move.value ->> 'amount', '.', '')::bigint AS amount_pence,
  move.value ->> 'project' AS project,
  move.value ->> 'promise' AS promise
FROM ringfence.entry, json_array_elements(entry.figures::json -> 'moves') AS move;
