import type { CaptionEvent, Lane, UtteranceId } from '@engawa/reception/contract';
import { describe, expect, it } from 'vitest';
import { scriptedEngine, scriptedWanted, SCRIPTED_EVENT } from '../adapters/scripted-engine.ts';
import { createCaptionTalk, PHRASE } from './caption-talk.ts';
import type { CaptionEngine, Heard } from './ports.ts';

const flush = (): Promise<void> => new Promise((done) => { setImmediate(done); });

/** A counter with an engine in the hand of the test. */
const sit = () => {
  const sent: CaptionEvent[] = [];
  let taken = true;
  let nowMs = 0;
  let utts = 0;
  let hear: (heard: Heard) => void = () => {};
  const log: string[] = [];
  const talk = createCaptionTalk({
    sink: { send: async (event) => { sent.push(event); log.push(event.t === 'state' ? `state ${event.state} ${event.soundGoesTo}` : event.t); return taken ? { ok: true } : { ok: false, problem: { type: '', title: '', status: 504, code: 'internal' } }; } },
    newUtt: () => { utts += 1; return `utterance-${String(utts).padStart(20, '0')}` as UtteranceId; },
    clock: () => nowMs,
  });
  const engine: CaptionEngine = {
    id: 'test', soundGoesTo: 'internet', caps: { langs: ['ja-JP'], offline: false, openVocabulary: true, partials: true }, probe: async () => ({ ok: true }),
    start: async (o, listener) => { log.push(`microphone ${o.lane} ${o.lang}`); hear = listener; return { restart: () => { log.push('restart'); }, stop: () => { log.push('stop'); } }; },
  };
  const listen = (): Promise<void> => talk.listen(engine, (lane: Lane) => (lane === 'visitor' ? 'en-US' : 'ja-JP'), []);
  const say = (part: string, text: string, final = false): void => hear({ t: 'hypothesis', part, text, final });
  return { talk, sent, log, listen, say, tell: (heard: Heard) => hear(heard), refuse: () => { taken = false; }, later: (ms: number) => { nowMs += ms; talk.tick(); } };
};

describe('a conversation at the counter', () => {
  it('[K22] the lamp says where sound goes before the microphone opens', async () => {
    const { listen, log } = sit();
    await listen();
    expect(log).toEqual(['state degraded internet', 'microphone staff ja-JP']);
  });
  it('[K22] without that lamp on the glass no microphone opens', async () => {
    const { listen, log, refuse } = sit();
    refuse();
    await listen();
    expect(log).toEqual(['state degraded internet']);
  });
  it('[K17] hypotheses go out with a stable part that only grows, and one final', async () => {
    const { listen, say, sent } = sit();
    await listen();
    say('1.0', '転入'); say('1.0', '転入届は'); say('1.0', '転入届は、これで終わりです。', true);
    const words = sent.filter((e) => e.t === 'partial' || e.t === 'final');
    expect(words).toMatchObject([{ t: 'partial', rev: 0, stable: '', unstable: '転入' }, { t: 'partial', rev: 1, stable: '転入', unstable: '届は' }, { t: 'final', rev: 2, text: '転入届は、これで終わりです。', engine: 'test' }]);
    expect(new Set(words.map((e) => e.utt)).size).toBe(1);
  });
  it('[K18] a final that comes twice is written once', async () => {
    const { listen, say, sent } = sit();
    await listen();
    say('1.0', 'はい', true); say('2.0', 'はい', true);
    expect(sent.filter((e) => e.t === 'final')).toHaveLength(1);
  });
  it('[K18] a repeated final takes its own partial away again', async () => {
    const { listen, say, sent } = sit();
    await listen();
    say('1.0', 'はい', true); say('2.0', 'はい'); say('2.0', 'はい', true);
    expect(sent.map((e) => e.t)).toEqual(['state', 'state', 'final', 'partial', 'retract']);
  });
  it('[K19] an engine that ends is started again; one that ends at once three times is down', async () => {
    const { listen, tell, log, talk } = sit();
    await listen();
    for (let i = 0; i < 3; i += 1) { tell({ t: 'started' }); tell({ t: 'ended' }); }
    expect(log.filter((l) => l === 'restart')).toHaveLength(2);
    expect(log.slice(-2)).toEqual(['state down nowhere', 'stop']);
    expect(talk.state.get().listening).toBe('down');
  });
  it('[K19] silence of a live engine is told to both sides', async () => {
    const { listen, say, later, log } = sit();
    await listen();
    say('1.0', 'はい');
    later(12_001);
    expect(log.at(-1)).toBe('state degraded internet');
  });
  it('[K20] after the wipe late words of the engine go nowhere', async () => {
    const { listen, say, sent, talk } = sit();
    await listen();
    say('1.0', '秘密');
    talk.stop(true);
    const before = sent.length;
    say('1.0', '秘密です', true);
    expect(sent).toHaveLength(before);
    expect(talk.state.get()).toEqual({ lane: 'staff', listening: 'off', unsent: null });
  });
  it('[K23] what staff write for the visitor stands in the visitor\'s lane, a phrase in that of who says it', async () => {
    const { talk, sent } = sit();
    talk.useLane('visitor');
    await talk.write('  すみません  ');
    await talk.write('少々お待ちください。', PHRASE, 'staff');
    await talk.write('   ');
    expect(sent).toMatchObject([{ t: 'final', lane: 'visitor', text: 'すみません', engine: 'typed' }, { t: 'final', lane: 'staff', engine: 'phrase' }]);
  });
  it('[K23] changing the lane starts the engine anew in that lane\'s language', async () => {
    const { listen, talk, log } = sit();
    await listen();
    talk.useLane('visitor');
    await flush();
    expect(log.at(-1)).toBe('microphone visitor en-US');
  });
  it('[K24] a sentence that the hall did not take stays with the clerk', async () => {
    const { talk, refuse } = sit();
    refuse();
    expect(await talk.write('つぎは二階です')).toBe(false);
    expect(talk.state.get().unsent).toBe('つぎは二階です');
  });
  it('[K17] a correction carries the next revision', async () => {
    const { talk, sent } = sit();
    await talk.correct('u'.repeat(22) as UtteranceId, 4, '二階');
    expect(sent).toEqual([{ t: 'correct', utt: 'u'.repeat(22), rev: 5, text: '二階', by: 'staff' }]);
  });
});

describe('the scripted engine', () => {
  it('[K25] answers only on the machine itself and only when the address asks for it', () => {
    expect(scriptedWanted({ hash: '#captions=scripted', hostname: '127.0.0.1' })).toBe(true);
    expect(scriptedWanted({ hash: '#captions=scripted', hostname: 'hall.engawa.lg.jp' })).toBe(false);
    expect(scriptedWanted({ hash: '', hostname: 'localhost' })).toBe(false);
  });
  it('[K25] takes well-formed events alone', async () => {
    const page = new EventTarget();
    const heard: Heard[] = [];
    const engine = scriptedEngine(page);
    const running = await engine.start({ lane: 'staff', lang: 'ja-JP', phrases: [] }, (h) => heard.push(h));
    const fire = (detail: unknown): void => { page.dispatchEvent(Object.assign(new Event(SCRIPTED_EVENT), { detail })); };
    fire({ t: 'hypothesis', part: '1', text: 'はい', final: false });
    fire({ t: 'hypothesis', part: 1, html: '<b>' });
    running.stop();
    fire({ t: 'ended' });
    expect(heard).toEqual([{ t: 'hypothesis', part: '1', text: 'はい', final: false }]);
    expect(engine.soundGoesTo).toBe('nowhere');
  });
});
