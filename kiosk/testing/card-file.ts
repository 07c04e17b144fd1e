/** A card from outside, written down in JSON by hand: `npm run card -- read --card FILE.json`. `cards/README.md` tells every key. */
import { z } from 'zod';
import { concatBytes, fromHex } from '../card-bridge/domain/bytes.ts';
import type { CardFixture } from './card-fixtures.ts';
import { writeRecord, type WrittenRecord } from './card-record.ts';
import { VIRTUAL_NUMBER_B, type VirtualCard } from './virtual-card.ts';

const Hex = z.string().regex(/^(?:[0-9a-fA-F]{2})*$/, 'an even count of hex digits');
const StatusWord = z.string().regex(/^[0-9a-fA-F]{4}$/, 'a status word is four hex digits').transform((text) => Number.parseInt(text, 16));
const Tag = z.string().regex(/^[0-9a-fA-F]{2,4}$/, 'a tag is two or four hex digits').transform((text) => Number.parseInt(text, 16));
/** Text is written as UTF-8; `hex` is for everything else. */
const Value = z.union([z.string(), z.strictObject({ hex: Hex })], { error: 'a text, or {"hex": "…"}' });
const SEX: Record<string, string> = { male: '1', female: '2', not_applicable: '9' };

const Fault = z.discriminatedUnion('do', [
  z.strictObject({ at: z.int().min(1).max(200), do: z.literal('answer'), hex: Hex }),
  z.strictObject({ at: z.int().min(1).max(200), do: z.literal('pull') }),
  z.strictObject({ at: z.int().min(1).max(200), do: z.literal('wait'), ms: z.int().min(0).max(20_000) }),
], { error: '"do" is "answer", "pull" or "wait"' });

const RESERVED = new Set(['0001', '0014']);
export const CardFile = z.strictObject({
  name: Value, address: Value, birth: Value, sex: Value,
  pin: z.string().regex(/^[0-9]{4}$/, 'the card\'s PIN is four digits').default('1234'),
  triesLeft: z.int().min(0).max(3).default(3),
  hasPin: z.boolean().default(true),
  numberB: z.string().regex(/^[0-9]{14}$/, '照合番号B is fourteen digits').default(VIRTUAL_NUMBER_B),
  numberBTriesLeft: z.int().min(0).max(10).default(10),
  /** what the visitor types; the right PIN when left out */
  type: z.strictObject({ pin: z.string().optional(), numberB: z.string().optional() }).refine(({ pin, numberB }) => pin === undefined || numberB === undefined, 'a visitor types "pin" or "numberB", not both').default({}),
  record: z.strictObject({
    lengths: z.enum(['shortest', '81', '82', '83']).optional(), offsets: z.enum(['right', 'wrong', 'missing']).optional(), filler: z.int().min(0).max(4_096).optional(),
    omit: z.array(Tag).default([]), extra: z.array(z.strictObject({ tag: Tag, value: Value })).default([]),
    /** the whole physical file, in place of everything above */
    hex: Hex.optional(),
  }).prefault({}),
  signature: z.enum(['right', 'none', 'wrong-hash', 'wrong-signature', 'wrong-issuer', 'unknown-issuer', 'copied']).default('right'),
  files: z.record(z.string().regex(/^[0-9a-f]{4}$/, 'a file is four hex digits').refine((id) => !RESERVED.has(id), 'the 個人番号 and 照合番号A are not part of a card file'), Hex.nullable()).default({}),
  habits: z.strictObject({
    lockedVerify: StatusWord.optional(), lockedQuery: StatusWord.optional(), query: StatusWord.optional(), endOfFile: z.enum(['short', '6282', '6b00']).optional(),
    t0: z.boolean().optional(), hasTextAp: z.boolean().optional(), everyAnswer: Hex.optional(),
  }).default({}),
  faults: z.array(Fault).default([]),
  /** how it must end: a code, or trust and liveness (`verified/live`) */
  expect: z.string().optional(),
});
export type CardFile = z.infer<typeof CardFile>;

/** The card, or one line for each thing that is wrong with its file, with the place. */
export function parseCardFile(text: string): { ok: true; card: CardFile } | { ok: false; problems: string[] } {
  let json: unknown;
  try { json = JSON.parse(text); } catch (error) { return { ok: false, problems: [`no JSON: ${error instanceof Error ? error.message : String(error)}`] }; }
  const parsed = CardFile.safeParse(json);
  if (parsed.success) return { ok: true, card: parsed.data };
  return { ok: false, problems: parsed.error.issues.map((issue) => `${issue.path.join('.') || 'card'}: ${issue.code === 'invalid_key' ? issue.issues[0]?.message ?? issue.message : issue.message}`) };
}

const bytesOf = (value: z.infer<typeof Value>): Uint8Array => (typeof value === 'string' ? new TextEncoder().encode(value) : fromHex(value.hex));

function recordOf({ name, address, birth, sex, record }: CardFile): WrittenRecord {
  if (record.hex !== undefined) return { file: fromHex(record.hex), hashed: fromHex(record.hex) };
  const sexCode = typeof sex === 'string' ? SEX[sex] ?? sex : sex;
  const four = [{ tag: 0xdf22, value: name }, { tag: 0xdf23, value: address }, { tag: 0xdf24, value: birth }, { tag: 0xdf25, value: sexCode }];
  const objects = [...four.filter(({ tag }) => !record.omit.includes(tag)), ...record.extra].map(({ tag, value }) => ({ tag, value: bytesOf(value) }));
  return writeRecord(objects, { ...(record.lengths ? { lengths: record.lengths } : {}), ...(record.offsets ? { offsets: record.offsets } : {}), ...(record.filler === undefined ? {} : { filler: record.filler }) });
}

/** The bits that are turned for each lie about the signature: 0003 holds hash and signature, 0004 issuer and chain. */
const flip = (file: Uint8Array, at: number): Uint8Array => file.map((octet, place) => (place === (at + file.length) % file.length ? octet ^ 1 : octet));
function spoil(card: VirtualCard, { signature, files }: CardFile): void {
  const gone: string[] = signature === 'none' ? ['0003', '0004', '0007'] : [];
  if (signature === 'wrong-hash') card.files['0003'] = flip(card.files['0003'], 50);
  if (signature === 'wrong-signature') card.files['0003'] = flip(card.files['0003'], -1);
  if (signature === 'wrong-issuer') card.files['0004'] = flip(card.files['0004'], -1);
  if (signature === 'unknown-issuer') card.files['0004'] = flip(card.files['0004'], 24);
  const all = card.files as Record<string, Uint8Array>;
  for (const [id, hex] of Object.entries(files)) if (hex === null) gone.push(id); else all[id] = fromHex(hex);
  for (const id of gone) delete all[id];
}

/** The card as a fixture that can be read. */
export function toFixture(name: string, card: CardFile): CardFixture {
  const { habits, faults, type } = card;
  const at = (command: number) => faults.find((fault) => fault.at === command);
  return {
    name, expected: card.expect ?? '', record: recordOf(card), numberBOf: card.numberB, cloned: card.signature === 'copied',
    person: { pin: card.pin, triesLeft: card.triesLeft, name: '', address: '', birth: '' },
    ...(type.pin === undefined ? {} : { pin: type.pin }), ...(type.numberB === undefined ? {} : { numberB: type.numberB }),
    habits: {
      hasPin: card.hasPin, numberBTries: card.numberBTriesLeft,
      ...(habits.lockedVerify === undefined ? {} : { lockedStatusWord: habits.lockedVerify }), ...(habits.lockedQuery === undefined ? {} : { lockedQueryStatusWord: habits.lockedQuery }),
      ...(habits.query === undefined ? {} : { queryStatusWord: habits.query }), ...(habits.endOfFile === undefined ? {} : { endOfFile: habits.endOfFile }),
      ...(habits.t0 === undefined ? {} : { t0: habits.t0 }), ...(habits.hasTextAp === undefined ? {} : { hasTextAp: habits.hasTextAp }),
      ...(habits.everyAnswer === undefined ? {} : { broken: fromHex(habits.everyAnswer) }),
    },
    spoil: (virtual) => spoil(virtual, card),
    answer: (command, pull) => {
      const fault = at(command);
      if (fault?.do === 'pull') { pull(); return new Uint8Array(); }
      return fault?.do === 'answer' ? concatBytes(fromHex(fault.hex)) : null;
    },
    delayAt: (command) => { const fault = at(command); return fault?.do === 'wait' ? fault.ms : 0; },
  };
}
