import { CaptionView, type Language } from '@engawa/reception/contract';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { CaptionLane } from './caption-lane.tsx';

const line = { utt: 'u'.repeat(22), rev: 1, lane: 'staff', lang: 'ja', committed: '三番へ', live: '', final: true, corrected: false, translation: null, pieces: [{ text: '三番', reading: 'さんばん' }, { text: 'へ' }] };
const shown = (language: Language, more: object = {}) => {
  const { utterances } = CaptionView.parse({ counter: '3', open: true, visitorLanguage: language, utterances: [{ ...line, ...more }], engine: 'typed', soundGoesTo: 'nowhere', large: false });
  return renderToStaticMarkup(<CaptionLane lane="staff" label="" utterances={utterances} language={language} />);
};

describe('a lane of the glass', () => {
  it('[V10] a finished line stands with its readings, for every reader but one of plain Japanese', () => {
    for (const language of ['ja-easy', 'en', 'zh'] as const) expect(shown(language)).toContain('<ruby>三番<rp>(</rp><rt>さんばん</rt><rp>)</rp></ruby>へ');
    expect(shown('ja')).toContain('>三番へ<');
    expect(shown('ja')).not.toContain('<rt>');
  });
  it('[V10] a line that still moves has no readings', () => { expect(shown('en', { final: false, live: '行', pieces: [] })).not.toContain('<rt>'); });
});
