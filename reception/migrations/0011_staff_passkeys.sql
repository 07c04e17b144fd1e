-- S80: whoever receives, oversees or only watches sits at no counter.
ALTER TABLE staff_sessions ALTER COLUMN counter DROP NOT NULL;
ALTER TABLE audit ALTER COLUMN counter DROP NOT NULL;

-- S83: public keys only. A passkey that was revoked stays as a row, so that the audit of its sign-ins can be read.
CREATE TABLE staff_passkeys (
  credential_id text PRIMARY KEY,
  staff_id text NOT NULL,
  public_key bytea NOT NULL,
  sign_count bigint NOT NULL,
  transports text[] NOT NULL,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz,
  -- its counter went back once: somebody may have a copy of it
  doubted_at timestamptz,
  revoked_at timestamptz,
  revoked_by text
);
CREATE INDEX staff_passkeys_by_staff ON staff_passkeys (staff_id);
-- by which passkey somebody came, so that revoking it ends what it opened
ALTER TABLE staff_sessions ADD COLUMN passkey text;

-- A challenge is good for one answer; rows live for minutes.
CREATE TABLE staff_challenges (ceremony uuid PRIMARY KEY, kind text NOT NULL, challenge text NOT NULL, staff_id text, word_hash bytea, expires_at timestamptz NOT NULL);
-- A supervisor's word for one enrolment; keyed hash only. A newer word of the same person takes the place of the older one.
CREATE TABLE enrolment_words (staff_id text PRIMARY KEY, word_hash bytea NOT NULL UNIQUE, made_by text NOT NULL, expires_at timestamptz NOT NULL);
