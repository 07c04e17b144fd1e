import { CityProfile } from '@engawa/reception/contract';
import { z } from 'zod';
import type { CityForms, KeptDraft } from '../application/ports.ts';

const CITY = '/api/city';
const CACHE = 'engawa-city-forms';

/** Newest from the hall, else the kept one. Neither holds anything of a person. */
export const cachedCityForms: CityForms = {
  get: async () => {
    const cache = 'caches' in globalThis ? await caches.open(CACHE).catch(() => null) : null;
    const fresh = await fetch(CITY).catch(() => null);
    if (fresh?.ok) await cache?.put(CITY, fresh.clone()).catch(() => undefined);
    const answer = fresh?.ok ? fresh : await cache?.match(CITY).catch(() => undefined);
    return answer ? CityProfile.safeParse(await answer.json().catch(() => null)).data ?? null : null;
  },
};

const DRAFT = 'engawa-forms-draft';
const Draft = z.strictObject({ procedures: z.array(z.string()), values: z.record(z.string(), z.string()) });

/** Only where the visitor has asked for it, and gone with one key. */
export const localKeptDraft: KeptDraft = {
  read: () => {
    try { return Draft.safeParse(JSON.parse(localStorage.getItem(DRAFT) ?? 'null')).data ?? null; } catch { return null; }
  },
  keep: (draft) => localStorage.setItem(DRAFT, JSON.stringify(draft)),
  forget: () => localStorage.removeItem(DRAFT),
};
