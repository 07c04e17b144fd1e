-- Q34: why staff let somebody wait less (forgotten with the business day), and the time of an appointment. The place in the queue
-- follows from these and order_at by domain/order.ts, and is stored nowhere.
ALTER TABLE tickets
  ADD COLUMN care text CHECK (care IN ('with-child', 'unwell', 'mobility', 'staff')),
  ADD COLUMN booked_at timestamptz;
-- The sweep at the border of the day finds at once what is to be forgotten.
CREATE INDEX tickets_with_care ON tickets (queue_day) WHERE care IS NOT NULL;
