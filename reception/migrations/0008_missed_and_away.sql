-- Q38, Q39: a visitor may be away for a while. The hall's own words for a standing are checked by its code (domain/standing.ts) when it is read.
ALTER TABLE tickets DROP CONSTRAINT tickets_standing_check;
ALTER TABLE tickets ADD CONSTRAINT tickets_standing_check CHECK (standing ->> 'status' IN ('waiting', 'away', 'called', 'serving', 'missed', 'done', 'cancelled'));
-- Whoever comes back when their time is over is called without a word of theirs: the next call looks at them as well.
DROP INDEX tickets_in_order;
CREATE INDEX tickets_in_order ON tickets (queue_day, order_at, series, sequence) WHERE (standing ->> 'status') IN ('waiting', 'away');
DROP INDEX tickets_not_over;
CREATE INDEX tickets_not_over ON tickets (queue_day) WHERE (standing ->> 'status') NOT IN ('done', 'cancelled');
