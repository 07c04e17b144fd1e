import { describe, expect, it } from 'vitest';
import type { KioskHello, KioskWelcome } from '@engawa/reception/contract';
import { NO_RECORD } from '../../numbers/domain/next-number.ts';
import { openKioskLink } from './kiosk-link.ts';
import type { KioskMemory, ReceptionLink } from './ports.ts';

const START = Date.UTC(2026, 10, 24, 0, 0);
const window = { day: '2026-11-24', startsAtMs: START, endsAtMs: START + 10 * 3_600_000 };

/** A kiosk whose hall, disk and clock are moved by hand. */
const kiosk = async () => {
  let nowMs = START + 3_600_000;
  let hears = false;
  const said: { kind: string; hello: KioskHello }[] = [];
  let disk = { kioskId: 'kiosk-000000000000000001', series: 1, token: 'of-the-life-before', window, sealTo: null, offsetMs: 0, record: { ...NO_RECORD, day: window.day, last: 3 }, left: null } as unknown as KioskMemory;
  const welcome = (numberFrom: number | null): KioskWelcome => ({
    serverTime: new Date(nowMs).toISOString(), token: `token-${said.length}`, numberFrom, businessDay: { day: window.day, startsAt: new Date(window.startsAtMs).toISOString(), endsAt: new Date(window.endsAtMs).toISOString() },
    sealTo: { keyId: 'k', publicKey: { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' } },
  }) as KioskWelcome;
  const reception = {
    hello: async (kind: string, _kiosk: string, hello: KioskHello) => { said.push({ kind, hello }); return hears ? { ok: true, value: welcome(null) } : { ok: false }; },
    board: async () => ({ ok: false }), enrol: async () => ({ ok: false }), help: async () => ({ ok: false }),
  } as unknown as ReceptionLink;
  const link = await openKioskLink({
    reception, store: { load: async () => disk, save: async (memory: KioskMemory) => { disk = memory; } }, key: {} as never, bootId: 'boot-2',
    nowMs: () => nowMs, monoMs: () => nowMs, pending: async () => 0, onConnected: () => undefined, every: () => () => undefined,
  });
  await link.beat();
  return { link, said, disk: () => disk, pass: (ms: number) => { nowMs += ms; }, restore: () => { hears = true; } };
};

describe('the floor of a life that started alone', () => {
  it('[N2] is saved with the token that comes after it, and proven with it from then on', async () => {
    const { link, said, disk, pass, restore } = await kiosk();
    pass(60_000);
    const first = await link.giveNumber();
    expect(first).toMatchObject({ kind: 'wait', why: 'pace' });
    const floor = Math.floor((3_600_000 + 60_000 + 60_000) / 20_000 + 3) + 1;
    restore();
    await link.beat();
    expect(said.at(-1)).toMatchObject({ kind: 'heartbeat', hello: { token: 'of-the-life-before', lastSequence: 3 } });
    expect(disk()).toMatchObject({ token: `token-${said.length}`, record: { last: floor - 1 } });
    await link.beat();
    expect(said.at(-1)?.hello.lastSequence).toBe(floor - 1);
    pass(80_000);
    expect(await link.giveNumber()).toMatchObject({ kind: 'given', sequence: floor });
  });
});
