-- Q66: 受付票, what a counter hands over when it took something on, is printed by the same durable jobs as tickets.
ALTER TABLE print_jobs ADD COLUMN kind text NOT NULL DEFAULT 'ticket' CHECK (kind IN ('ticket', 'slip'));
