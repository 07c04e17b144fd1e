import type { RecordAct } from '../application/ports.ts';

export const recordAct: RecordAct = async (db, { atMs, staffId, counter, ticketId, act }) => {
  await db.query('INSERT INTO audit (at, staff_id, counter, ticket_id, act) VALUES ($1, $2, $3, $4, $5)', [new Date(atMs), staffId, counter, ticketId, act]);
};
