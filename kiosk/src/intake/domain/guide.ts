import { bringOf, formsOf, guideOf, type CityProfile, type Procedure, type Wording } from '@engawa/reception/contract';
import type { Visit } from './visit.ts';

/**
 * 案内 page by page, before the first question (`first`) and before the number (`last`). `form`: whose steps, term and filer
 * these are; null on pages about the whole visit. `bring`: things to have with one, else steps.
 */
export interface GuidePage { readonly form: Procedure | null; readonly bring: boolean; readonly lines: readonly Wording[] }
export type GuideMoment = 'first' | 'last';

/** More would have to scroll in the largest letters. */
const LINES_PER_PAGE = 5;
const inPages = (lines: readonly Wording[], page: Omit<GuidePage, 'lines'>): GuidePage[] =>
  Array.from({ length: Math.ceil(lines.length / LINES_PER_PAGE) }, (_, i) => ({ ...page, lines: lines.slice(i * LINES_PER_PAGE, (i + 1) * LINES_PER_PAGE) }));

/** Forms that a visitor should know something of before beginning: what they say holds whatever the answers will be. */
const guided = (city: Pick<CityProfile, 'procedures'>, visit: Pick<Visit, 'procedures'>): Procedure[] =>
  city.procedures.filter((form) => visit.procedures.includes(form.id) && form.hasForm && guideOf(form, {}).always.length > 0);

const firstPages = (city: Pick<CityProfile, 'procedures'>, visit: Visit): GuidePage[] => {
  const forms = guided(city, visit);
  return [...forms.flatMap((form) => inPages(guideOf(form, {}).always, { form, bring: false })), ...inPages(bringOf(forms), { form: null, bring: true })];
};

/** What the answers have brought along: lines of the guides that hold now, and what the forms that came by themselves ask for. */
const lastPages = (city: Pick<CityProfile, 'procedures'>, visit: Visit): GuidePage[] => {
  const forms = formsOf(city, visit.procedures, visit.values);
  const came = forms.filter(({ id }) => !visit.procedures.includes(id));
  const lines = [...forms.flatMap((form) => guideOf(form, visit.values).also), ...came.flatMap((form) => guideOf(form, visit.values).always)];
  const told = new Set(bringOf(guided(city, visit)).map(({ ja }) => ja));
  return [...inPages(lines, { form: null, bring: false }), ...inPages(bringOf(came).filter(({ ja }) => !told.has(ja)), { form: null, bring: true })];
};

/** Whoever filled in the forms on a phone has not passed the first pages, and finds them at the end. */
export const guidePages = (city: Pick<CityProfile, 'procedures'>, visit: Visit, moment: GuideMoment): GuidePage[] =>
  moment === 'first' ? firstPages(city, visit) : [...(visit.by === 'phone' ? firstPages(city, visit) : []), ...lastPages(city, visit)];
