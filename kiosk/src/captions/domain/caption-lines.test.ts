import { CaptionView } from '@engawa/reception/contract';
import { describe, expect, it } from 'vitest';
import { LANE, laneOf, translationOf } from './caption-lines.ts';

const utterance = (n: number, more: object = {}) => ({ utt: `u${n}`.padEnd(22, '0'), rev: 1, lane: 'staff', lang: 'ja', committed: `文${n}`, live: '', final: true, corrected: false, translation: null, pieces: [], ...more });
const view = (...utterances: object[]) => CaptionView.parse({ counter: '3', open: true, visitorLanguage: 'en', utterances, engine: 'typed', soundGoesTo: 'nowhere', large: false, answers: [] });

describe('the glass', () => {
  it('[V8] keeps each side to itself, oldest first, and only the last lines', () => {
    const talk = view(...Array.from({ length: 9 }, (_, n) => utterance(n)), utterance(9, { lane: 'visitor', committed: 'はい' }));
    expect(laneOf(talk, 'visitor').map(({ committed }) => committed)).toEqual(['はい']);
    expect(laneOf(talk, 'staff')).toHaveLength(LANE.keptUtterances);
    expect(laneOf(talk, 'staff').at(-1)?.committed).toBe('文8');
  });
  it('[V8] shows no line for an utterance without words', () => { expect(laneOf(view(utterance(1, { committed: '', final: false })), 'staff')).toEqual([]); });
  it('[V9] the translation under a lane is that of the newest finished sentence, or none', () => {
    const talk = view(utterance(1, { translation: 'One' }), utterance(2, { final: false, translation: null }));
    expect(translationOf(talk.utterances)).toBe('One');
    expect(translationOf(view(utterance(1, { translation: 'One' }), utterance(2)).utterances)).toBeNull();
  });
});
