-- R6: the way of each form to the back office. `entry` is given under a lock that lasts until the commit, so that its order is
-- the order in which readers can see the rows, and a page never misses one.
CREATE TABLE hand_over (
  entry bigint PRIMARY KEY,
  ticket_id uuid NOT NULL UNIQUE REFERENCES tickets ON DELETE CASCADE,
  state text NOT NULL DEFAULT '受付済' CHECK (state IN ('受付済', '取得済', '処理中', '完了', '差戻し')),
  client_id text,
  changed_at timestamptz NOT NULL
);
INSERT INTO hand_over (entry, ticket_id, changed_at)
  SELECT row_number() OVER (ORDER BY t.received_at, t.ticket_id), t.ticket_id, t.received_at FROM sealed_forms f JOIN tickets t USING (ticket_id);

-- Who of the back office asked for what. No personal data of residents.
CREATE TABLE hand_over_access (
  access bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  client_id text NOT NULL,
  key_id text NOT NULL,
  act text NOT NULL,
  ticket_id uuid,
  outcome text NOT NULL
);

-- R9: receipts of deleted forms, chained by their hashes. Nothing personal, nothing ever changed.
CREATE TABLE deletions (
  entry bigint PRIMARY KEY,
  ticket_id uuid NOT NULL,
  at timestamptz NOT NULL,
  reason text NOT NULL,
  procedures text[] NOT NULL,
  value_count int,
  sealed_sha256 text NOT NULL,
  previous text NOT NULL,
  hash text NOT NULL
);
CREATE INDEX deletions_of_a_ticket ON deletions (ticket_id);
CREATE FUNCTION deletions_stay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the journal of deletions is append-only'; END $$;
CREATE TRIGGER deletions_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON deletions FOR EACH STATEMENT EXECUTE FUNCTION deletions_stay();
