/** A word of the dictionary at its place, as a tokenizer gives it. `reading` in katakana; null where the dictionary has none. */
export interface Word { readonly surface: string; readonly reading: string | null; readonly kind: string; readonly detail: string; readonly more: string; readonly form: string; readonly base: string }

/** `before`: all of the line up to the word. `after`: all behind it. */
interface Place { before: string; after: string; previous: Word | undefined; word: Word }
type Rule = (place: Place) => string | null;

const starts = (pattern: RegExp, reading: string): Rule => ({ after }) => (pattern.test(after) ? reading : null);
/** Blanks between words, as in やさしい日本語, part nothing. */
const ends = (pattern: RegExp, reading: string): Rule => ({ before }) => (pattern.test(before.replace(/[ 　]+$/, '')) ? reading : null);
const always = (reading: string): Rule => () => reading;
const afterKind = (kind: RegExp, reading: string): Rule => ({ previous }) => (previous && kind.test(`${previous.kind},${previous.detail},${previous.form}`) ? reading : null);
const NAME = /固有名詞/;
const NOUN = /^名詞,(一般|サ変接続|形容動詞語幹|接尾)/;
const COMPARED = /^が(い|良|よ|早|速|安|多|少|楽|便利|確|得|お得|高|低|近|大|小|簡|安全|望|ま|無|正|新|長|短)/;
const SIDE = /(こちら|そちら|あちら|どちら|右|左|前|後ろ|(?<!以)[上下]|奥|東|西|南|北)の$/;

/** Words whose reading hangs on their neighbours; the first rule that answers holds. Written for the sentences of a counter. */
const RULES: Readonly<Record<string, readonly Rule[]>> = {
  方: [afterKind(/^動詞,自立,連用形/, 'かた'), starts(COMPARED, 'ほう'), ({ before, after }) => (SIDE.test(before) && /^(へ|から|を|がい|です|に(?!聞|お聞|尋|お尋|伺|渡|相談))/.test(after) ? 'ほう' : null), starts(/^々/, 'かた'), afterKind(/^名詞,(?!非自立|代名詞)/, 'がた'), always('かた')],
  何: [starts(/^(で|だ|の|と|曜|な[のん])/, 'なん'), starts(/^(語|色|者)/, 'なに'), always('なに')],
  他: [ends(/その$/, 'た'), always('ほか')], 外: [starts(/^(で|に|の|へ|から|は)/, 'そと')],
  様: [starts(/^(に|な)/, 'よう'), always('さま')],
  家: [always('いえ')], 私: [always('わたし')], 額: [always('がく')], 印: [starts(/^(を付|をつけ)/, 'しるし'), always('いん')], 判: [always('はん')], 氏: [afterKind(NAME, 'し'), always('うじ')], 姓: [always('せい')], 名: [starts(/^(前|字)/, 'な'), afterKind(NOUN, 'めい'), always('な')],
  前: [ends(/[\d一二三四五六七八九十]$/, 'まえ'), starts(/^(年度|月|日)/, 'ぜん'), always('まえ')],
  後: [starts(/^ほど/, 'のち'), starts(/^ろ/, 'うし'), starts(/^日/, 'ご'), ends(/その$/, 'ご'), afterKind(NOUN, 'ご'), ends(/[年月日間分\d]$/, 'ご'), always('あと')],
  間: [ends(/(の|る|い|た)$/, 'あいだ'), starts(/^(に合|違)/, 'ま'), always('かん')],
  分: [starts(/^(か|け|かれ)/, 'わ'), always('ぶん')],
  上: [ends(/(の|た|る|い|右|左|机|床|棚)$/, 'うえ'), starts(/^(が|げ)/, 'あ'), starts(/^(り|る)/, 'のぼ'), afterKind(NOUN, 'じょう'), always('うえ')],
  下: [starts(/^さ/, 'くだ'), ends(/(の|た|る|い|右|左|机|床|棚)$/, 'した'), starts(/^(が|げ)/, 'さ'), starts(/^(り|る)/, 'くだ'), always('した')],
  中: [ends(/(の|る|い|た|真ん|お|、|。|^)$/, 'なか'), ends(/(今日|明日|一日|一年|一晩|世界|日本|町|家|体|館|市内)$/, 'じゅう'), afterKind(/^名詞/, 'ちゅう'), always('なか')],
  月: [starts(/^(額|末|初|間|収|謝|刊)/, 'げつ'), ends(/毎$/, 'つき'), ends(/(今|来|先|翌|同|前|当|各)$/, 'げつ'), always('つき')],
  年: [starts(/^に[\d一二三四五六七八九十何数]/, 'ねん')],
  日: [ends(/(前|翌|後|同|祝|期|平|即|先|連)$/, 'じつ'), ends(/(当|毎|本|今|来)$/, 'にち'), afterKind(/^名詞,(一般|サ変接続|形容動詞語幹|接尾|非自立,$)/, 'び'), starts(/^(本|数|程|常|時|中)/, 'にち'), always('ひ')],
  者: [ends(/(の|た|る|い|な)$/, 'もの'), afterKind(/^名詞/, 'しゃ'), always('もの')],
  所: [ends(/(の|た|る|い|な)$/, 'ところ'), afterKind(NOUN, 'しょ'), always('ところ')],
  人: [afterKind(NAME, 'じん'), afterKind(NOUN, 'にん'), always('ひと')],
  係: [afterKind(/^名詞/, 'がかり'), always('かかり')], 側: [afterKind(/^名詞|連体詞/, 'がわ'), always('がわ')], 先: [starts(/^(に|ほど|の|へ|で|です|が|を|、|。|$)/, 'さき')], 元: [starts(/^(の|に|は|気)/, 'もと')],
  角: [always('かど')], 表: [starts(/^(と裏|の面|面)/, 'おもて'), always('ひょう')], 裏: [always('うら')], 金: [afterKind(NOUN, 'きん'), always('かね')], 紙: [afterKind(NOUN, 'し'), always('かみ')], 札: [afterKind(NOUN, 'ふだ'), always('ふだ')], 口: [afterKind(NOUN, 'ぐち'), always('くち')], 物: [afterKind(/^(動詞|接頭詞)/, 'もの'), afterKind(NOUN, 'ぶつ'), always('もの')], 等: [always('とう')], 数: [starts(/^(え|字)/, 'かぞ'), afterKind(NOUN, 'すう'), always('かず')], 目: [always('め')], 手: [always('て')], 体: [always('からだ')], 身: [always('み')], 心: [always('こころ')], 市: [always('し')], 町: [afterKind(NAME, 'ちょう'), always('まち')], 村: [afterKind(NAME, 'むら'), always('むら')], 国: [always('くに')], 県: [always('けん')], 課: [always('か')], 母: [always('はは')], 父: [always('ちち')], 兄: [always('あに')], 姉: [always('あね')], 孫: [always('まご')], 夫: [always('おっと')], 妻: [always('つま')], 子: [always('こ')], 娘: [always('むすめ')], 嫁: [always('よめ')], 姪: [always('めい')], 甥: [always('おい')], 朝: [always('あさ')], 昼: [always('ひる')], 夜: [always('よる')], 夕: [always('ゆう')], 今: [starts(/^(年度|回|月|週|後|度|期|般)/, 'こん'), always('いま')], 次: [always('つぎ')], 隣: [always('となり')], 横: [always('よこ')], 右: [always('みぎ')], 左: [always('ひだり')], 奥: [always('おく')], 空: [starts(/^(い|き|け)/, 'あ')], 角部屋: [always('かどべや')], 市場: [always('いちば')], 人気: [starts(/^の(ない|無)/, 'ひとけ')], 上手: [always('じょうず')], 下手: [always('へた')], 明日: [always('あした')], 昨日: [always('きのう')], 今日: [always('きょう')], 一昨日: [always('おととい')], 明後日: [always('あさって')], 翌日: [always('よくじつ')], 今年: [always('ことし')], 昨年: [always('さくねん')], 一昨年: [always('おととし')], 大人: [always('おとな')], 日本: [always('にほん')], 家賃: [always('やちん')], 故: [always('こ')], 宛: [always('あて')], 済: [always('ずみ')], 頃: [afterKind(/^名詞/, 'ごろ'), always('ころ')], 毎: [always('まい')], 各: [always('かく')], 約: [always('やく')], 満: [always('まん')], 計: [always('けい')], 両: [always('りょう')], 全: [always('ぜん')], 旧: [always('きゅう')], 新: [always('しん')], 未: [always('み')], 非: [always('ひ')], 要: [starts(/^(る|り|ら)/, 'い'), always('よう')], 得: [starts(/^(る|な|ら|ま)/, 'え'), always('とく')], 別: [always('べつ')], 当: [always('とう')], 本: [afterKind(NOUN, 'ほん'), always('ほん')], 型: [afterKind(/^名詞/, 'がた'), always('かた')], 届: [always('とどけ')], 控: [always('ひかえ')], 受付: [always('うけつけ')], 声: [always('こえ')], 色: [always('いろ')], 形: [always('かたち')], 訳: [always('わけ')], 道: [always('みち')], 箱: [afterKind(NOUN, 'ばこ'), always('はこ')], 机: [always('つくえ')], 席: [always('せき')], 熱: [always('ねつ')], 足: [always('あし')], 耳: [always('みみ')], 頭: [always('あたま')], 顔: [always('かお')], 薬: [always('くすり')], 水: [always('みず')], 火: [always('ひ')], 雨: [always('あめ')], 風: [always('かぜ')], 犬: [always('いぬ')], 猫: [always('ねこ')], 車: [afterKind(NOUN, 'しゃ'), always('くるま')], 駅: [always('えき')], 店: [afterKind(NOUN, 'てん'), always('みせ')], 庭: [always('にわ')], 窓: [always('まど')], 床: [always('ゆか')], 屋根: [always('やね')],
};

/** 行った is いった (went) or おこなった (carried out): を, and what one carries out, decide. */
function readGo({ before, after, word }: Place): string | null {
  if (!/^行(っ|って|った)?$/.test(word.surface)) return null;
  const following = word.surface.slice(1) + after;
  if (!/^っ/.test(following)) return null;
  const carriedOut = /を$/.test(before) ? !/(道|通り|廊下|先|ここ|坂|橋)を$/.test(before) : /[でははも]$/.test(before) && /^って(い|お)(ます|り|る|ない|ません)/.test(following) && !/(車|バス|電車|歩い|一人|タクシー|学校|会社|病院)[では]$/.test(before);
  return (carriedOut ? 'おこな' : 'い') + word.surface.slice(1);
}
/** ドアが開いています あ, ページを開いて and 開いたページ ひら. */
const readOpen = ({ before, after, word }: Place): string | null => (/^開い/.test(word.surface) ? (/を$/.test(before) || (word.surface.slice(1) + after).startsWith('いたペ') ? 'ひら' : 'あ') + word.surface.slice(1) : null);
const readHard = ({ after, word }: Place): string | null => (/^辛[いくか]/.test(word.surface) ? (/^(物|もの|料理|味|食|カレー)/.test(after) ? 'から' : 'つら') + word.surface.slice(1) : null);
/** 来られる: the dictionary takes 来 for きた. */
const readCome = ({ after, word }: Place): string | null => (/^来ら?$/.test(word.surface) && /^(られ|な[いかく]|させ|ず)/.test(word.surface.slice(1) + after) ? `こ${word.surface.slice(1)}` : null);
const readStop = ({ word }: Place): string | null => (word.surface === '止め' ? 'とめ' : null);

/** The reading of a word at its place, where the dictionary alone would guess. Null: the dictionary's. */
export function readInContext(place: Place): string | null {
  for (const rule of Object.hasOwn(RULES, place.word.surface) ? RULES[place.word.surface]! : []) {
    const reading = rule(place);
    if (reading !== null) return reading;
  }
  return readGo(place) ?? readOpen(place) ?? readHard(place) ?? readCome(place) ?? readStop(place);
}
