-- A change 変更 that costs more is a hold of its own until the difference is paid; then the booking itself moves and the hold is gone.
ALTER TABLE bookings
  ADD COLUMN replaces uuid REFERENCES bookings (id),
  -- how often it was moved; a change fits only the place that it was made for
  ADD COLUMN moves int NOT NULL DEFAULT 0,
  -- of a change: all leaves of the place that it asks for
  ADD COLUMN spaces text[],
  -- what the next payment must be; null: the total
  ADD COLUMN due_yen int CHECK (due_yen > 0),
  -- what the city keeps beside the price, by its cancellation rules
  ADD COLUMN fee_yen int NOT NULL DEFAULT 0 CHECK (fee_yen >= 0),
  -- the day by which cancellation rules count; null: the start. A change never moves it to a later day.
  ADD COLUMN terms_at timestamptz;
CREATE INDEX changes_of_booking ON bookings (replaces) WHERE replaces IS NOT NULL;

-- A change holds only what its booking does not have yet: that may be two pieces of one leaf, before and after.
ALTER TABLE occupancies DROP CONSTRAINT occupancies_pkey, ADD PRIMARY KEY (booking, space, during);

-- Of a payment that goes back in part: what stays in the end, and what has gone back.
ALTER TABLE payments
  ADD COLUMN keep_yen int NOT NULL DEFAULT 0 CHECK (keep_yen BETWEEN 0 AND amount_yen),
  ADD COLUMN refunded_yen int NOT NULL DEFAULT 0 CHECK (refunded_yen BETWEEN 0 AND amount_yen);
UPDATE payments SET refunded_yen = amount_yen WHERE state = 'refunded';
