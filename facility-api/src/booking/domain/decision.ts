import type { ProblemCode } from '../../../contract/index.ts';

/** A refusal is a value with a closed code; `facts` are for the sentence on the screen. */
export interface Refusal { refused: ProblemCode; facts?: Record<string, string | number | boolean> }
export const refuse = (refused: ProblemCode, facts?: Refusal['facts']): Refusal => (facts ? { refused, facts } : { refused });
export const isRefusal = (value: object): value is Refusal => 'refused' in value;
