-- S23: a kiosk can be retired. Its row stays, for what it gave out until that day; its series is free from the next business day on.
ALTER TABLE kiosks ADD COLUMN retired_on date;
ALTER TABLE kiosks DROP CONSTRAINT kiosks_series_key, DROP CONSTRAINT kiosks_thumbprint_key;
CREATE UNIQUE INDEX one_kiosk_per_series ON kiosks (series) WHERE retired_on IS NULL;
CREATE UNIQUE INDEX one_kiosk_per_key ON kiosks (thumbprint) WHERE retired_on IS NULL;

-- S24: the hall is read after every change and swept every five seconds; the tickets of all earlier days must cost nothing then.
CREATE INDEX tickets_of_a_day ON tickets (queue_day);
CREATE INDEX tickets_not_over ON tickets (queue_day) WHERE (standing ->> 'status') IN ('waiting', 'called', 'serving', 'missed');

-- Q16: the day of arrival only where that day's queue still stands; an intake of a day that is over stays with its own day, cancelled.
COMMENT ON COLUMN tickets.queue_day IS 'the business day in whose queue the ticket stands: the day of its number';
