import { TRANSLATED } from '@engawa/reception/contract';
import { describe, expect, it } from 'vitest';
import { keysOf, missingIn, phrasesIn, translationFaults } from '../../testing/translation-faults.ts';
import { isReady, makeReady, type Catalogue } from './catalogues.ts';
import { intake } from './intake.ts';
import { fill, htmlLang, LANGUAGES, sentenceOf, spokenIn, withCityWords } from './wording.ts';

/** Files whose sentences are still on their way through the translators; `npm run words` lists what they lack. Must be empty in a release. */
const NOT_YET_TRANSLATED: readonly string[] = [];

const files = import.meta.glob<Record<string, unknown>>(['./*.ts', '!./*.test.ts', '!./wording.ts', '!./formats.ts', '!./catalogues.ts', '!./readings.ts'], { eager: true });
const catalogues = Object.fromEntries(Object.entries(import.meta.glob<{ catalogue: Catalogue }>('./catalogues/*.ts', { eager: true })).map(([path, { catalogue }]) => [path.slice('./catalogues/'.length, -'.ts'.length), catalogue]));

describe.each(TRANSLATED)('%s', (language) => {
  const catalogue = catalogues[language] ?? {};
  it('[L21] has every sentence of the public surfaces', () => {
    expect(Object.entries(files).filter(([file]) => !NOT_YET_TRANSLATED.includes(file)).flatMap(([file, words]) => missingIn(catalogue, keysOf(phrasesIn(words))).map((ja) => `${file}: ${ja}`))).toEqual([]);
  });
  it('[L22] keeps the parameters, leaves no Japanese but names on machine, keys and papers, and is punctuated as it is written', () => {
    expect(Object.entries(catalogue).flatMap(([ja, said]) => translationFaults(language, ja, said))).toEqual([]);
  });
  it('[L21] says only what somebody says', () => {
    const said = new Set(Object.values(files).flatMap((words) => keysOf(phrasesIn(words))));
    expect(Object.keys(catalogue).filter((ja) => !said.has(ja))).toEqual([]);
  });
});

describe('catalogues', () => {
  it('[L21] a file is on the list only while it lacks something', () => {
    expect(NOT_YET_TRANSLATED.filter((file) => missingIn(catalogues['ko'] ?? {}, keysOf(phrasesIn(files[file] ?? {}))).length === 0)).toEqual([]);
  });
  it('[L22] the eye for faults sees each of them', () => {
    const seen = (...given: Parameters<typeof translationFaults>) => translationFaults(...given).map((line) => line.slice(line.lastIndexOf(': ') + 2));
    expect(seen('zh', 'あと{n}回', '还有几次')).toEqual(['asks for nothing instead of n']);
    expect(seen('zh', '窓口', '窓口です,')).toEqual(['kana', 'a Japanese letter']);
    expect(seen('zh', '窓口', '请到窗口.')).toEqual(['half-width punctuation']);
    expect(seen('ko', '窓口', '窓口。')).toEqual(['Japanese letters', 'full-width punctuation']);
    expect(seen('vi', '待つ', 'Vui lòng chờ'.normalize('NFD'))).toEqual(['not in NFC']);
    expect(seen('vi', '待つ', 'Vui long cho trong giay lat nhe')).toEqual(['no diacritics']);
    expect(seen('pt', '住民票', 'Atestado (住民票の写し)')).toEqual([]);
    expect(seen('fil', '直す', 'May error')).toEqual(['blames']);
  });
  it('[L23] a language is ready once all its sentences are here; until then nobody says half of it', async () => {
    expect([isReady('ja'), isReady('en'), isReady('ko')]).toEqual([true, true, false]);
    expect(spokenIn(intake.back, 'ko')).toBe('en');
    expect(await makeReady('ko')).toBe(true);
    expect([isReady('ko'), sentenceOf(intake.back, 'ko'), spokenIn(intake.back, 'ko')]).toEqual([true, '뒤로', 'ko']);
  });
  it('[L23] a sentence that no catalogue has is said in English, and says so', () => {
    const unheard = { ja: 'だれも訳していない。', 'ja-easy': 'まだ。', en: 'Nobody has translated this.' };
    expect([sentenceOf(unheard, 'ko'), spokenIn(unheard, 'ko'), htmlLang(spokenIn(unheard, 'ko'))]).toEqual(['Nobody has translated this.', 'en', 'en']);
  });
  it('[L23] plurals are functions where a language needs them', async () => {
    await makeReady('pt');
    expect([1, 2].map((n) => fill(sentenceOf(intake.tries, 'pt', { n })))).toEqual(['Você pode tentar 1 vez.', 'Você pode tentar 2 vezes.']);
  });
  it('[L23] a city’s own words go into the sentence of their language', async () => {
    await makeReady('ko');
    const city = { ja: '住所', 'ja-easy': '住所(じゅうしょ)', en: 'Address', ko: '주소' };
    expect(sentenceOf(withCityWords(intake.fixField, 'label', city), 'ko')).toBe('주소 고치기');
    expect(sentenceOf(withCityWords(intake.fixField, 'label', { ...city, ko: undefined }), 'ko')).toBe('Change Address');
  });
  it('[L24] `lang` names the language and its script', () => {
    expect(LANGUAGES.map(htmlLang)).toEqual(['ja', 'ja', 'en', 'zh-Hans', 'ko', 'vi', 'pt-BR', 'fil']);
  });
});
