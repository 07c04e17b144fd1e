import { expect, it } from 'vitest';
import type { FormField } from '@engawa/reception/contract';
import { checkField } from '../../intake/domain/check-field.ts';
import { typedDate } from './typed-date.ts';

const birth: FormField = { key: 'a.birth', label: { ja: '', 'ja-easy': '', en: '' }, kind: 'date', required: true };
it.each(['1980-04-01', '1980/4/1', '昭和55年4月1日', '昭和55-4-1', '昭和５５年４月１日', '1980.4.1'])('[X9] %s is a date on the phone', (text) => expect(checkField(birth, typedDate(text), '2026-11-24')).toEqual({ ok: true, value: '1980-04-01' }));
it.each(['昭和55年2月30日', '平成55年4月1日', 'いつか'])('[X9] %s is none', (text) => expect(checkField(birth, typedDate(text), '2026-11-24').ok).toBe(false));
