import type { FormField, FormRule, Procedure } from './city.ts';
import { fieldsOfVisit, formsOf, holds, personKey, type ConcreteField, type Texts } from './fields.ts';
import type { ProcedureId } from './ids.ts';
import type { Wording } from './language.ts';

/** A rule of the chosen forms that the answers break: beside which field it is said, and in the city's own words. */
export interface RuleFault { readonly key: string; readonly say: Wording }

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const textOf = (values: Texts, key: string): string => values[key]?.value ?? '';
const meets = (values: Texts, key: string, wanted: readonly string[]): boolean => textOf(values, key).split(' ').some((one) => wanted.includes(one));

/** As banks write a name: no spaces or dots, and no small kana. */
const BIG_KANA: Readonly<Record<string, string>> = { ァ: 'ア', ィ: 'イ', ゥ: 'ウ', ェ: 'エ', ォ: 'オ', ッ: 'ツ', ャ: 'ヤ', ュ: 'ユ', ョ: 'ヨ', ヮ: 'ワ' };
const nameOf = (text: string): string => [...text.replaceAll(/[\s・]/gu, '')].map((letter) => BIG_KANA[letter] ?? letter).join('');

/** The field beside which the fault is said; null while the rule holds or an answer that it needs is still missing. */
const faultAt = (rule: FormRule, values: Texts, fields: readonly ConcreteField[]): string | null => {
  switch (rule.rule) {
    case 'not-before': {
      const [day, than] = [textOf(values, rule.key), textOf(values, rule.than)];
      return DAY.test(day) && DAY.test(than) && day < than ? rule.key : null;
    }
    case 'same-name': {
      const [one, other] = [nameOf(textOf(values, rule.key)), nameOf(textOf(values, rule.as))];
      return holds(rule.onlyIf, values) && one !== '' && other !== '' && one !== other ? rule.key : null;
    }
    case 'not-with': return meets(values, rule.key, rule.is) && meets(values, rule.other, rule.otherIs) ? rule.key : null;
    case 'at-most-one': {
      const people = fields.flatMap(({ person }) => (person?.list === rule.key && person.column === rule.column ? [person.n] : []));
      const counted = rule.among === undefined ? people : people.filter((n) => meets(values, rule.among ?? '', [String(n)]));
      const second = counted.filter((n) => textOf(values, personKey(rule.key, n, rule.column)) === rule.value)[1];
      return second === undefined ? null : personKey(rule.key, second, rule.column);
    }
  }
};

export const ruleFaults = (city: { readonly applicant: readonly FormField[]; readonly procedures: readonly Procedure[] }, procedures: readonly ProcedureId[], values: Texts): RuleFault[] => {
  const fields = fieldsOfVisit(city, procedures, values);
  return formsOf(city, procedures, values).flatMap((form) => form.rules ?? []).flatMap((rule) => {
    const key = faultAt(rule, values, fields);
    return key === null ? [] : [{ key, say: rule.say }];
  });
};
