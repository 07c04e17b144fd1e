import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CounterId, Phrasebook, UtteranceId, type CaptionEvent, type CaptionView } from '../../../contract/index.ts';
import { captionRooms, IDLE_WIPE_MS } from '../application/caption-rooms.ts';
import { phraseDesk } from './phrasebook.ts';
import { closedCaptions, foldCaption, openCaptions } from './fold-caption.ts';

const utts = ['a', 'b'].map((c) => UtteranceId.parse(c.repeat(22)));
const utt = utts[0] as UtteranceId;
const phrase = (id: string, by: string, ja: string, answers: string[]) => ({ id, by, ja, kana: 'かな', 'ja-easy': ja, en: `en ${id}`, zh: `zh ${id}`, ko: 'k', vi: 'v', pt: 'p', fil: 'f', answers });
const quick = [{ ja: '少々お待ちください。', 'ja-easy': '少(すこ)し 待(ま)って ください。', en: 'Please wait a moment.' }];
const furigana = (text: string) => [{ text, reading: 'よみ' }];
const book = Phrasebook.parse({ groups: [{ id: 'a', title: 'あ', phrases: [phrase('a-have', 'staff', 'カードはお持ちですか。', ['a-yes']), phrase('a-yes', 'visitor', 'はい、あります。', [])] }] });
const derivation = { phrases: phraseDesk(quick, book, furigana), furigana };
const start = openCaptions(closedCaptions(CounterId.parse('3')), { visitorLanguage: 'en', large: false });
const partial = (rev: number, stable: string, unstable = ''): CaptionEvent => ({ t: 'partial', utt, rev, lane: 'staff', lang: 'ja', stable, unstable });
const final = (rev: number, text: string): CaptionEvent => ({ t: 'final', utt, rev, lane: 'staff', lang: 'ja', text, engine: 'typed' });
const play = (view: CaptionView, ...events: CaptionEvent[]) => events.reduce<{ view: CaptionView; codes: string[] }>(({ view: v, codes }, event) => {
  const folded = foldCaption(v, event, derivation);
  return folded.ok ? { view: folded.value, codes: [...codes, 'ok'] } : { view: v, codes: [...codes, folded.code] };
}, { view, codes: [] });

describe('one conversation', () => {
  it('[T1] nothing is shown before it is opened', () => {
    expect(play(closedCaptions(CounterId.parse('3')), final(1, 'はい')).codes).toEqual(['caption-not-open']);
  });
  it('[T2] stable words only grow; a late or shorter revision changes nothing', () => {
    const { view, codes } = play(start, partial(1, '番号', '札を'), partial(3, '番号札を', '見せ'), partial(2, '番'), partial(4, '番'));
    expect(codes).toEqual(['ok', 'ok', 'ok', 'utterance-committed']);
    expect(view.utterances[0]).toMatchObject({ committed: '番号札を', live: '見せ', final: false });
  });
  it('[T3] committed words change by a correction alone', () => {
    const { view, codes } = play(start, final(1, '三百円です'), final(2, '六百円です'), partial(3, '六百円'), { t: 'correct', utt, rev: 4, text: '二百円です', by: 'staff' });
    expect(codes).toEqual(['ok', 'utterance-committed', 'utterance-committed', 'ok']);
    expect(view.utterances[0]).toMatchObject({ committed: '二百円です', corrected: true });
  });
  it('[T4] a quick phrase stands there in the visitor’s language too, free speech is not translated', () => {
    expect(play(start, final(1, '少々お待ちください。')).view.utterances[0]?.translation).toBe('Please wait a moment.');
    expect(play(start, final(1, '少々お待ち')).view.utterances[0]?.translation).toBeNull();
    expect(play(openCaptions(start, { visitorLanguage: 'ja', large: false }), final(1, '少々お待ちください。')).view.utterances[0]?.translation).toBeNull();
  });
  it('[T20] a finished Japanese line has its readings, a correction new ones, a moving line and another language none', () => {
    const after = (...events: CaptionEvent[]) => play(start, ...events).view.utterances[0]?.pieces;
    expect(after(partial(1, '番号', '札'))).toEqual([]);
    expect(after(partial(1, '番号', '札'), final(2, '番号札'))).toEqual([{ text: '番号札', reading: 'よみ' }]);
    expect(after(final(1, '三百円'), { t: 'correct', utt, rev: 2, text: '二百円', by: 'staff' })).toEqual([{ text: '二百円', reading: 'よみ' }]);
    expect(after({ ...final(1, '三百円'), lang: 'zh' } as CaptionEvent)).toEqual([]);
  });
  it('[T32] the newest sentence of the staff offers its answers, the next one of anybody takes them away', () => {
    const asked = play(start, final(1, 'カードはお持ちですか。'));
    expect(asked.view.answers).toEqual([{ ja: 'はい、あります。', shown: 'en a-yes' }]);
    const answer = { ...final(1, 'はい、あります。'), utt: utts[1]!, lane: 'visitor' } as CaptionEvent;
    expect(play(asked.view, answer).view).toMatchObject({ answers: [], utterances: [{}, { lane: 'visitor', translation: 'en a-yes' }] });
    expect(play(asked.view, { t: 'correct', utt, rev: 2, text: 'カードは？', by: 'staff' }).view.answers).toEqual([]);
    expect(play(asked.view, answer, { t: 'retract', utt: utts[1]! }).view.answers).toHaveLength(1);
    expect(play(start, { ...final(1, 'カードはお持ちですか。'), lane: 'visitor' } as CaptionEvent).view.answers).toEqual([]);
  });
  it('[T5] what is retracted is gone; what is not there cannot be', () => {
    expect(play(start, final(1, 'はい'), { t: 'retract', utt }).view.utterances).toEqual([]);
    expect(play(start, { t: 'retract', utt }).codes).toEqual(['utterance-unknown']);
  });

  const text = fc.string({ unit: fc.constantFrom('番', '号', '札', 'を'), minLength: 1, maxLength: 6 });
  const event: fc.Arbitrary<CaptionEvent> = fc.oneof(
    fc.record({ t: fc.constant('partial' as const), utt: fc.constantFrom(...utts), rev: fc.nat(9), lane: fc.constant('staff' as const), lang: fc.constant('ja'), stable: text, unstable: text }),
    fc.record({ t: fc.constant('final' as const), utt: fc.constantFrom(...utts), rev: fc.nat(9), lane: fc.constant('staff' as const), lang: fc.constant('ja'), text, engine: fc.constant('typed') }),
    fc.record({ t: fc.constant('correct' as const), utt: fc.constantFrom(...utts), rev: fc.nat(9), text, by: fc.constant('staff' as const) }),
  );
  it('[T3] over any events: no committed letter changes except by a correction', () => {
    let committed = 0;
    fc.assert(fc.property(fc.array(event, { maxLength: 40, size: 'max' }), (events) => {
      let view = start;
      for (const e of events) {
        const before = new Map(view.utterances.map((u) => [u.utt, u.committed]));
        const folded = foldCaption(view, e, derivation);
        if (!folded.ok) continue;
        view = folded.value;
        if (e.t === 'correct') continue;
        for (const u of view.utterances) { committed += 1; if (!u.committed.startsWith(before.get(u.utt) ?? '')) return false; }
      }
      return true;
    }));
    expect(committed).toBeGreaterThan(200);
  });
});

describe('the rooms of conversation', () => {
  it('[T6] closing and ten idle minutes wipe the words on both sides', () => {
    let now = 0;
    const shown: CaptionView[] = [];
    const rooms = captionRooms({ clock: () => now, derivation, changed: (view) => shown.push(view) });
    const three = CounterId.parse('3');
    rooms.open(three, { visitorLanguage: 'en', large: true });
    rooms.hear(three, final(1, 'はい'));
    expect(rooms.open(three, { visitorLanguage: 'ja', large: true }).utterances).toHaveLength(1);
    rooms.close(three);
    expect(shown.at(-1)).toEqual(closedCaptions(three));
    rooms.open(three, { visitorLanguage: 'en', large: true });
    rooms.hear(three, final(1, 'はい'));
    now = IDLE_WIPE_MS - 1;
    rooms.sweep();
    expect(rooms.view(three).utterances).toHaveLength(1);
    now = IDLE_WIPE_MS;
    rooms.sweep();
    expect(rooms.view(three)).toEqual(closedCaptions(three));
  });
});
