import { phrases } from './wording.ts';

/** Sentences of the guide: what to know and to bring before a number is taken. */
export const guide = phrases({
  stepsOf: { ja: '{title}の ご案内', 'ja-easy': '{title}', en: '{title}' },
  steps: { ja: '窓口で お伝えすること', 'ja-easy': '窓口(まどぐち)で する こと', en: 'What happens at the counter' },
  bring: { ja: 'お持ちいただくもの', 'ja-easy': '持(も)って くる もの', en: 'What to bring' },
  bringLine: { ja: 'そろっていなくても、番号札を取って ご相談いただけます。', 'ja-easy': 'なくても だいじょうぶです。職員(しょくいん)に 聞(き)いて ください。', en: 'If something is missing, you may still take a number and ask us.' },
  deadline: { ja: '期限', 'ja-easy': 'いつまで', en: 'Deadline' },
  who: { ja: '届け出できる方', 'ja-easy': 'だれが できますか', en: 'Who may file' },
  statutory: { ja: '届書の用紙は 窓口にあります。ここでは、窓口で使う受付票を作ります。', 'ja-easy': '紙(かみ)は 窓口(まどぐち)に あります。ここで 準備(じゅんび)を します。', en: 'The form itself is at the counter. Here we prepare the cover sheet that goes with it.' },
  toNumber: { ja: '番号札を 受け取る', 'ja-easy': '番号(ばんごう)を もらう', en: 'Get my number' },
});
