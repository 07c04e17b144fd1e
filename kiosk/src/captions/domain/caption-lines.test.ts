import { CaptionView } from '@engawa/reception/contract';
import { describe, expect, it } from 'vitest';
import { READINGS } from '../../wording/captions.ts';
import { LANE, laneOf, translationOf, withReadings } from './caption-lines.ts';

const utterance = (n: number, more: object = {}) => ({ utt: `u${n}`.padEnd(22, '0'), rev: 1, lane: 'staff', lang: 'ja', committed: `文${n}`, live: '', final: true, corrected: false, translation: null, ...more });
const view = (...utterances: object[]) => CaptionView.parse({ counter: '3', open: true, visitorLanguage: 'en', utterances, engine: 'typed', soundGoesTo: 'nowhere', large: false });

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
  it.each([
    ['この書類を 窓口へ', 'この｜書類(しょるい)を ｜窓口(まどぐち)へ'],
    ['窓口(まどぐち)へ', '窓口(まどぐち)へ'],
    ['届出の期間', '届出の期間'],
    ['転入届です', '｜転入届(てんにゅうとどけ)です'],
    ['分かりますか。届きました。3階です', '分かりますか。届きました。3階です'],
    ['2番窓口へ', '2｜番窓口(ばんまどぐち)へ'],
  ])('[V10] knows the readings of the hall’s own words only: %s', (said, shown) => { expect(withReadings(said, READINGS)).toBe(shown); });
  it.each([
    ['a word that may still grow into another has no reading yet', '2番', { before: '', after: '', grows: true }, '2番'],
    ['a word is not read where the moving words go on with kanji', '2番', { before: '', after: '号札を', grows: true }, '2番'],
    ['nor in the moving words behind kanji', '番へ', { before: '順', after: '', grows: true }, '番へ'],
    ['it is read as soon as something else follows', '2番へ', { before: '', after: '', grows: true }, '2｜番(ばん)へ'],
  ])('[V10] %s', (_what, said, around, shown) => { expect(withReadings(said, READINGS, around)).toBe(shown); });
});
