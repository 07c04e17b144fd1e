-- Q41, Q42: the zone in whose line a ticket stands now, which may be another than that of its plate, and the steps of its visit that are over.
ALTER TABLE tickets ADD COLUMN line text CHECK (line IN ('A', 'B', 'C', 'D', 'E', 'F')), ADD COLUMN steps jsonb NOT NULL DEFAULT '[]';
UPDATE tickets SET line = zone;
ALTER TABLE tickets ALTER COLUMN line SET NOT NULL;
-- Q40: a ticket that was called may be kept (保留) for a counter or a clerk.
ALTER TABLE tickets DROP CONSTRAINT tickets_standing_check;
ALTER TABLE tickets ADD CONSTRAINT tickets_standing_check CHECK (standing ->> 'status' IN ('waiting', 'away', 'called', 'serving', 'held', 'missed', 'done', 'cancelled'));
