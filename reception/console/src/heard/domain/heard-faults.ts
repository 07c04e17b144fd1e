import type { Problem } from '@engawa/reception/contract';

/** Every fault of a refused intake by its field: what is wrong with each, in the codes of the hall. */
export const faultsIn = (problem: Pick<Problem, 'code' | 'facts'>): ReadonlyMap<string, string> => {
  if (problem.code !== 'form-invalid') return new Map();
  const all = String(problem.facts?.all ?? `${String(problem.facts?.key ?? '')}=${String(problem.facts?.fault ?? '')}`);
  return new Map(all.split(' ').map((one) => one.split('=')).flatMap(([key = '', fault = '']) => (key === '' ? [] : [[key, fault] as const])));
};
