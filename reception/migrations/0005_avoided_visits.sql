-- S74: visits that nobody had to make, by business day and procedure. No ticket, no person, no time of day.
CREATE TABLE avoided_visits (
  day date NOT NULL,
  procedure text NOT NULL,
  visits int NOT NULL CHECK (visits > 0),
  PRIMARY KEY (day, procedure)
);
