import { describe, expect, it } from 'vitest';
import { clockRange, clockTime, dayText, formDate, yen } from './formats.ts';

describe('the city’s way of writing', () => {
  it('[L11] times are Tokyo clock times of 24 hours', () => {
    expect(clockTime('2026-11-22T01:12:00.000Z')).toBe('10:12');
    expect(clockTime('2026-11-22T15:05:00.000Z')).toBe('0:05');
    expect(clockRange('2026-11-22T01:35:00.000Z', '2026-11-22T01:50:00.000Z')).toBe('10:35〜10:50');
  });
  it('[L11] days carry their weekday', () => {
    expect(dayText('2026-11-22', 'ja')).toBe('11月22日(日)');
    expect(dayText('2026-11-21T15:00:00.000Z', 'en')).toBe('Sun 22 Nov');
  });
  it.each([['2026-11-22', '令和8年11月22日（2026年）'], ['2019-05-01', '令和元年5月1日（2019年）'], ['2019-04-30', '平成31年4月30日（2019年）'], ['1989-01-07', '昭和64年1月7日（1989年）'], ['1926-12-24', '大正15年12月24日（1926年）']])('[L11] forms write %s as %s', (day, written) => { expect(formDate(day)).toBe(written); });
  it('[L11] money has its commas and a true minus', () => {
    expect(yen(1260, 'ja')).toBe('1,260円');
    expect(yen(-540, 'ja')).toBe('−540円');
    expect(yen(1_234_567, 'en')).toBe('¥1,234,567');
  });
});
