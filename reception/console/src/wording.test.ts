import { PROBLEM_CODES } from '@engawa/reception/contract';
import { describe, expect, it } from 'vitest';
import { ACTS } from './queue/domain/acts.ts';
import { actName, correctionSentence, problemSentence, unreachableSentence, words } from './wording.ts';

const sentences = (value: unknown): string[] => (typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(sentences) : []);

describe('wording', () => {
  it.each(PROBLEM_CODES)('[K26] %s has a sentence that ends like one', (code) => {
    expect(problemSentence({ code })).toMatch(/。$/u);
  });
  it('[K26] nothing speaks of errors, and nothing of codes', () => {
    const all = [...sentences(words), ...PROBLEM_CODES.map((code) => problemSentence({ code })), unreachableSentence, ...ACTS.map(actName)];
    expect(all.length).toBeGreaterThan(100);
    for (const sentence of all) expect(sentence).not.toMatch(/エラー|error|undefined|[a-z]+-[a-z]+/iu);
  });
  it('[K26] facts make a sentence exact', () => {
    expect(problemSentence({ code: 'ticket-elsewhere', facts: { counter: '5' } })).toContain('5番窓口');
    expect(problemSentence({ code: 'ticket-not-called', facts: { reason: 'undo-too-late' } })).toContain('15秒');
    expect(correctionSentence({ code: 'form-invalid', facts: { fault: 'unreadable' } }, 'kana')).toContain('カタカナ');
    expect(correctionSentence({ code: 'form-gone' }, 'kana')).toBe(problemSentence({ code: 'form-gone' }));
  });
});
