import { type BoardState, FROZEN_MS, type Reply } from '@engawa/reception/contract';
import { describe, expect, it } from 'vitest';
import type { StreamEar, StreamWire } from './ports.ts';
import { type LinkView, watchStream } from './watch-stream.ts';

const CITY = Date.parse('2026-11-22T01:12:00Z');
const body = (label: string): BoardState => ({ calls: [{ callId: `call ${label}`, zone: 'A', label, counter: '3' as BoardState['openCounters'][number], calledAt: new Date(CITY).toISOString(), repeat: 0 }], missed: [], waits: [], openCounters: [], lastPromises: null });

/** A line whose two ends are held by hand, and a clock that only moves when told. */
const hall = (reply: Reply = { ok: true }) => {
  let nowMs = 5_000_000;
  let ear: StreamEar | null = null;
  const ticks: (() => void)[] = [];
  const asked: string[] = [];
  const restarts: number[] = [];
  const views: LinkView<BoardState>[] = [];
  const wire: StreamWire = { listen: (given) => { ear = given; return () => { ear = null; }; }, watch: (watch) => { asked.push(watch.stream); return Promise.resolve(reply); }, unwatch: () => undefined, shown: () => undefined, restart: () => { restarts.push(nowMs); } };
  const stop = watchStream({ wire, pulse: { now: () => nowMs, every: (_ms, act) => { ticks.push(act); return () => undefined; } } }, 'board', (view) => views.push(view));
  return {
    views, asked, restarts, stop, last: () => views.at(-1),
    connect: async () => { ear?.connected(); await Promise.resolve(); await Promise.resolve(); },
    state: (rev: number, label: string, epoch = 'e1') => ear?.state({ stream: 'board', epoch, rev, at: new Date(CITY).toISOString(), body: body(label) }),
    raw: (message: unknown) => ear?.state(message),
    beat: () => ear?.beat({ at: new Date(CITY + nowMs - 5_000_000).toISOString() }),
    pass: (ms: number) => { nowMs += ms; ticks.forEach((tick) => tick()); },
  };
};
const labelOf = (view: LinkView<BoardState> | undefined) => (view && 'body' in view ? view.body?.calls[0]?.label : undefined);

describe('watching a stream', () => {
  it('[V6] shows the newest state and throws older revisions away', async () => {
    const line = hall();
    await line.connect();
    line.beat(); line.state(4, '104'); line.state(3, '103');
    expect(labelOf(line.last())).toBe('104');
    line.state(1, '201', 'e2');
    expect(labelOf(line.last())).toBe('201');
    expect(line.asked).toEqual(['board']);
  });
  it('[V7] says that it is frozen, and since when in city time, after silence of FROZEN_MS', async () => {
    const line = hall();
    await line.connect();
    line.beat(); line.state(1, '101');
    line.pass(FROZEN_MS);
    expect(line.last()?.status).toBe('live');
    line.pass(1);
    expect(line.last()).toMatchObject({ status: 'frozen', sinceMs: CITY });
    line.beat();
    expect(line.last()?.status).toBe('live');
  });
  it('[V7] after a reconnect a beat alone does not make old numbers new', async () => {
    const line = hall();
    await line.connect();
    line.beat(); line.state(1, '101');
    line.pass(FROZEN_MS + 1);
    await line.connect();
    line.beat();
    expect(line.last()?.status).toBe('frozen');
    line.state(1, '101');
    expect(line.last()?.status).toBe('live');
    expect(line.asked).toEqual(['board', 'board']);
  });
  it('[V7] a server that never answers freezes the board too', () => {
    const line = hall();
    line.pass(2 * FROZEN_MS + 1);
    expect(line.last()).toMatchObject({ status: 'frozen', body: undefined, sinceMs: null });
  });
  it('[V6] what it cannot read it does not show', async () => {
    const line = hall();
    await line.connect();
    line.beat(); line.state(1, '101');
    line.raw({ stream: 'board', epoch: 'e1', rev: 2, at: new Date(CITY).toISOString(), body: { calls: 'many' } });
    line.raw('nonsense');
    expect(labelOf(line.last())).toBe('101');
  });
  it('[V7] begins a line anew that says it is up and stays silent', async () => {
    const line = hall();
    await line.connect();
    for (let n = 0; n < 50; n += 1) line.pass(1_000);
    expect(line.restarts.length).toBeGreaterThanOrEqual(2);
  });
  it('[V6] tells a refusal by its code, and is still after its end', async () => {
    const line = hall({ ok: false, problem: { type: 'about:blank', title: '', status: 404, code: 'not-found' } });
    await line.connect();
    expect(line.last()).toMatchObject({ status: 'refused', problem: { code: 'not-found' } });
    line.stop();
    const heard = line.views.length;
    line.pass(60_000);
    expect(line.views).toHaveLength(heard);
  });
});
