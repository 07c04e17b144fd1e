import type { KioskDatabase } from './kiosk-database.ts';

interface Schema<T> { safeParse(value: unknown): { data?: T | undefined } }
/** `build`: the program that checked this text before it kept it. `digest`: SHA-256 of it. Text and not bytes, so that whoever searches this machine for a visitor's words can read it. */
interface KeptProfile { build: string; digest: ArrayBuffer; text: string }

/** What the hall said last of the city, for a start without it. */
export interface KeptProfiles {
  read<T>(name: string, schema: Schema<T>): Promise<T | null>;
  keep(name: string, value: unknown): Promise<void>;
  drop(name: string): Promise<void>;
}

const same = (a: ArrayBuffer, b: ArrayBuffer): boolean => { const [one, other] = [new Uint8Array(a), new Uint8Array(b)]; return one.length === other.length && one.every((byte, n) => byte === other[n]); };
const digestOf = (text: string): Promise<ArrayBuffer> => crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));

const trusted = async ({ build, digest, text }: KeptProfile, here: string): Promise<boolean> => here !== '' && build === here && same(digest, await digestOf(text));

/**
 * A profile is some 300 kB, and to check it costs a weak machine a sixth of a second of its start. What this very build has
 * checked and kept, and what still has its digest, is taken as it is; everything else is checked anew. `build`: '' trusts nothing.
 */
export const openKeptProfiles = (database: KioskDatabase, build: string): KeptProfiles => ({
  read: async <T>(name: string, schema: Schema<T>) => {
    const kept = (await database.kept.get(name))?.value as Partial<KeptProfile> | undefined;
    if (!(typeof kept?.text === 'string' && kept.digest instanceof ArrayBuffer && typeof kept.build === 'string')) return null;
    const trust = trusted(kept as KeptProfile, build);
    let value: unknown;
    try { value = JSON.parse(kept.text); } catch { return null; }
    return (await trust) ? value as T : schema.safeParse(value).data ?? null;
  },
  keep: async (name, value) => {
    const text = JSON.stringify(value);
    await database.kept.put({ name, value: { build, digest: await digestOf(text), text } satisfies KeptProfile });
  },
  drop: (name) => database.kept.delete(name),
});
