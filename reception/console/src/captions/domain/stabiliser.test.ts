import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AT_ONCE_MS, engineEnded, engineRefused, engineRestarted, engineResult, engineStarting, FAILS_ALLOWED, QUIET_MS, watchEngine } from './engine-health.ts';
import { isRepeated, REPEAT_MS } from './repeated-finals.ts';
import { finishHearing, hearHypothesis, nothingHeard, type Stabilised } from './stabiliser.ts';

const hear = (...hypotheses: string[]): Stabilised => hypotheses.reduce(hearHypothesis, nothingHeard);

describe('the stabiliser', () => {
  it('[K17] commits what two hypotheses in a row agree on', () => {
    expect(hear('転入')).toMatchObject({ committed: '', live: '転入' });
    expect(hear('転入', '転入届は')).toMatchObject({ committed: '転入', live: '届は' });
    expect(hear('転入', '転入届は', '転入届はこれで')).toMatchObject({ committed: '転入届は', live: 'これで' });
  });
  it('[K17] keeps committed words when the recogniser changes its mind', () => {
    expect(hear('二階の', '二階の', '一階の窓口')).toMatchObject({ committed: '二階の', live: '窓口' });
    expect(finishHearing(hear('二階の', '二階の'), '一階の窓口です')).toBe('二階の窓口です');
  });
  it('[K17] whatever is heard, committed text only grows, and the final begins with it', () => {
    const word = fc.string({ unit: fc.constantFrom('あ', 'い', '一', '二', '葛\u{E0100}', 'e\u0301'), maxLength: 6 });
    let grown = 0;
    fc.assert(fc.property(fc.array(word, { maxLength: 12 }), word, (hypotheses, last) => {
      let state = nothingHeard;
      for (const hypothesis of hypotheses) {
        const next = hearHypothesis(state, hypothesis);
        if (!next.committed.startsWith(state.committed)) return false;
        if (next.committed.length > state.committed.length) grown += 1;
        state = next;
      }
      return finishHearing(state, last).startsWith(state.committed);
    }), { seed: 20261124, numRuns: 2_000 });
    expect(grown).toBeGreaterThan(100);
  });
});

describe('finals and health of an engine', () => {
  it('[K18] the same final again at once is dropped, later it is a new sentence', () => {
    const last = { text: 'はい', atMs: 1_000 };
    expect(isRepeated(last, 'はい', 1_000 + REPEAT_MS - 1)).toBe(true);
    expect(isRepeated(last, 'はい', 1_000 + REPEAT_MS)).toBe(false);
    expect(isRepeated(last, 'いいえ', 1_001)).toBe(false);
    expect(isRepeated(null, 'はい', 0)).toBe(false);
  });
  it('[K19] only a result makes an engine live, and silence makes it degraded', () => {
    const started = engineStarting(0);
    expect(started.state).toBe('degraded');
    const live = engineResult(started, 1_000);
    expect(live.state).toBe('live');
    expect(watchEngine(live, 1_000 + QUIET_MS).state).toBe('live');
    expect(watchEngine(live, 1_001 + QUIET_MS).state).toBe('degraded');
  });
  it('[K19] an engine that ends at once again and again, or is refused, is down', () => {
    let health = engineResult(engineStarting(0), 100);
    for (let i = 0; i < FAILS_ALLOWED; i += 1) health = engineEnded(engineRestarted(health, i * 100), i * 100 + 50);
    expect(health.state).toBe('down');
    expect(engineRefused(engineStarting(0)).state).toBe('down');
    expect(engineEnded(engineStarting(0), AT_ONCE_MS).fails).toBe(0);
  });
});
