-- Ends of the agents' journals as telephones brought them from doors that were cut off. Nobody has signed them: hints for whoever looks into a journal that was shortened.
CREATE TABLE journal_heads (
  building text NOT NULL,
  seq int NOT NULL,
  hash text NOT NULL,
  heard_at timestamptz NOT NULL,
  PRIMARY KEY (building, seq, hash)
);
