import { NO_RECORD, newerRecord } from '../../numbers/domain/next-number.ts';
import type { DurableFiles } from '../../durable/adapters/durable-files.ts';
import type { KioskDatabase } from '../../durable/adapters/kiosk-database.ts';
import { publicJwkOf, toBase64Url } from '../../seal/adapters/webcrypto-seal.ts';
import type { DeviceKey, KioskMemory, KioskMemoryStore } from '../application/ports.ts';

const NOTHING: KioskMemory = { kioskId: null, series: null, token: '', window: null, sealTo: null, offsetMs: 0, record: NO_RECORD };
const FILE = 'memory.json';

const parse = (text: string | null): KioskMemory | null => {
  try { return JSON.parse(text ?? '') as KioskMemory; } catch { return null; }
};

/**
 * Memory in the database and in a flushed file. The database belongs to the device key, so it says who this kiosk is;
 * the number is the larger of both (N2). A file of another kiosk, left by an earlier enrolment, counts for nothing.
 */
export const openKioskMemory = (database: KioskDatabase, files: DurableFiles): KioskMemoryStore => ({
  load: async () => {
    const kept = ((await database.kept.get('memory'))?.value ?? null) as KioskMemory | null;
    if (kept === null) return NOTHING;
    const copy = parse(await files.read(FILE).catch(() => null));
    return copy?.kioskId === kept.kioskId ? { ...kept, record: newerRecord(kept.record, copy.record) } : kept;
  },
  save: async (memory) => {
    await database.kept.put({ name: 'memory', value: memory });
    await files.write(FILE, JSON.stringify(memory));
  },
});

/** The device key: P-256, the private half can be used and never read. Made once; gone with the profile. */
export const openDeviceKey = async (database: KioskDatabase): Promise<DeviceKey> => {
  let pair = (await database.kept.get('device-key'))?.value as CryptoKeyPair | undefined;
  if (pair === undefined) {
    pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
    await database.kept.put({ name: 'device-key', value: pair });
  }
  const { privateKey, publicKey } = pair;
  return {
    publicJwk: await publicJwkOf(publicKey),
    sign: async (text) => toBase64Url(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, new TextEncoder().encode(text))),
  };
};
