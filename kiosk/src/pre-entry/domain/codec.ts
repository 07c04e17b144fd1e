import { ProcedureId, personKey, type CityProfile, type FormField, type Texts } from '@engawa/reception/contract';
import { inflate } from './inflate.ts';
import { LIMIT, type Refused } from './parts.ts';
import { fromUtf8, toUtf8 } from './utf8.ts';

/**
 * 事前入力 as bytes: `flags(1) day(2) catalogue(4)` and the body, which is deflated when `flags & 1`.
 * Body: `n` procedures by name, then values in the catalogue's order, each by a tag of three bytes (FNV-1a of its key), or
 * by its whole key where two keys share a tag. Values are never told by their place alone, because the city may have
 * changed a form between the phone and the kiosk: what it still knows is read, the rest is counted.
 */
export type Catalogue = Pick<CityProfile, 'applicant' | 'procedures'>;
export interface PreEntry { readonly procedures: readonly ProcedureId[]; readonly values: Readonly<Record<string, string>> }
export type Opened = { readonly ok: true; readonly entry: PreEntry; /** values and procedures that this city's forms do not have */ readonly unknown: number; /** the forms have changed since */ readonly changed: boolean } | Refused;

/** Days for which a code is taken: answers about a move or an income grow old. `ahead`: a phone may live in another time zone. */
export const LIFE = { days: 14, ahead: 1 } as const;
const HEAD = 7;
const WHOLE_KEY = 0xffffff;
const MAX_PROCEDURES = 16;
const MAX_VALUE_LETTERS = 400;
const MAX_PEOPLE = 12;

const fnv = (text: string): number => {
  let hash = 0x811c9dc5;
  for (const byte of toUtf8(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
};
const tagOf = (key: string): number => { const hash = fnv(key); return ((hash >>> 24) ^ hash) & 0xffffff; };

const keysOfField = (field: FormField): string[] => field.kind !== 'people' ? [field.key]
  : [field.key, ...Array.from({ length: Math.min(MAX_PEOPLE, field.max ?? MAX_PEOPLE) }, (_, i) => (field.columns ?? []).map((column) => personKey(field.key, i + 1, column.key))).flat()];
/** Every key that a visit may hold, in the catalogue's order. */
export const keysOf = (city: Catalogue): string[] => [...new Set([...city.applicant, ...city.procedures.flatMap((procedure) => procedure.fields)].flatMap(keysOfField))];
export const fingerprint = (city: Catalogue): number => fnv([...keysOf(city), ...city.procedures.map(({ id }) => id)].join('\n'));

/** Tags that stand for one key only. */
const tagsOf = (keys: readonly string[]): Map<number, string> => {
  const tags = new Map<number, string>();
  const shared = new Set<number>([WHOLE_KEY]);
  for (const key of keys) { const tag = tagOf(key); if (tags.has(tag)) shared.add(tag); tags.set(tag, key); }
  for (const tag of shared) tags.delete(tag);
  return tags;
};

const varint = (n: number): number[] => (n < 128 ? [n] : [(n & 127) | 128, ...varint(n >> 7)]);
const text = (value: string): number[] => { const bytes = toUtf8(value); return [...varint(bytes.length), ...bytes]; };

export const writeBody = (city: Catalogue, procedures: readonly ProcedureId[], values: Texts): Uint8Array => {
  const keys = keysOf(city);
  const tags = tagsOf(keys);
  const entries = keys.flatMap((key) => {
    const value = values[key]?.value ?? '';
    if (value === '') return [];
    const tag = tagOf(key);
    const named = tags.get(tag) === key ? [] : text(key);
    const written = named.length === 0 ? tag : WHOLE_KEY;
    return [written >> 16, (written >> 8) & 255, written & 255, ...named, ...text(value)];
  });
  return Uint8Array.from([procedures.length, ...procedures.flatMap(text), ...entries]);
};

/** `body` as it travels: deflated or not, as `deflated` says. */
export const sealBody = (city: Catalogue, dayNumber: number, body: Uint8Array, deflated: boolean): Uint8Array => {
  const mark = fingerprint(city);
  return Uint8Array.from([deflated ? 1 : 0, (dayNumber >> 8) & 255, dayNumber & 255, mark >>> 24, (mark >>> 16) & 255, (mark >>> 8) & 255, mark & 255, ...body]);
};

class Cut extends Error {}
const reader = (bytes: Uint8Array) => {
  let at = 0;
  const byte = (): number => { if (at >= bytes.length) throw new Cut(); at += 1; return bytes[at - 1] ?? 0; };
  const size = (): number => { const first = byte(); return first < 128 ? first : (first & 127) | (byte() << 7); };
  const word = (): string => {
    const length = size();
    if (length > bytes.length - at) throw new Cut();
    at += length;
    const read = fromUtf8(bytes.subarray(at - length, at));
    if (read === null || [...read].length > MAX_VALUE_LETTERS) throw new Cut();
    return read;
  };
  return { byte, word, rest: () => bytes.length - at };
};

const readBody = (city: Catalogue, body: Uint8Array): { entry: PreEntry; unknown: number } => {
  const { byte, word, rest } = reader(body);
  const keys = new Set(keysOf(city));
  const tags = tagsOf([...keys]);
  const values: Record<string, string> = {};
  const count = byte();
  if (count > MAX_PROCEDURES) throw new Cut();
  const names = new Set(Array.from({ length: count }, word));
  const procedures = city.procedures.filter(({ id, comesWith }) => names.has(id) && comesWith === undefined).map(({ id }) => id);
  let unknown = names.size - procedures.length;
  for (let n = 0; rest() > 0; n += 1) {
    if (n >= LIMIT.values) throw new Cut();
    const tag = (byte() << 16) | (byte() << 8) | byte();
    const key = tag === WHOLE_KEY ? word() : tags.get(tag);
    const value = word();
    if (key === undefined || !keys.has(key)) unknown += 1; else values[key] = value;
  }
  return { entry: { procedures, values }, unknown };
};

/** Opens what a camera has joined. `today` in days since 1970 in Tokyo. The answers are as untrusted as anything typed. */
export const openPayload = (city: Catalogue, payload: Uint8Array, today: number): Opened => {
  const flags = payload[0] ?? 255;
  if (payload.length <= HEAD || flags > 1) return { ok: false, code: 'QR_NOT_OURS' };
  const age = today - (((payload[1] ?? 0) << 8) | (payload[2] ?? 0));
  if (age > LIFE.days || age < -LIFE.ahead) return { ok: false, code: 'QR_EXPIRED' };
  const packed = payload.subarray(HEAD);
  const body = flags === 1 ? inflate(packed, LIMIT.openBytes) : packed.length <= LIMIT.openBytes ? packed : null;
  if (body === null) return { ok: false, code: 'QR_TOO_BIG' };
  const mark = payload.slice(3, HEAD).reduce((all, byte) => ((all << 8) | byte) >>> 0, 0);
  try {
    const { entry, unknown } = readBody(city, body);
    return entry.procedures.length === 0 ? { ok: false, code: 'QR_NOT_OURS' } : { ok: true, entry, unknown, changed: mark !== fingerprint(city) };
  } catch (error) {
    if (error instanceof Cut) return { ok: false, code: 'QR_NOT_OURS' };
    throw error;
  }
};
