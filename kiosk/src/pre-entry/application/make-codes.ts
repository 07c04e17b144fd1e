import type { ProcedureId, Texts } from '@engawa/reception/contract';
import { sealBody, writeBody, type Catalogue } from '../domain/codec.ts';
import { cutIntoParts, LIMIT } from '../domain/parts.ts';
import type { Packing } from './ports.ts';

/** Below this deflate costs more than it saves (measured on filled forms). */
const WORTH_DEFLATING = 300;

/** Answers -> the bytes of one to eight QR codes, or null when they are too many. */
export const makeCodes = async ({ deflate, sha256 }: Packing, city: Catalogue, dayNumber: number, procedures: readonly ProcedureId[], values: Texts): Promise<Uint8Array[] | null> => {
  const body = writeBody(city, procedures, values);
  if (body.length > LIMIT.openBytes) return null;
  const packed = body.length > WORTH_DEFLATING ? await deflate(body) : null;
  const payload = packed && packed.length < body.length ? sealBody(city, dayNumber, packed, true) : sealBody(city, dayNumber, body, false);
  return cutIntoParts(payload, await sha256(payload));
};
