import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { fontSlices } from './font-slices.ts';
import { lettersOf, smallFace, tablesOf } from './small-face.ts';
import type { FirstFace, FirstFaces } from './src/surfaces/touch-kiosk/faces.ts';

const here = dirname(fileURLToPath(import.meta.url));
export const styleOf = (name: string): string => createRequire(import.meta.url).resolve(`@fontsource/${name}.css`);

/** Everything that the kiosk itself says: about 400 kanji. */
const ownWords = (): string => readdirSync(join(here, 'src/wording')).filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.')).map((name) => readFileSync(join(here, 'src/wording', name), 'utf8')).join('');

/**
 * What cities write on their first page, whose words come with the city and not with the build. A city that writes other
 * letters there waits for the whole faces first (`facesFor`), as every kiosk did before.
 */
const HALL_WORDS = `都道府県市区町村郡役所役場庁舎本庁支所出張所分室総合窓口案内受付相談手続届出申請証明書交付発行
住民票戸籍謄本抄本附票印鑑登録廃止税課納所得非課税評価固定資産車庫自動車原付軽犬鑑札飼
転入転出転居引越世帯変更婚姻離婚出生死亡養子縁組結婚妊娠母子手帳赤育児保育園幼稚園学校入学就学小中高教育給食
国民健康保険年金後期高齢者医療介護認定病院診療福祉障害者児童手当扶養生活保護支援援助助成給付
災害罹災被災避難消防防火水道下水電気環境清掃収集粗大回収公園緑化農業商工観光産業労働
住宅市営県営営繕建築土地開発道路河川港墓地火葬葬儀遺族相続亡家族法律人権男女平等外国人在留資格旅券選挙投票図書館文化体育施設予約
月火水木金土日曜午前午後時分年春夏秋冬東西南北上下左右一二三四五六七八九十百千万円`;

interface Face { readonly family: string; readonly weight: string; readonly style: string }
/** Heaviest use first: text, numbers and names; then what stands out; then headings. */
const FACES: readonly Face[] = [
  { family: 'BIZ UDPGothic', weight: '400', style: 'biz-udpgothic/400' },
  { family: 'BIZ UDPGothic', weight: '700', style: 'biz-udpgothic/700' },
  { family: 'Zen Maru Gothic', weight: '700', style: 'zen-maru-gothic/700' },
];
/** Slices that hold these stay whole: their tables join signs (accents, ligatures), and all of them are used everywhere. */
const IN_WHOLE_SLICES = ['A', 'あ'];

/** As a style sheet writes it. */
export const rangeOf = (codes: readonly number[]): string => {
  const runs: [number, number][] = [];
  for (const code of [...codes].sort((a, b) => a - b)) { const last = runs.at(-1); if (last && last[1] === code - 1) last[1] = code; else runs.push([code, code]); }
  return runs.map(([from, until]) => `U+${from.toString(16)}${until > from ? `-${until.toString(16)}` : ''}`).join(',');
};

interface Made extends Omit<FirstFace, 'url'> { readonly codes: readonly number[]; readonly source: Buffer }
/** The files of one face: the small one of single letters, then the slices that stay whole. */
const filesOf = ({ family, weight, style }: Face, text: string): Made[] => {
  const path = styleOf(style);
  const slices = fontSlices(readFileSync(path, 'utf8')).map(({ file, ranges }) => ({ ranges, woff2: resolve(dirname(path), file), tables: tablesOf(resolve(dirname(path), file.replace(/2$/, ''))) }));
  const drawn = new Map(slices.map((slice) => [slice, lettersOf(slice.tables).glyphs] as const));
  /* as in a browser: the last rule whose range has the letter, if its file has it too */
  const ownerOf = (code: number) => slices.findLast((slice) => slice.ranges.some(([from, until]) => code >= from && code <= until) && drawn.get(slice)!.has(code));
  const whole = IN_WHOLE_SLICES.map((sign) => ownerOf(sign.codePointAt(0)!)!);
  const single = [...new Set(text)].map((sign) => sign.codePointAt(0)!).sort((a, b) => a - b).flatMap((code) => { const slice = ownerOf(code); return slice && !whole.includes(slice) ? [{ code, slice: slice.tables }] : []; });
  const made = (codes: readonly number[], source: Buffer): Made => ({ family, weight, codes, range: rangeOf(codes), source });
  return [made(single.map(({ code }) => code), smallFace(single)), ...whole.map((slice) => made([...drawn.get(slice)!.keys()].filter((code) => ownerOf(code) === slice), readFileSync(slice.woff2)))];
};

/** Every file of the faces of the first screen, and the letters that all of the faces have. */
export const firstFaceFiles = (): { letters: string; files: Made[] } => {
  const faces = FACES.map((face) => filesOf(face, ownWords() + HALL_WORDS));
  const [some = [], ...others] = faces.map((files) => files.flatMap(({ codes }) => codes));
  const letters = some.filter((code) => others.every((codes) => codes.includes(code))).map((code) => String.fromCodePoint(code)).join('');
  /* numbers in headings come from the UD face, as in design/fonts.css */
  const digits = faces.slice(0, 2).flatMap((files) => files.filter(({ codes }) => codes.includes(0x30))).map((latin): Made => ({ ...latin, family: 'Engawa Digits', weight: latin.weight === '400' ? '400' : '500 700', range: 'U+30-39' }));
  return { letters, files: [...faces.flat(), ...digits] };
};

/** Lays the faces of the first screen beside the build, has its page ask for them at once, and tells the program about them (`import.meta.env.FIRST_FACES`). A dev server has none; there the whole faces are awaited. */
export const firstFaces = (): Plugin => {
  const files = new Map<string, Buffer>();
  return {
    name: 'first-faces',
    config: (_config, { command }) => {
      const made = command === 'build' ? firstFaceFiles() : { letters: '', files: [] };
      const faces = made.files.map(({ family, weight, range, source }): FirstFace => {
        const name = `assets/first-${createHash('sha256').update(source).digest('hex').slice(0, 10)}.woff2`;
        files.set(name, source);
        return { family, weight, range, url: `/${name}` };
      });
      return { define: { 'import.meta.env.FIRST_FACES': JSON.stringify({ letters: made.letters, faces } satisfies FirstFaces) } };
    },
    generateBundle() { for (const [fileName, source] of files) this.emitFile({ type: 'asset', fileName, source }); },
    transformIndexHtml: (_html, { filename }) => (filename.endsWith('kiosk.html') ? [...files.keys()].map((name) => ({ tag: 'link', attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: '', href: `/${name}` }, injectTo: 'head-prepend' as const })) : []),
  };
};
