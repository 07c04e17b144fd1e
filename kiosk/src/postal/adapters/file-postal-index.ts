import { z } from 'zod';
import type { PostalIndex } from '../application/ports.ts';
import { CHUNK_DIGITS, type PostalChunk } from '../domain/places.ts';

const Chunk = z.strictObject({ cities: z.array(z.tuple([z.string(), z.string()])), codes: z.record(z.string(), z.array(z.union([z.number(), z.string()]))) });

/** `folder`: where the build has put the index; its name changes with its content, so a file never grows old. */
export const filePostalIndex = (folder: string, get: typeof fetch = (...request) => fetch(...request)): PostalIndex => {
  const held = new Map<string, PostalChunk>();
  return {
    chunk: async (prefix) => {
      const before = held.get(prefix);
      if (before) return before;
      const answer = await get(`${folder}${prefix}.json`).catch(() => null);
      const chunk = answer?.ok ? Chunk.safeParse(await answer.json().catch(() => null)).data : undefined;
      if (chunk === undefined) return 'unreachable';
      held.set(prefix, chunk);
      return chunk;
    },
  };
};

/** Asks for file after file, the city's own first, so that the worker keeps all of them and a kiosk without a network knows every code. True when all are there. */
export const keepWholeIndex = async (folder: string, ownCode: string | undefined, get: typeof fetch = (...request) => fetch(...request)): Promise<boolean> => {
  const own = ownCode?.slice(0, CHUNK_DIGITS);
  const prefixes = Array.from({ length: 10 ** CHUNK_DIGITS }, (_, n) => String(n).padStart(CHUNK_DIGITS, '0'));
  for (const prefix of own === undefined ? prefixes : [own, ...prefixes.filter((one) => one !== own)]) {
    const answer = await get(`${folder}${prefix}.json`, { priority: 'low' }).catch(() => null);
    if (!answer?.ok) return false;
    await answer.arrayBuffer();
  }
  return true;
};
