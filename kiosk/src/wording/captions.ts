import { phrases } from './wording.ts';

/** The glass on the counter. */
export const captions = phrases({
  staff: { ja: '窓口の人', 'ja-easy': '窓口(まどぐち)の 人(ひと)', en: 'Staff' },
  visitor: { ja: 'お客さま', 'ja-easy': 'あなた', en: 'You' },
  soundNowhere: { ja: '音声は使っていません。文字は残しません。', 'ja-easy': '声(こえ)は 使(つか)いません。文字(もじ)は 残(のこ)りません。', en: 'No sound is used. Nothing is kept.' },
  soundHere: { ja: '音声は この機械の中だけで 文字にします。残しません。', 'ja-easy': '声(こえ)は この 機械(きかい)の 中(なか)だけです。残(のこ)りません。', en: 'Sound becomes text in this machine only. Nothing is kept.' },
  soundInternet: { ja: '音声は インターネットの会社へ送って 文字にします。', 'ja-easy': '声(こえ)は インターネットへ 送(おく)ります。', en: 'Sound is sent to a company on the internet to become text.' },
  notTranslated: { ja: '訳していません', 'ja-easy': '訳(やく)して いません', en: 'Not translated' },
  pointAt: { ja: '答えを 指で さしてください', 'ja-easy': '答(こた)えを 指(ゆび)で さして ください', en: 'Point at your answer' },
  begin: { ja: 'お話しする文字が、ここに出ます。', 'ja-easy': '話(はなし)の 文字(もじ)が ここに 出(で)ます。', en: 'What we say will appear here.' },
  readings: { ja: 'ふりがな あり', 'ja-easy': 'ふりがな あり', en: 'Readings shown' },
  wiped: { ja: '会話の文字は、すべて消しました。', 'ja-easy': '文字(もじ)は ぜんぶ 消(け)しました。', en: 'All the words have been deleted.' },
  linkLost: { ja: '字幕が止まりました。筆談で お話しください。', 'ja-easy': '字(じ)が 止(と)まりました。紙(かみ)に 書(か)いて 話(はな)します。', en: 'Captions have stopped. Let us write on paper.' },
  noCounter: { ja: '窓口の番号が ありません。アドレスの終わりに counter=3 のように 足してください。', 'ja-easy': '窓口(まどぐち)の 番号(ばんごう)が ありません。', en: 'This page has no counter number. Add counter=3 to its address.' },
  title: { ja: '字幕', 'ja-easy': '字幕(じまく)', en: 'Captions' },
});
