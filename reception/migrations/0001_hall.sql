-- The hall of one municipality: kiosks, tickets, sealed forms, staff sessions, the ledger of commands, the audit.
-- No column of this schema holds a name, an address, a birth date or a phone number in the clear.

-- S10: a series belongs to one device key for ever; it is never granted again.
CREATE TABLE kiosks (
  kiosk_id text PRIMARY KEY,
  series int NOT NULL UNIQUE CHECK (series BETWEEN 1 AND 99),
  thumbprint text NOT NULL UNIQUE,
  public_key jsonb NOT NULL,
  enrolled_at timestamptz NOT NULL,
  -- the life (boot) that the server last answered; only its heartbeats are evidence
  boot_id text,
  last_seen_at timestamptz,
  pending int NOT NULL DEFAULT 0,
  help_since timestamptz
);

-- Evidence per kiosk and business day: before as_of no number above high_water was given.
CREATE TABLE kiosk_days (
  kiosk_id text NOT NULL REFERENCES kiosks,
  day date NOT NULL,
  high_water int NOT NULL,
  as_of timestamptz NOT NULL,
  booted boolean NOT NULL,
  PRIMARY KEY (kiosk_id, day)
);

CREATE TABLE tickets (
  ticket_id uuid PRIMARY KEY,
  day date NOT NULL,
  series int NOT NULL CHECK (series BETWEEN 0 AND 99),
  sequence int NOT NULL CHECK (sequence BETWEEN 1 AND 9999),
  -- the business day in whose queue the ticket stands: the day of arrival, when a kiosk was cut off overnight
  queue_day date NOT NULL,
  intake_id text UNIQUE,
  secret_hash bytea NOT NULL UNIQUE,
  zone text NOT NULL CHECK (zone IN ('A', 'B', 'C', 'D', 'E', 'F')),
  procedures text[] NOT NULL,
  language text NOT NULL,
  issued_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  -- issued_at within honest bounds; the queue is ordered by (order_at, series, sequence)
  order_at timestamptz NOT NULL,
  promised_from timestamptz,
  promised_until timestamptz,
  -- domain/standing.ts: a union by status
  standing jsonb NOT NULL,
  status text GENERATED ALWAYS AS (standing ->> 'status') STORED,
  counter text GENERATED ALWAYS AS (standing ->> 'counter') STORED,
  -- what an undo goes back to, and who may undo until when
  last_act jsonb,
  -- counts every call and recall and never goes back, so that a board sounds once per announcement
  announcements int NOT NULL DEFAULT 0,
  has_form boolean NOT NULL,
  CHECK (standing ->> 'status' IN ('waiting', 'called', 'serving', 'missed', 'done', 'cancelled')),
  -- Q2: a number is given once
  UNIQUE (day, series, sequence)
);
CREATE INDEX tickets_in_order ON tickets (queue_day, order_at, series, sequence) WHERE (standing ->> 'status') = 'waiting';
-- One visitor at a counter: the database is the last judge when two browsers of one counter act at once.
CREATE UNIQUE INDEX one_visitor_per_counter ON tickets ((standing ->> 'counter')) WHERE (standing ->> 'status') IN ('called', 'serving');

-- Series 0: the staff desk numbers from a locked row.
CREATE TABLE desk_numbers (day date PRIMARY KEY, last_sequence int NOT NULL);

-- Ciphertext only. The opening key lies in DATA_DIR and never here.
CREATE TABLE sealed_forms (
  ticket_id uuid PRIMARY KEY REFERENCES tickets ON DELETE CASCADE,
  intake_id text NOT NULL,
  sealed jsonb NOT NULL,
  delete_after timestamptz
);

CREATE TABLE staff_sessions (
  session_id uuid PRIMARY KEY,
  token_hash bytea NOT NULL UNIQUE,
  staff_id text NOT NULL,
  counter text NOT NULL,
  opened_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE UNIQUE INDEX one_clerk_per_counter ON staff_sessions (counter) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX one_counter_per_clerk ON staff_sessions (staff_id) WHERE ended_at IS NULL;

-- Ledger of commands: the row and the effect share one transaction. `fingerprint` is a keyed hash, since a body may hold personal data.
CREATE TABLE ledger (
  scope text NOT NULL,
  key text NOT NULL,
  fingerprint bytea NOT NULL,
  outcome jsonb,
  at timestamptz NOT NULL,
  PRIMARY KEY (scope, key)
);
CREATE INDEX ledger_by_age ON ledger (at);

-- Who opened which form when. No personal data of residents.
CREATE TABLE audit (
  entry bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  staff_id text NOT NULL,
  counter text NOT NULL,
  ticket_id uuid,
  act text NOT NULL
);
CREATE INDEX audit_by_ticket ON audit (ticket_id);
