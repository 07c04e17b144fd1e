-- Bookings 予約, the leaves they occupy, payments, access grants, residents. One database per municipality.
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE residents (
  id uuid PRIMARY KEY,
  display_name text NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE TABLE passkeys (
  credential_id text PRIMARY KEY,
  resident uuid NOT NULL REFERENCES residents (id) ON DELETE CASCADE,
  public_key bytea NOT NULL,
  counter bigint NOT NULL,
  transports text[] NOT NULL,
  created_at timestamptz NOT NULL
);
-- A challenge is deleted by the statement that reads it, so it is good for one answer.
CREATE TABLE challenges (
  ceremony uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('register', 'sign-in')),
  challenge text NOT NULL,
  resident uuid,
  display_name text,
  expires_at timestamptz NOT NULL
);
CREATE TABLE sessions (
  token_sha256 bytea PRIMARY KEY,
  resident uuid NOT NULL REFERENCES residents (id) ON DELETE CASCADE,
  expires_at timestamptz NOT NULL
);

CREATE TABLE bookings (
  id uuid PRIMARY KEY,
  reference text NOT NULL UNIQUE,
  resident uuid NOT NULL REFERENCES residents (id),
  room text NOT NULL,
  facility text NOT NULL,
  building text NOT NULL,
  door text NOT NULL,
  start_at timestamptz NOT NULL,
  end_at timestamptz NOT NULL CHECK (end_at > start_at),
  people int NOT NULL,
  purpose text NOT NULL,
  quote jsonb NOT NULL,
  total_yen int NOT NULL CHECK (total_yen >= 0),
  state text NOT NULL CHECK (state IN ('held', 'confirmed', 'released', 'lapsed', 'cancelled')),
  hold_until timestamptz,
  payment text NOT NULL CHECK (payment IN ('none-due', 'open', 'paid', 'refund-due', 'refunded', 'wrong-amount')),
  pin text,
  created_at timestamptz NOT NULL,
  confirmed_at timestamptz,
  CHECK (state NOT IN ('confirmed', 'released') OR (pin IS NOT NULL AND confirmed_at IS NOT NULL)),
  -- Two bookings of a door that live at the same time (confirmed until the end) never share a PIN.
  CONSTRAINT one_pin_per_door EXCLUDE USING gist (door WITH =, pin WITH =, tstzrange(confirmed_at, greatest(end_at, confirmed_at), '[]') WITH &&)
    WHERE (state IN ('confirmed', 'released'))
);
CREATE INDEX bookings_of_resident ON bookings (resident, start_at);
CREATE INDEX held_bookings ON bookings (hold_until) WHERE state = 'held';

-- One row per leaf space that a booking occupies. The constraint is the last judge of every booking.
CREATE TABLE occupancies (
  booking uuid NOT NULL REFERENCES bookings (id),
  space text NOT NULL,
  during tstzrange NOT NULL,
  state text NOT NULL CHECK (state IN ('held', 'confirmed', 'released', 'lapsed', 'cancelled')),
  PRIMARY KEY (booking, space),
  CONSTRAINT one_booking_per_leaf EXCLUDE USING gist (space WITH =, during WITH &&) WHERE (state IN ('held', 'confirmed', 'released'))
);

CREATE TABLE payments (
  id uuid PRIMARY KEY,
  booking uuid NOT NULL REFERENCES bookings (id),
  amount_yen int NOT NULL,
  session_id text UNIQUE,
  session_url text,
  provider_payment text,
  state text NOT NULL CHECK (state IN ('open', 'captured', 'failed', 'expired', 'wrong-amount', 'refund-due', 'refunded')),
  created_at timestamptz NOT NULL,
  asked_at timestamptz
);
CREATE INDEX payments_of_booking ON payments (booking);
-- Inbox of the provider's notices; the same event counts once, whatever happens afterwards.
CREATE TABLE notices (
  event_id text PRIMARY KEY,
  type text NOT NULL,
  payment uuid REFERENCES payments (id),
  amount_yen int,
  outcome text NOT NULL,
  deliveries int NOT NULL DEFAULT 1,
  received_at timestamptz NOT NULL
);

-- Promises that the worker keeps. Written in the transaction that makes the promise.
CREATE TABLE jobs (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('release', 'refund')),
  subject uuid NOT NULL,
  due_at timestamptz NOT NULL,
  attempts int NOT NULL DEFAULT 0,
  UNIQUE (kind, subject)
);
CREATE INDEX jobs_due ON jobs (due_at);

CREATE TABLE buildings (
  building text PRIMARY KEY,
  -- revision of the desired manifest; what the agent has is in acknowledged
  revision int NOT NULL DEFAULT 0,
  acknowledged int,
  epoch int NOT NULL DEFAULT 0,
  online boolean,
  status jsonb,
  heard_at timestamptz
);
CREATE TABLE grants (
  jti uuid PRIMARY KEY,
  booking uuid NOT NULL UNIQUE REFERENCES bookings (id),
  building text NOT NULL REFERENCES buildings (building),
  door text NOT NULL,
  not_before timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  signed text NOT NULL,
  revision int NOT NULL,
  revoked_at timestamptz
);
CREATE INDEX grants_of_building ON grants (building, expires_at);
-- One row per press of the button. The agent acts on a command id once, so a press opens at most once.
CREATE TABLE unlocks (
  command_id uuid PRIMARY KEY,
  resident uuid NOT NULL,
  key text NOT NULL,
  booking uuid NOT NULL REFERENCES bookings (id),
  building text NOT NULL,
  signed text NOT NULL,
  expires_at timestamptz NOT NULL,
  outcome jsonb,
  UNIQUE (resident, key)
);
-- The agents' journals 監査記録 as they were shipped.
CREATE TABLE journal (
  building text NOT NULL,
  seq int NOT NULL,
  hash text NOT NULL,
  record jsonb NOT NULL,
  PRIMARY KEY (building, seq)
);

-- Ledger of commands: the row and the effect share one transaction.
CREATE TABLE commands (
  resident uuid NOT NULL,
  key text NOT NULL,
  request_sha256 bytea NOT NULL,
  result jsonb,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (resident, key)
);
-- Who did what to which booking; no names, no PINs.
CREATE TABLE audit (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  act text NOT NULL,
  booking uuid,
  facts jsonb NOT NULL
);
