import { phrases } from './wording.ts';

/** The glass on the counter. */
export const captions = phrases({
  staff: { ja: '窓口の人', 'ja-easy': '窓口(まどぐち)の 人(ひと)', en: 'Staff' },
  visitor: { ja: 'お客さま', 'ja-easy': 'あなた', en: 'You' },
  soundNowhere: { ja: '音声は使っていません。文字は残しません。', 'ja-easy': '声(こえ)は 使(つか)いません。文字(もじ)は 残(のこ)りません。', en: 'No sound is used. Nothing is kept.' },
  soundHere: { ja: '音声は この機械の中だけで 文字にします。残しません。', 'ja-easy': '声(こえ)は この 機械(きかい)の 中(なか)だけです。残(のこ)りません。', en: 'Sound becomes text in this machine only. Nothing is kept.' },
  soundInternet: { ja: '音声は インターネットの会社へ送って 文字にします。', 'ja-easy': '声(こえ)は インターネットへ 送(おく)ります。', en: 'Sound is sent to a company on the internet to become text.' },
  begin: { ja: 'お話しする文字が、ここに出ます。', 'ja-easy': '話(はなし)の 文字(もじ)が ここに 出(で)ます。', en: 'What we say will appear here.' },
  readings: { ja: 'ふりがな あり', 'ja-easy': 'ふりがな あり', en: 'Readings shown' },
  wiped: { ja: '会話の文字は、すべて消しました。', 'ja-easy': '文字(もじ)は ぜんぶ 消(け)しました。', en: 'All the words have been deleted.' },
  linkLost: { ja: '字幕が止まりました。筆談で お話しください。', 'ja-easy': '字(じ)が 止(と)まりました。紙(かみ)に 書(か)いて 話(はな)します。', en: 'Captions have stopped. Let us write on paper.' },
  noCounter: { ja: '窓口の番号が ありません。アドレスの終わりに counter=3 のように 足してください。', 'ja-easy': '窓口(まどぐち)の 番号(ばんごう)が ありません。', en: 'This page has no counter number. Add counter=3 to its address.' },
  title: { ja: '字幕', 'ja-easy': '字幕(じまく)', en: 'Captions' },
});

/** 庁内用語 with their readings: shown above the words for readers of やさしい日本語 and learners. Longest first; none whose reading hangs on what follows or goes before (分かる and 2分, 届く and 届, 3階). */
export const READINGS: readonly (readonly [word: string, reading: string])[] = [
  ['印鑑登録証明書', 'いんかんとうろくしょうめいしょ'], ['国民健康保険', 'こくみんけんこうほけん'], ['本人確認書類', 'ほんにんかくにんしょるい'], ['在留カード', 'ざいりゅうカード'], ['課税証明書', 'かぜいしょうめいしょ'], ['納税証明書', 'のうぜいしょうめいしょ'],
  ['児童手当', 'じどうてあて'], ['暗証番号', 'あんしょうばんごう'], ['電話番号', 'でんわばんごう'], ['生年月日', 'せいねんがっぴ'], ['本人確認', 'ほんにんかくにん'], ['国民年金', 'こくみんねんきん'], ['戸籍', 'こせき'], ['住民票', 'じゅうみんひょう'], ['転入届', 'てんにゅうとどけ'], ['転出届', 'てんしゅつとどけ'], ['転居届', 'てんきょとどけ'], ['申請書', 'しんせいしょ'], ['委任状', 'いにんじょう'], ['世帯主', 'せたいぬし'], ['手数料', 'てすうりょう'], ['番号札', 'ばんごうふだ'], ['証明書', 'しょうめいしょ'],
  ['番窓口', 'ばんまどぐち'], ['用件', 'ようけん'], ['二階', 'にかい'], ['一階', 'いっかい'], ['手続き', 'てつづき'], ['手続', 'てつづき'], ['窓口', 'まどぐち'], ['続柄', 'つづきがら'], ['用紙', 'ようし'], ['書類', 'しょるい'], ['住所', 'じゅうしょ'], ['名前', 'なまえ'], ['番号', 'ばんごう'], ['年金', 'ねんきん'], ['保険', 'ほけん'], ['税金', 'ぜいきん'], ['印鑑', 'いんかん'], ['番', 'ばん'], ['円', 'えん'], ['今日', 'きょう'], ['少々', 'しょうしょう'], ['待', 'ま'], ['紙', 'かみ'],
];
