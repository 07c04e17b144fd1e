import { describe, expect, it } from 'vitest';
import type { CommandState, LockState } from '../../../contract/index.ts';
import { CommandState as CommandStateSchema } from '../../../contract/index.ts';
import { EVENT_GATE, OPEN_GATE, passGate } from './event-gate.ts';
import type { Heard } from './next-command.ts';
import { nextCommand, toRelease } from './next-command.ts';
import type { Report } from './report.ts';
import { NOTHING_REPORTED, eventsBetween } from './report.ts';

const says = (lock: LockState, more: Partial<Report> = {}): Report => ({ ...NOTHING_REPORTED, lock, ...more });
const before = says('locked');
const report = (lock: LockState, more: Partial<Report> = {}, from = before): Heard => ({ kind: 'report', before: from, report: says(lock, more) });
const sent: Heard = { kind: 'before', report: before };
const run = (...heard: Heard[]) => heard.reduce<CommandState>(nextCommand, { state: 'queued' });

describe('a command', () => {
  it.each<[string, Heard[], CommandState]>([
    ['an HTTP 200 is at most accepted', [sent, { kind: 'answer', answer: 'accepted' }], { state: 'accepted' }],
    ['a running motor is executed', [sent, { kind: 'answer', answer: 'accepted' }, report('unlocking')], { state: 'executed' }],
    ['only a report confirms', [sent, { kind: 'answer', answer: 'accepted' }, report('unlocked')], { state: 'confirmed' }],
    ['a report that overtakes the answer counts', [sent, report('unlatched'), { kind: 'answer', answer: 'silent' }], { state: 'confirmed' }],
    ['accepted and never reported is unknown', [sent, { kind: 'answer', answer: 'accepted' }, report('locked'), { kind: 'deadline', heard: true }], { state: 'unknown', code: 'not-confirmed' }],
    ['silence after sending is named', [sent, { kind: 'answer', answer: 'silent' }, { kind: 'deadline', heard: false }], { state: 'unknown', code: 'timed-out' }],
    ['silence before sending moved nothing', [{ kind: 'before', report: null }], { state: 'timed_out' }],
    ['a gateway that does not hear its lock is silence', [{ kind: 'before', report: says('locked', { reachable: false }) }], { state: 'timed_out' }],
    ['no is no', [sent, { kind: 'answer', answer: { rejected: 'insufficient-battery' } }], { state: 'rejected', code: 'insufficient-battery' }],
    ['a jam is told by name', [sent, report('jammed')], { state: 'rejected', code: 'jammed' }],
    ['a jam of before proves nothing', [{ kind: 'before', report: says('jammed') }, report('jammed', {}, says('jammed'))], { state: 'sent' }],
    ['where there is a log, an old entry proves nothing', [sent, report('unlocked', { lastOpening: '7' }, says('unlocked', { lastOpening: '7' }))], { state: 'sent' }],
    ['where there is a log, a new entry proves it', [sent, report('locked', { lastOpening: '8' }, says('unlocked', { lastOpening: '7' }))], { state: 'confirmed' }],
    ['what is over stays', [sent, { kind: 'deadline', heard: false }, report('unlocked')], { state: 'unknown', code: 'timed-out' }],
  ])('[D33] %s', (_, heard, expected) => {
    const command = run(...heard);
    expect(command).toEqual(expected);
    expect(CommandStateSchema.parse(command)).toEqual(expected);
  });

  it('[D33] one that has not ended is no release', () => {
    expect(() => toRelease({ state: 'accepted' })).toThrow();
    expect(toRelease({ state: 'rejected', code: 'jammed' })).toEqual({ result: 'refused', code: 'jammed' });
  });
});

describe('what two reports tell', () => {
  const told = (from: Report | null, to: Report, expected = false) => eventsBetween('room', from, to, expected).map(({ kind }) => kind);

  it('[D34] a repeated report tells nothing, a first one only what needs somebody', () => {
    const bad = says('jammed', { battery: { pct: 3, critical: false }, tamper: true, clockSkewMs: 90_000, position: 'open' });
    expect(told(null, bad)).toEqual(['lock-jammed', 'battery-low', 'tamper', 'clock-skew']);
    expect(told(bad, bad)).toEqual([]);
    expect(told(null, says('unlocked'))).toEqual([]);
  });

  it('[D34] an opening of our own is no news, another one is, also while it stands open', () => {
    expect(told(before, says('unlocked'))).toEqual(['release-reported']);
    expect(told(before, says('unlocked'), true)).toEqual([]);
    expect(told(says('unlocked', { lastOpening: '7' }), says('unlocked', { lastOpening: '8' }))).toEqual(['release-reported']);
  });

  it('[D34] null is never a closed door', () => {
    expect(told(says('locked', { position: 'open' }), says('locked'))).toEqual([]);
    expect(told(says('locked', { position: 'closed' }), says('locked', { position: 'open' }))).toEqual(['door-opened']);
  });

  it('[D31] an event is told once by its name, and of a flood only the first, with one word that something is lost', () => {
    let gate = OPEN_GATE;
    const pass = (id: string | null, nowMs: number) => { const passed = passGate(gate, id, nowMs); gate = passed.gate; return passed.passage; };
    expect([pass('a', 0), pass('a', 1)]).toEqual(['tell', 'drop']);
    const flood = Array.from({ length: 1_000 }, (_, i) => pass(`x${i}`, 2));
    expect([flood.filter((passage) => passage === 'tell').length, flood.filter((passage) => passage === 'cut').length]).toEqual([EVENT_GATE.most - 1, 1]);
    expect(pass('b', EVENT_GATE.windowMs)).toBe('tell');
    expect(gate.ids.length).toBeLessThanOrEqual(EVENT_GATE.rememberedIds);
  });
});
