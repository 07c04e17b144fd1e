import type { Procedure } from './city.ts';
import { holds, type Texts } from './fields.ts';
import type { Wording } from './language.ts';

/** What a form's guide says for certain, and what these answers add to it. */
export const guideOf = (form: Pick<Procedure, 'guide'>, values: Texts): { readonly always: Wording[]; readonly also: Wording[] } => ({
  always: (form.guide ?? []).flatMap((line) => ('say' in line ? [] : [line])),
  also: (form.guide ?? []).flatMap((line) => ('say' in line && holds(line.onlyIf, values) ? [line.say] : [])),
});
/** What to bring for these forms, each thing once. */
export const bringOf = (forms: readonly Pick<Procedure, 'bring'>[]): Wording[] => {
  const seen = new Set<string>();
  return forms.flatMap(({ bring }) => bring ?? []).filter(({ ja }) => !seen.has(ja) && seen.add(ja));
};
