-- Q80 to Q85: the register of expected appointments. A reference, a time, a procedure and how it stands; nobody's name, and nothing of a day that is over.
CREATE TABLE appointments (
  reference    text PRIMARY KEY CHECK (length(reference) BETWEEN 3 AND 20),
  day          date NOT NULL,
  booked_at    timestamptz NOT NULL,
  procedure_id text NOT NULL,
  -- what the booking system said last, so that the same word again undoes nothing that staff did
  office       text NOT NULL CHECK (office IN ('booked', 'withdrawn')),
  standing     text NOT NULL CHECK (standing IN ('expected', 'came', 'withdrawn')),
  last_act     jsonb
);
CREATE INDEX appointments_by_day ON appointments (day);
CREATE TRIGGER hall_changed AFTER INSERT OR UPDATE OR DELETE ON appointments FOR EACH STATEMENT EXECUTE FUNCTION hall_changed();
