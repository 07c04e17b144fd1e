-- Q25: what the hall has learned of its work and of its promises. No person, no ticket, no time of day.
CREATE TABLE foresight (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  version bigint NOT NULL,
  experience jsonb NOT NULL,
  calibration jsonb NOT NULL
);
CREATE INDEX tickets_by_queue_day ON tickets (queue_day);
-- `forecast` is what was foretold when the ticket came, in minutes; `lessons` are those that it has taught already.
ALTER TABLE tickets
  ADD COLUMN first_called_at timestamptz,
  ADD COLUMN forecast jsonb,
  ADD COLUMN lessons text[] NOT NULL DEFAULT '{}';
