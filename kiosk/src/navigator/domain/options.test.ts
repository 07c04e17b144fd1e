import { describe, expect, it } from 'vitest';
import { NO_FACTS } from './facts.ts';
import { chosenBefore, inputOf, isDayAhead, NONE, shapeOf, toggled, UNKNOWN } from './options.ts';
import type { Asked } from './questions.ts';

const insurance: Asked = { step: 'insurance', items: ['kokuho', 'shaho', 'koki'], answered: false };

describe('a page of boxes', () => {
  it('[W3] silence is no answer: with nothing chosen there is no way on', () => { expect(inputOf(insurance, [])).toBeNull(); });
  it('[W3] what is ticked is so; the others are not, or nobody knows', () => {
    expect(inputOf(insurance, ['kokuho'])).toEqual({ do: 'say-items', items: { kokuho: 'yes', shaho: 'no', koki: 'no' } });
    expect(inputOf(insurance, ['kokuho', UNKNOWN])).toEqual({ do: 'say-items', items: { kokuho: 'yes', shaho: 'unknown', koki: 'unknown' } });
    expect(inputOf(insurance, [NONE])).toEqual({ do: 'say-items', items: { kokuho: 'no', shaho: 'no', koki: 'no' } });
  });
  it('[W10] opened again it shows what was said', () => {
    for (const chosen of [['kokuho'], ['kokuho', UNKNOWN], [NONE], [UNKNOWN], ['kokuho', 'shaho', 'koki']]) {
      const said = inputOf(insurance, chosen);
      if (said?.do !== 'say-items') throw new Error('no answer');
      expect(chosenBefore(insurance, { ...NO_FACTS, items: said.items })).toEqual(chosen);
    }
  });
  it('[W3] 「どれもない」 stands alone, 「わからない」 beside ticks', () => {
    expect(toggled(['kokuho', UNKNOWN], NONE)).toEqual([NONE]);
    expect(toggled([NONE], 'koki')).toEqual(['koki']);
    expect(toggled(['koki'], UNKNOWN)).toEqual(['koki', UNKNOWN]);
    expect(toggled(['koki', UNKNOWN], 'koki')).toEqual([UNKNOWN]);
  });
  it('[W3] every question can be answered 「わからない」', () => {
    for (const step of ['matter', 'head', 'card'] as const) expect(shapeOf({ step, items: [] }, NO_FACTS)).toMatchObject({ values: expect.arrayContaining([UNKNOWN]) });
    expect(shapeOf({ step: 'event', items: [] }, { ...NO_FACTS, matter: 'hikkoshi' })).toEqual({ kind: 'one', values: ['tennyu', 'tenkyo', 'tenshutsu', UNKNOWN] });
    expect(inputOf({ step: 'day', items: [] }, [UNKNOWN])).toEqual({ do: 'say-day', day: 'unknown' });
  });
  it('[W6] a birth cannot lie ahead, a move can', () => {
    expect([isDayAhead(['shussho'], '2026-11-25', '2026-11-24'), isDayAhead(['shussho'], '2026-11-24', '2026-11-24'), isDayAhead(['tenshutsu'], '2026-12-25', '2026-11-24')]).toEqual([true, false, false]);
  });
});
