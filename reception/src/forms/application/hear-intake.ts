import { fieldsOfVisit, ruleFaults, type FormField, type HeardIntake, type Procedure } from '../../../contract/index.ts';
import { refuse, type Refused } from '../../idempotency/domain/outcome.ts';
import { faultOf } from '../domain/form-rules.ts';

/** What reception would not take of a heard intake, by the same rules as a correction: the first fault, how many there are, and `all` of them (`key=fault`, parted by spaces). */
export function refusalOfHeard(city: { readonly applicant: readonly FormField[]; readonly procedures: readonly Procedure[] }, heard: Pick<HeardIntake, 'procedures' | 'values'>, today: string): Refused | null {
  const fields = fieldsOfVisit(city, heard.procedures, heard.values);
  const known = new Set(fields.map((field) => field.key));
  const faults = [
    ...fields.flatMap((field) => { const fault = faultOf(field, heard.values[field.key]?.value, today); return fault === null ? [] : [{ key: field.key, fault: fault as string }]; }),
    ...ruleFaults(city, heard.procedures, heard.values).map(({ key }) => ({ key, fault: 'rule' })),
    ...Object.keys(heard.values).filter((key) => !known.has(key)).map((key) => ({ key, fault: 'unknown-field' })),
  ];
  const [first] = faults;
  return first === undefined ? null : refuse('form-invalid', { ...first, faults: faults.length, all: faults.map(({ key, fault }) => `${key}=${fault}`).join(' ') });
}
