-- On what a price depended: kept beside the price, so that a new ordinance can be tried on past bookings. Null: booked before this was kept.
ALTER TABLE bookings ADD COLUMN fee_facts jsonb;

-- What the city has seen of a resident: a user class 利用者区分 or a reduction 減免, by which kind of paper, and until when it counts. No numbers of papers.
CREATE TABLE standings (
  resident uuid NOT NULL REFERENCES residents (id) ON DELETE CASCADE,
  code text NOT NULL,
  evidence text NOT NULL,
  seen_at timestamptz NOT NULL,
  -- a day in Tokyo, itself included
  valid_until date NOT NULL,
  PRIMARY KEY (resident, code)
);
