import { createContext, use } from 'react';
import type { CityForms, KeptDraft, Packing } from '../application/ports.ts';

/** What the forms of the phone need of the world. */
export interface FormsWorld { readonly city: CityForms; readonly draft: KeptDraft; readonly packing: Packing; nowMs(): number }
export const FormsWorldContext = createContext<FormsWorld | null>(null);
export const useForms = (): FormsWorld => {
  const world = use(FormsWorldContext);
  if (!world) throw new Error('FormsWorldContext is missing above this component');
  return world;
};
