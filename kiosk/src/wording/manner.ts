import { phrases } from './wording.ts';

/** How the kiosk speaks and stands: ふりがな, 音声案内, 座って使う. */
export const manner = phrases({
  furiganaOn: { ja: 'ふりがなを つける', 'ja-easy': 'ふりがなを つける', en: 'Show readings over kanji' },
  furiganaOff: { ja: 'ふりがなを 消す', 'ja-easy': 'ふりがなを けす', en: 'Hide readings over kanji' },
  seated: { ja: '座って\n使う', 'ja-easy': 'すわって\n使(つか)う', en: 'Seated\nuse' },
  standing: { ja: '立って\n使う', 'ja-easy': '立(た)って\n使(つか)う', en: 'Standing\nuse' },
  voiceTitle: { ja: 'どこから 聞きますか。', 'ja-easy': 'どこで 聞(き)きますか。', en: 'How do you want to listen?' },
  voiceLine: { ja: '画面を 読み上げます。数字キーの 1から9でも 選べます。触ると 止まります。', 'ja-easy': '画面(がめん)を 読(よ)みます。数字(すうじ)でも えらべます。', en: 'Every page is read aloud. Keys 1 to 9 choose as well. A touch stops the voice.' },
  loudspeaker: { ja: 'スピーカーで 聞く', 'ja-easy': '機械(きかい)から 聞(き)く', en: 'From the loudspeaker' },
  loudspeakerLine: { ja: '周りにも 聞こえます。お名前などは 読みません。', 'ja-easy': '名前(なまえ)は 読(よ)みません。', en: 'Others can hear it. Your name and other data are not read.' },
  headset: { ja: 'イヤホンで 聞く', 'ja-easy': '耳(みみ)に つけて 聞(き)く', en: 'In my headset' },
  headsetLine: { ja: 'イヤホンを つないだ方。お名前なども 読みます。', 'ja-easy': '名前(なまえ)も 読(よ)みます。', en: 'If you have plugged one in. Your name and data are read too.' },
  numbered: { ja: '{n}番、{choice}', 'ja-easy': '{n}｜番(ばん)、{choice}', en: '{n}: {choice}' },
  chosen: { ja: '選んであります', 'ja-easy': 'えらんで あります', en: 'chosen' },
  onScreenOnly: { ja: '画面に 出ています', 'ja-easy': '画面(がめん)に あります', en: 'shown on the screen' },
});
