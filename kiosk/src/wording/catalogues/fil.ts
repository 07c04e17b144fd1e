import type { Catalogue } from '../catalogues.ts';

export const catalogue: Catalogue = {};
