import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConsoleState } from '../../../contract/index.ts';
import type { Hall } from '../../queue/domain/project-hall.ts';
import { hallWatch } from './hall-watch.ts';
import { openStreams } from './streams.ts';

const NOW = Date.UTC(2026, 10, 24, 1, 0);
const hall: Hall = { nowMs: NOW, tickets: [], open: [], counters: [], zones: [], procedures: [], staffNames: new Map(), foretold: { tickets: new Map(), zones: new Map(), forecasts: new Map(), leave: new Map() }, graceMs: 0, appointments: [], appointmentGraceMs: 0, promises: [] };

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

describe('boards that answer', () => {
  it('[Q51] are told of together, and the hall is neither read nor foretold for it', () => {
    const boards: ConsoleState['boards'] = [];
    const told: string[] = [];
    let readings = 0;
    const watch = hallWatch({
      readHall: () => { readings += 1; return Promise.resolve({ hall, kiosks: [] }); }, boards: { list: () => [...boards], announced: () => {} },
      streams: openStreams({ epoch: 'e', clock: () => NOW, send: ({ stream }) => { told.push(stream); } }), watchedTickets: () => [], ticketLeft: () => Promise.resolve(), failed: (error) => { throw error; }, first: { hall, kiosks: [] },
    });
    for (let n = 1; n <= 500; n += 1) { boards.push({ name: `板 ${n}`, connected: true, lastAckMs: n }); watch.boardsMoved(); }
    expect(told).toEqual([]);
    vi.runAllTimers();
    expect([told.filter((stream) => stream === 'console').length, readings]).toEqual([1, 0]);
    boards.pop();
    watch.boardsMoved();
    vi.runAllTimers();
    expect(told.filter((stream) => stream === 'console').length).toBe(2);
  });
});
