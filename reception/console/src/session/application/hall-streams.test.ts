import { FROZEN_MS, type ConsoleState } from '@engawa/reception/contract';
import { describe, expect, it } from 'vitest';
import { frozenSince, hallTime } from '../domain/link-health.ts';
import { createHallStreams } from './hall-streams.ts';
import type { LinkEvent, StreamLink } from './ports.ts';

const HALL_MS = Date.parse('2026-11-24T01:12:00.000Z');
const state = (longestWaitMinutes: number): ConsoleState => ({ queue: [], counters: [], boards: [], kiosks: [], longestWaitMinutes });

/** A console whose own clock is wrong by an hour, and a hand on the line. */
const sit = () => {
  let hear: (event: LinkEvent) => void = () => {};
  let nowMs = HALL_MS - 3_600_000;
  const watched: string[] = [];
  const link: StreamLink = { open: (h) => { hear = h; }, watch: (s) => { watched.push(s); }, unwatch: () => {}, caption: async () => ({ ok: true }), close: () => { hear = () => {}; } };
  const streams = createHallStreams({ link, clock: () => nowMs });
  streams.open('3');
  const message = (epoch: string, rev: number, body: unknown, stream = 'console'): void =>
    hear({ t: 'message', message: { stream, epoch, rev, at: new Date(nowMs + 3_600_000).toISOString(), body } });
  return { streams, watched, message, hear: (e: LinkEvent) => hear(e), later: (ms: number) => { nowMs += ms; streams.tick(); }, now: () => nowMs };
};

describe('what the console knows of the hall', () => {
  it('[K4] watches its own two streams', () => {
    expect(sit().watched).toEqual(['console', 'caption:3']);
  });

  it('[K4] a state older than the one shown is thrown away', () => {
    const { streams, message } = sit();
    message('one', 7, state(7));
    message('one', 6, state(6));
    expect(streams.picture.get().console?.longestWaitMinutes).toBe(7);
  });

  it('[K4] after a restart of the hall a lower revision is news', () => {
    const { streams, message } = sit();
    message('one', 700, state(7));
    message('two', 1, state(1));
    expect(streams.picture.get().console?.longestWaitMinutes).toBe(1);
  });

  it('[K4] a state that does not parse changes nothing', () => {
    const { streams, message } = sit();
    message('one', 1, state(1));
    message('one', 2, { queue: 'hostile' });
    expect(streams.picture.get().console?.longestWaitMinutes).toBe(1);
    message('one', 2, state(2));
    expect(streams.picture.get().console?.longestWaitMinutes).toBe(2);
  });

  it('[K5] silence longer than the limit is named with the hall time of the last sign of life', () => {
    const { streams, message, later, hear, now } = sit();
    message('one', 1, state(1));
    later(FROZEN_MS);
    expect(frozenSince(streams.picture.get().health)).toBeNull();
    later(1);
    expect(frozenSince(streams.picture.get().health)).toBe(HALL_MS);
    hear({ t: 'beat', at: new Date(now() + 3_600_000).toISOString() });
    expect(streams.picture.get().health.status).toBe('live');
  });

  it('[K5] times on the screen are the hall\'s, also when this machine\'s clock is wrong', () => {
    const { streams, message, now } = sit();
    message('one', 1, state(1));
    expect(hallTime(streams.picture.get().health, now() + 60_000)).toBe(HALL_MS + 60_000);
  });

  it('[K20] signing out forgets everything that was on the screen', () => {
    const { streams, message } = sit();
    message('one', 1, state(1));
    streams.close();
    expect(streams.picture.get().console).toBeNull();
  });
});
