import { expect, it } from 'vitest';
import { proveHall } from './prove-hall.ts';

it('[E190] two servers die in turn and their lines are cut: nothing is lost or done twice, everybody comes back and sees the same', async () => {
  const { incidents, shift, ...kept } = await proveHall({ consoles: 3, boards: 6, phones: 9, tickets: 99, paceMs: 500 });
  expect(kept).toEqual({ doubleCalls: 0, lostTickets: 0, lostActs: 0, doubleNumbers: 0 });
  expect(incidents.map(({ wrong }) => wrong)).toEqual([0, 0, 0, 0, 0, 0]);
  // The exercise did something: people fell off their lines and came back, commands had to be sent again, and there was work to the end.
  expect(incidents.every(({ joinedMs }) => joinedMs.length > 0)).toBe(true);
  expect(shift.again).toBeGreaterThan(0);
  expect(shift.finished.length).toBeGreaterThan(9);
  expect(shift.labels.length).toBeGreaterThan(shift.finished.length);
}, 240_000);
