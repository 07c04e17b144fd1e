-- Free time is told from bitmaps that every server keeps in its memory. What keeps them in step with the rows stands here:
-- whatever changes the live occupancies of a leaf leaves a mark, in its own transaction. A server reads the marks that its last
-- snapshot did not see, and reads those leaves' days anew, in one statement, before it answers. Nobody waits for anybody's mark.
CREATE TABLE availability_marks (
  made_in xid8 NOT NULL DEFAULT pg_current_xact_id(),
  made_at timestamptz NOT NULL DEFAULT now(),
  -- null: everything is to be read anew
  space text,
  during tstzrange
);
CREATE INDEX availability_marks_made_in ON availability_marks (made_in);

-- One row. A server whose snapshot is older than this may have missed marks, and reads everything anew.
CREATE TABLE availability_pruned (only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row), below xid8 NOT NULL);
INSERT INTO availability_pruned (below) VALUES ('0');

-- `npm run availability -- check`: every running server compares its bitmaps with the rows and writes down what it found.
CREATE TABLE availability_checks (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, asked_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE availability_findings (
  check_id bigint NOT NULL REFERENCES availability_checks (id) ON DELETE CASCADE,
  server uuid NOT NULL,
  leaf_days int NOT NULL,
  faults jsonb NOT NULL,
  PRIMARY KEY (check_id, server)
);

CREATE FUNCTION mark_occupancies() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO availability_marks (space, during) SELECT space, during FROM new_rows WHERE state IN ('held', 'confirmed', 'released');
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO availability_marks (space, during) SELECT space, during FROM old_rows WHERE state IN ('held', 'confirmed', 'released');
  ELSIF TG_OP = 'UPDATE' THEN
    INSERT INTO availability_marks (space, during)
      SELECT space, during FROM new_rows WHERE state IN ('held', 'confirmed', 'released')
      UNION SELECT space, during FROM old_rows WHERE state IN ('held', 'confirmed', 'released');
  ELSE
    INSERT INTO availability_marks (space, during) VALUES (NULL, NULL);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER mark_inserted AFTER INSERT ON occupancies REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION mark_occupancies();
CREATE TRIGGER mark_deleted AFTER DELETE ON occupancies REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION mark_occupancies();
CREATE TRIGGER mark_updated AFTER UPDATE ON occupancies REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION mark_occupancies();
CREATE TRIGGER mark_truncated AFTER TRUNCATE ON occupancies FOR EACH STATEMENT EXECUTE FUNCTION mark_occupancies();

-- A hold lapses by the clock, so its end belongs to what a server knows of the leaf.
CREATE FUNCTION mark_hold() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO availability_marks (space, during) SELECT space, during FROM occupancies WHERE booking = NEW.id AND state IN ('held', 'confirmed', 'released');
  RETURN NULL;
END $$;
CREATE TRIGGER mark_hold AFTER UPDATE ON bookings FOR EACH ROW WHEN (OLD.hold_until IS DISTINCT FROM NEW.hold_until) EXECUTE FUNCTION mark_hold();
