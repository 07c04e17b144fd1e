import type { ConcreteField } from '@engawa/reception/contract';
import type { ReactNode } from 'react';

/** What every kind of answer is given: the field, what stands in it, what is wrong with it. */
export interface AnswerProps { field: ConcreteField; value: string; error: ReactNode; onChange: (value: string) => void }
export const idOf = (key: string): string => `answer-${key.replaceAll('.', '-')}`;
