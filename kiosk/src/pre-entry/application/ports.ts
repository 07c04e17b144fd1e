import type { CityProfile } from '@engawa/reception/contract';

export interface Packing { deflate(bytes: Uint8Array): Promise<Uint8Array>; sha256(bytes: Uint8Array): Promise<Uint8Array> }
/** 市の様式: asked from the hall, kept for the time without network. No personal data. */
export interface CityForms { get(): Promise<CityProfile | null> }
/** The visitor's own draft, on their phone and only at their wish. */
export interface KeptDraft { read(): Draft | null; keep(draft: Draft): void; forget(): void }
export interface Draft { readonly procedures: readonly string[]; readonly values: Readonly<Record<string, string>> }
