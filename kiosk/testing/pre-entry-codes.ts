import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { CityProfile, FormField, ProcedureId } from '@engawa/reception/contract';
import { encode } from 'uqr';
import { sealBody, writeBody, type Catalogue } from '../src/pre-entry/domain/codec.ts';
import { cutIntoParts } from '../src/pre-entry/domain/parts.ts';

const digest = (payload: Uint8Array): Uint8Array => createHash('sha256').update(payload).digest();
const codesOf = (payload: Uint8Array): Uint8Array[] => cutIntoParts(payload, digest(payload)) ?? [];
const odd = (key: string): FormField => ({ key, label: { ja: key, 'ja-easy': key, en: key }, kind: 'text', required: false });

/** Codes that a stranger might hold before the camera. `city`: the forms that the kiosk has; `day`: days since 1970 in Tokyo. */
export const strangeCodes = (city: CityProfile, day: number, procedures: readonly string[]): Readonly<Record<'foreign' | 'laterVersion' | 'bomb' | 'expired' | 'evilKeys', Uint8Array>> => {
  const chosen = procedures as readonly ProcedureId[];
  const body = writeBody(city, chosen, { 'applicant.name': { value: '見本　花子' } });
  const [whole] = codesOf(sealBody(city, day, body, false));
  /** A city with fields that the kiosk does not know, and a name that is a program. */
  const evil: Catalogue = { ...city, applicant: [...city.applicant, odd('evil.key'), odd('__proto__.x'), odd('constructor.prototype')] };
  const text = (value: string) => ({ value });
  const evilBody = writeBody(evil, chosen, { 'applicant.name': text('<img src=x onerror=alert(1)>\u202e花子'), 'applicant.birth': text('9999-99-99'), 'evil.key': text('x'), '__proto__.x': text('y'), 'constructor.prototype': text('z') });
  return {
    foreign: Uint8Array.from(Buffer.from('https://example.jp/coupon')),
    laterVersion: Uint8Array.from(whole!.map((byte, at) => (at === 2 ? 9 : byte))),
    bomb: codesOf(sealBody(city, day, deflateRawSync(Buffer.alloc(400_000)), true))[0]!,
    expired: codesOf(sealBody(city, day - 20, body, false))[0]!,
    evilKeys: codesOf(sealBody(evil, day, evilBody, false))[0]!,
  };
};

/** Codes of somebody who has written these answers at home. `day`: days since 1970 in Tokyo. */
export const codesOfAnswers = (city: CityProfile, day: number, procedures: readonly string[], answers: Readonly<Record<string, string>>): Uint8Array[] =>
  codesOf(sealBody(city, day, writeBody(city, procedures as readonly ProcedureId[], Object.fromEntries(Object.entries(answers).map(([key, value]) => [key, { value }]))), false));

/** A code as a telephone draws it, a few pixels a module: for the camera of a test. */
export const pictureOfCode = (bytes: Uint8Array, pixels = 8): { width: number; height: number; grey: Uint8Array } => {
  const { data, size } = encode([...bytes], { ecc: 'M', border: 4 });
  const side = size * pixels;
  return { width: side, height: side, grey: Uint8Array.from({ length: side * side }, (_, at) => (data[Math.floor(at / side / pixels)]?.[Math.floor((at % side) / pixels)] ? 17 : 255)) };
};
