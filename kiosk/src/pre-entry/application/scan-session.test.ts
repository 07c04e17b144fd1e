import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ProcedureId } from '@engawa/reception/contract';
import { smallCity } from '../../intake/testing/small-city.ts';
import type { CameraTrouble, CameraView } from '../../scanner/application/ports.ts';
import { makeCodes } from './make-codes.ts';
import { SCAN, startScan, tokyoDay, type ScanState } from './scan-session.ts';

const START = Date.parse('2026-11-23T02:00:00Z');
const sha256 = async (bytes: Uint8Array): Promise<Uint8Array> => createHash('sha256').update(bytes).digest();
const codesOf = async (name: string, day = tokyoDay(START)) => (await makeCodes({ sha256, deflate: async (bytes) => bytes }, smallCity, day, [ProcedureId.parse('juminhyo')], { 'applicant.name': { value: name } }))!;

/** A camera whose pictures are already read: each frame shows these codes. Ends when the frames do. */
const scan = async (frames: readonly (readonly Uint8Array[])[], trouble?: CameraTrouble) => {
  let now = START; let at = 0; let lit = false;
  const states: ScanState[] = [];
  const view: CameraView = { attach: () => undefined, frame: () => ({ data: new Uint8ClampedArray(4), width: 1, height: 1 }), close: () => { lit = false; } };
  let end = (): void => undefined;
  const done = new Promise<void>((resolve) => { end = resolve; });
  const running = startScan({
    camera: { open: async () => { if (trouble) return { ok: false, code: trouble }; lit = true; return { ok: true, view }; } },
    decoder: async () => ({ decode: async () => frames[at++] ?? [], close: () => undefined }),
    nowMs: () => now, sleep: async () => { now += at < frames.length ? 100 : SCAN.silentMs; }, sha256,
  }, smallCity, (state) => { states.push(state); if (state.at === 'read' || state.at === 'stopped') setImmediate(end); });
  return { states, running, done, lit: () => lit };
};

describe('the scan page', () => {
  it('[X7] gathers the parts, reads the answers, and the camera is dark', async () => {
    const codes = await codesOf('𠮷野\u{e0100}'.repeat(100).slice(0, 390));
    expect(codes.length).toBeGreaterThan(1);
    const { states, done, lit } = await scan([[], ...codes.map((code) => [code])]);
    await done;
    expect(states.at(-1)).toMatchObject({ at: 'read', opened: { entry: { procedures: ['juminhyo'] } } });
    expect(states).toContainEqual({ at: 'looking', have: 1, of: codes.length, hint: null });
    expect(lit()).toBe(false);
  });
  it('[X6] what is not ours is said, and looking goes on', async () => {
    const { states, done } = await scan([[Uint8Array.of(104, 105)], await codesOf('a', tokyoDay(START) - 20), await codesOf('b')]);
    await done;
    expect(states.map((state) => (state.at === 'looking' ? state.hint : state.at))).toEqual(['opening', null, 'QR_NOT_OURS', 'QR_EXPIRED', 'read']);
  });
  it('[X20] a poster behind the visitor is no reason for a word while a code of ours is in the picture', async () => {
    const poster = Uint8Array.of(104, 105);
    const codes = await codesOf('𠮷野\u{e0100}'.repeat(100).slice(0, 390));
    const { states, done } = await scan(codes.map((code, at) => (at % 2 === 0 ? [code, poster] : [poster, code])));
    await done;
    expect(states.some((state) => state.at === 'looking' && state.hint !== null)).toBe(false);
    expect(states.at(-1)?.at).toBe('read');
  });
  it.each(['CAMERA_DENIED', 'CAMERA_BUSY'] as const)('[X6] %s ends at once', async (code) => {
    const { states, done } = await scan([], code);
    await done;
    expect(states.at(-1)).toEqual({ at: 'stopped', code });
  });
  it('[X6] a minute in which nothing was read ends with TIMEOUT and a dark camera', async () => {
    const { states, done, lit } = await scan([[]]);
    await done;
    expect(states.at(-1)).toEqual({ at: 'stopped', code: 'TIMEOUT' });
    expect(lit()).toBe(false);
  });
  it('[X7] leaving turns the camera off at once and says nothing more, also while it was opening', async () => {
    const { states, running, lit } = await scan([[], [], []]);
    running.close();
    const before = states.length;
    await new Promise((resolve) => { setImmediate(resolve); });
    expect(lit()).toBe(false);
    expect(states.length).toBe(before);
  });
});
