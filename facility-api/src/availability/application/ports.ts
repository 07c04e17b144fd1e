import type { Occupation, OccupationFault } from '../domain/occupation.ts';

/** What is taken, exact at the moment of asking: whatever was committed before the call is in it, by whichever server. */
export interface OccupationKeeper {
  current(): Promise<Occupation>;
  /** compares all that is known with the rows; what differed is read anew */ check(): Promise<{ leafDays: number; faults: OccupationFault[] }>;
  /** checks if `npm run availability -- check` asks for it, and writes down what was found */ attend(): Promise<void>;
}
