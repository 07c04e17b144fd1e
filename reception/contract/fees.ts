import type { Procedure } from './city.ts';
import { formsOf, type Texts } from './fields.ts';
import type { ProcedureId } from './ids.ts';

/** 手数料 of one copy in yen. */
export const feePerCopy = ({ feeYen, feeBy }: Pick<Procedure, 'feeYen' | 'feeBy'>, values: Texts): number => (feeBy === undefined ? feeYen : feeBy.yen[values[feeBy.key]?.value ?? ''] ?? feeYen);

/** 手数料 of one procedure in yen: per copy where the city's file names the field that counts them, else flat. */
export const feeOf = (procedure: Pick<Procedure, 'feeYen' | 'feePer' | 'feeBy'>, values: Texts): number => {
  const copies = procedure.feePer === undefined ? 1 : Number(values[procedure.feePer]?.value ?? '1');
  return feePerCopy(procedure, values) * (Number.isInteger(copies) && copies >= 0 ? copies : 0);
};

export const totalFee = (city: { readonly procedures: readonly Procedure[] }, chosen: readonly ProcedureId[], values: Texts): number =>
  formsOf(city, chosen, values).reduce((sum, form) => sum + feeOf(form, values), 0);
