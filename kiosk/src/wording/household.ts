import { phrases } from './wording.ts';

/** Sentences of the kiosk's intake about several people, and of the ways that lead into it. */
export const household = phrases({
  personN: { ja: '{n}人目の方', 'ja-easy': '{n}人目(にんめ)の 人(ひと)', en: 'Person {n}' },
  forAnother: { ja: '代理で 来ました', 'ja-easy': 'ほかの 人(ひと)の ために 来(き)ました', en: 'I am here for somebody else' },
  forAnotherLine: { ja: 'ご本人の委任状も いっしょに作ります', 'ja-easy': 'その 人(ひと)の 紙(かみ)も 作(つく)ります', en: 'We also prepare the letter of proxy' },
  navigator: { ja: 'どの手続きが必要か\nしらべる', 'ja-easy': '何(なに)が いるか\nしらべる', en: 'Find out\nwhat I need' },
  scan: { ja: 'スマホで書いてきた\n（QRコード）', 'ja-easy': 'スマホで\n書(か)きました', en: 'I filled it in\non my phone' },
});
