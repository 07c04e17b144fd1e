import { CaptionView, type Language } from '@engawa/reception/contract';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { WordingProvider } from '../../wording/wording.tsx';
import { CaptionLane } from './caption-lane.tsx';

const line = { utt: 'u'.repeat(22), rev: 1, lane: 'staff', lang: 'ja', committed: '三番へ', live: '', final: true, corrected: false, translation: null, pieces: [{ text: '三番', reading: 'さんばん' }, { text: 'へ' }] };
const lines = (language: Language, more: object) => CaptionView.parse({ counter: '3', open: true, visitorLanguage: language, utterances: [{ ...line, ...more }], engine: 'typed', soundGoesTo: 'nowhere', large: false, answers: [] }).utterances;
const shown = (language: Language, more: object = {}) => renderToStaticMarkup(<WordingProvider lang="en"><CaptionLane lane="staff" label="" utterances={lines(language, more)} language={language} /></WordingProvider>);

describe('a lane of the glass', () => {
  it('[V10] a finished line stands with its readings, for every reader but one of plain Japanese', () => {
    for (const language of ['ja-easy', 'en', 'zh'] as const) expect(shown(language)).toContain('<ruby>三番<rp>(</rp><rt>さんばん</rt><rp>)</rp></ruby>へ');
    expect(shown('ja')).toContain('>三番へ<');
    expect(shown('ja')).not.toContain('<rt>');
  });
  it('[C42] a line may break between two phrases', () => {
    const pieces = [{ text: '三番', reading: 'さんばん' }, { text: 'の' }, { text: '窓口', reading: 'まどぐち', begins: true }, { text: 'へ' }];
    expect(shown('en', { pieces }).replace(/<r[pt]>[^<]*<\/r[pt]>/g, '')).toContain('<span class="caption-phrase"><ruby>三番</ruby>の</span><wbr/><span class="caption-phrase"><ruby>窓口</ruby>へ</span>');
  });
  it('[V10] a line that still moves has no readings', () => { expect(shown('en', { final: false, live: '行', pieces: [] })).not.toContain('<rt>'); });
  it('[C41] a sentence of the staff that nobody translated says so, plainly', () => {
    expect(shown('en')).toContain('Not translated');
    for (const not of [shown('ja'), shown('en', { translation: 'To counter 3' }), shown('en', { final: false, pieces: [] }), shown('en', { lane: 'visitor' }), shown('en', { lang: 'en' })]) expect(not).not.toContain('Not translated');
  });
  it('[C40] answers stand by number in the visitor’s language, in place of what the visitor said before', () => {
    const answers = [{ ja: 'はい、あります。', shown: 'はい、 家(いえ)に あります。' }, { ja: 'いいえ。', shown: 'いいえ。' }];
    const asked = renderToStaticMarkup(<WordingProvider lang="ja-easy"><CaptionLane lane="visitor" label="" utterances={[]} answers={answers} language="ja-easy" /></WordingProvider>);
    expect(asked).toContain('<li><b>1</b><span>はい、 <ruby>家<rp>(</rp><rt>いえ</rt>');
    expect(asked).toContain('<li><b>2</b><span>いいえ。</span></li>');
    expect(shown('en')).not.toContain('<ol');
  });
});
