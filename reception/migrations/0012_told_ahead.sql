-- Q11: a promise is made by the first reading of the hall that holds the ticket, and kept with it: the range, and how many it was
-- told stand before it. A command that is sent again is answered from here.
ALTER TABLE tickets ADD COLUMN told_ahead integer CHECK (told_ahead >= 0);
