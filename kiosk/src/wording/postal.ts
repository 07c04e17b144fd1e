import { phrases } from './wording.ts';

/** Addresses by postal code, at the kiosk and on the phone. */
export const postal = phrases({
  code: { ja: '郵便番号', 'ja-easy': '郵便番号(ゆうびんばんごう)', en: 'Postal code' },
  codeHelp: { ja: '7けたを入れると、町の名前まで入ります。', 'ja-easy': '7つの 数字(すうじ)を 入(い)れて ください。', en: 'Seven digits fill in everything down to the town.' },
  found: { ja: '町の名前まで入りました。つづき（番地・建物）を入れてください。', 'ja-easy': 'つぎは 番地(ばんち)と 建物(たてもの)です。', en: 'Filled in down to the town. Add the rest: numbers and building.' },
  several: { ja: 'この番号には 町が{n}つあります。選んでください。', 'ja-easy': '町(まち)が {n}つ あります。えらんで ください。', en: '{n} towns have this code. Choose yours.' },
  unknown: { ja: 'この番号の町は 見つかりませんでした。住所を そのまま入れてください。', 'ja-easy': '番号(ばんごう)が ありません。住所(じゅうしょ)を 書(か)いて ください。', en: 'No town has this code. Please enter the address itself.' },
  unreachable: { ja: 'いまは 番号から調べられません。住所を そのまま入れてください。', 'ja-easy': '今(いま) しらべる ことが できません。住所(じゅうしょ)を 書(か)いて ください。', en: 'Codes cannot be looked up right now. Please enter the address itself.' },
  whichTown: { ja: 'どの町ですか', 'ja-easy': 'どの 町(まち)ですか', en: 'Which town?' },
  moreTowns: { ja: 'ほかの町（{n} / {of}）', 'ja-easy': 'ほかの 町(まち)（{n} / {of}）', en: 'More towns ({n} / {of})' },
  withoutCode: { ja: '番号を使わずに 入れる', 'ja-easy': '番号(ばんごう)なしで 書(か)く', en: 'Enter it without a code' },
  byCode: { ja: '郵便番号から 入れる', 'ja-easy': '郵便番号(ゆうびんばんごう)を 使(つか)う', en: 'Use a postal code' },
  ownTowns: { ja: '{city}の町から 選ぶ', 'ja-easy': '{city}の 町(まち)から えらぶ', en: 'Choose a town of {city}' },
  rows: { ja: '町の名前の はじめの字', 'ja-easy': '町(まち)の 名前(なまえ)の はじめの 字(じ)', en: 'First letter of the town' },
  otherWays: { ja: 'ほかの入れ方', 'ja-easy': 'ほかの 書(か)き方(かた)', en: 'Other ways to enter it' },
});
