import { Prefill, type Birth, type Sex } from '../contract/index.ts';
import { decodeUtf8 } from './decode-utf8.ts';
import { parseOuterTlv, parseTlv, TlvError, type TlvObject } from './tlv.ts';

/** 基本4情報 as written in EF 0002. */
export type FourItems = { name: string; address: string; birth: Birth; sex: Sex };
export type FourItemsDecision = { ok: true; items: FourItems } | { ok: false; reason: 'tlv' | 'tag' | 'missing' | 'offsets' | 'utf8' | 'control' | 'birth' | 'too-long' };

const TAG = { file: 0xff20, offsets: 0xdf21, name: 0xdf22, address: 0xdf23, birth: 0xdf24, sex: 0xdf25 } as const;

/**
 * Decodes EF 0002:
 * ```
 * FF20 { DF21 4 × u16 offsets from the first byte of the file | DF22 氏名 | DF23 住所 | DF24 YYYYMMDD | DF25 '1' '2' '9' } FF FF …
 * ```
 * The filler after the outer object is ignored; the offset table must point at the four objects.
 */
export function decodeFourItems(file: Uint8Array): FourItemsDecision {
  try {
    const outer = parseOuterTlv(file);
    if (outer.tag !== TAG.file) return { ok: false, reason: 'tag' };
    const objects = parseTlv(file, outer.valueStart, outer.end);
    const find = (tag: number) => objects.find((object) => object.tag === tag);
    const [offsets, name, address, birth, sex] = [find(TAG.offsets), find(TAG.name), find(TAG.address), find(TAG.birth), find(TAG.sex)];
    if (!offsets || !name || !address || !birth || !sex) return { ok: false, reason: 'missing' };
    if (!pointsAt(offsets.value, [name, address, birth, sex])) return { ok: false, reason: 'offsets' };
    return itemsFrom(decodeUtf8(name.value), decodeUtf8(address.value), decodeUtf8(birth.value), decodeUtf8(sex.value));
  } catch (error) {
    if (error instanceof TlvError) return { ok: false, reason: 'tlv' };
    throw error;
  }
}

function pointsAt(table: Uint8Array, objects: readonly TlvObject[]): boolean {
  return table.length === objects.length * 2
    && objects.every((object, at) => (((table[at * 2] ?? 0) << 8) | (table[at * 2 + 1] ?? 0)) === object.start);
}

function itemsFrom(name: string | null, address: string | null, birth: string | null, sex: string | null): FourItemsDecision {
  if (name === null || address === null || birth === null || sex === null) return { ok: false, reason: 'utf8' };
  if (hasControl(name) || hasControl(address)) return { ok: false, reason: 'control' };
  if (!Prefill.shape.name.safeParse(name).success || !Prefill.shape.address.safeParse(address).success) return { ok: false, reason: 'too-long' };
  if (!/^[\x20-\x7e]{1,8}$/.test(birth)) return { ok: false, reason: 'birth' };
  return { ok: true, items: { name, address, birth: toBirth(birth), sex: toSex(sex) } };
}

const hasControl = (text: string): boolean => /[\u0000-\u001f\u007f-\u009f]/.test(text);

/** Partly unknown dates are real (00000000, 19500000): known parts are given, `raw` is always kept, and no Date is made of it. */
export function toBirth(raw: string): Birth {
  const parts = /^(\d{4})(\d{2})(\d{2})$/.exec(raw);
  const [y, m, d] = [Number(parts?.[1] ?? 0), Number(parts?.[2] ?? 0), Number(parts?.[3] ?? 0)];
  return {
    raw,
    ...(y >= 1 ? { y } : {}),
    ...(m >= 1 && m <= 12 ? { m } : {}),
    ...(d >= 1 && d <= 31 ? { d } : {}),
  };
}

function toSex(code: string): Sex {
  switch (code) {
    case '1': return 'male';
    case '2': return 'female';
    case '9': return 'not_applicable';
    default: return 'unknown';
  }
}
