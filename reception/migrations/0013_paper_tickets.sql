-- Q70 to Q79: paper of tickets. A job says whether its sheet is surely out, surely not, or unknown; nothing of it outlives its business day.
CREATE TABLE print_jobs (
  job_id     uuid PRIMARY KEY,
  ticket_id  uuid NOT NULL REFERENCES tickets,
  day        date NOT NULL,
  printer    text NOT NULL,
  copy       integer NOT NULL CHECK (copy > 0),
  again      boolean NOT NULL,
  state      text NOT NULL CHECK (state IN ('queued', 'sending', 'printed', 'not-printed', 'unknown', 'withdrawn')),
  why        text,
  sheets     integer NOT NULL DEFAULT 0,
  asked_at   timestamptz NOT NULL,
  sent_by    text,
  ended_at   timestamptz,
  settled_at timestamptz,
  UNIQUE (ticket_id, copy)
);
-- Whatever servers believe, one sheet at a time is under way to a printer.
CREATE UNIQUE INDEX one_sheet_at_a_time ON print_jobs (printer) WHERE state = 'sending';
CREATE INDEX print_jobs_queued ON print_jobs (printer, asked_at) WHERE state = 'queued';
CREATE INDEX print_jobs_by_day ON print_jobs (day);
-- One server at a time drives a printer, until its word runs out.
CREATE TABLE printers (printer text PRIMARY KEY, health text NOT NULL DEFAULT 'ready', since timestamptz NOT NULL, held_by text NOT NULL, held_until timestamptz NOT NULL);
-- The way to the visitor's own page, for the code on paper: sealed by a key that is not in the database, and gone when the ticket is over.
CREATE TABLE ticket_links (ticket_id uuid PRIMARY KEY REFERENCES tickets, sealed bytea NOT NULL);
CREATE TRIGGER hall_changed AFTER INSERT OR UPDATE OR DELETE ON print_jobs FOR EACH STATEMENT EXECUTE FUNCTION hall_changed();
CREATE TRIGGER hall_changed AFTER UPDATE OF health ON printers FOR EACH STATEMENT EXECUTE FUNCTION hall_changed();
