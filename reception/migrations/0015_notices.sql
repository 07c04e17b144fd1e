-- Y1 to Y25: notices to phones. A way is where a visitor wants to hear of their ticket: its address is sealed by a key that is not in the
-- database, and the row is gone when the visit is over, with all notices that hang on it.
CREATE TABLE notice_ways (
  way_id       uuid PRIMARY KEY,
  ticket_id    uuid NOT NULL REFERENCES tickets,
  kind         text NOT NULL CHECK (kind IN ('push', 'line', 'mail')),
  language     text NOT NULL,
  -- null once the service has refused it
  address      bytea,
  -- keyed, so that an address can be found again but not guessed
  address_hash bytea NOT NULL,
  why          text,
  asked_at     timestamptz NOT NULL,
  UNIQUE (ticket_id, kind, address_hash)
);
CREATE INDEX notice_ways_by_address ON notice_ways (address_hash);
-- One row for each thing that is said on a way, so that whatever servers do, it is said once.
CREATE TABLE notices (
  notice_id     uuid PRIMARY KEY,
  way_id        uuid NOT NULL REFERENCES notice_ways ON DELETE CASCADE,
  cause         text NOT NULL,
  state         text NOT NULL DEFAULT 'due' CHECK (state IN ('due', 'sent', 'dropped', 'refused')),
  tries         integer NOT NULL DEFAULT 0,
  next_at       timestamptz NOT NULL,
  claimed_by    text,
  claimed_until timestamptz,
  ended_at      timestamptz,
  UNIQUE (way_id, cause)
);
CREATE INDEX notices_due ON notices (next_at) WHERE state = 'due';
