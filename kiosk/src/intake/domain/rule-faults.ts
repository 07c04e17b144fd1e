import { formsOf, peopleCount, personKey, type CityProfile, type FormRule, type ProcedureId, type Wording } from '@engawa/reception/contract';
import { fieldsOf, type Values } from './prefill-forms.ts';

/** A rule of the chosen forms that the answers break: beside which field it is said, and in the city's own words. */
export interface RuleFault { key: string; say: Wording }

const textOf = (values: Values, key: string): string => values[key]?.value ?? '';
const meets = (values: Values, key: string, wanted: readonly string[]): boolean => textOf(values, key).split(' ').some((one) => wanted.includes(one));

/** Null while the rule holds or an answer that it needs is still missing. */
const faultOf = (rule: FormRule, values: Values, list: { key: string; min?: number | undefined; max?: number | undefined } | undefined): string | null => {
  switch (rule.rule) {
    case 'not-before': {
      const [day, than] = [textOf(values, rule.key), textOf(values, rule.than)];
      return /^\d{4}-\d{2}-\d{2}$/.test(day) && /^\d{4}-\d{2}-\d{2}$/.test(than) && day < than ? rule.key : null;
    }
    case 'not-with': return meets(values, rule.key, rule.is) && meets(values, rule.other, rule.otherIs) ? rule.key : null;
    case 'exactly-one': {
      if (list === undefined) return null;
      const count = peopleCount({ key: list.key, min: list.min, max: list.max }, values);
      const answers = Array.from({ length: count }, (_, i) => textOf(values, personKey(rule.key, i + 1, rule.column)));
      return answers.includes('') || answers.filter((answer) => answer === rule.value).length === 1 ? null : personKey(rule.key, count, rule.column);
    }
  }
};

export const ruleFaults = (city: CityProfile, procedures: readonly ProcedureId[], values: Values): RuleFault[] => {
  const fields = fieldsOf(city, procedures, values);
  return formsOf(city, procedures, values).flatMap((form) => form.rules ?? []).flatMap((rule) => {
    const key = faultOf(rule, values, fields.find((field) => field.key === rule.key));
    return key === null ? [] : [{ key, say: rule.say }];
  });
};
