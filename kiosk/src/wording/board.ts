import { phrases } from './wording.ts';

/** The hall board speaks Japanese large and English small, never in turns: what stands there now must be readable now. */
export const board = phrases({
  hall: { ja: '市民窓口', 'ja-easy': '窓口(まどぐち)', en: 'Citizens’ Counter' },
  ticket: { ja: '番号札', 'ja-easy': '番号札(ばんごうふだ)', en: 'Ticket' },
  counter: { ja: '窓口', 'ja-easy': '窓口(まどぐち)', en: 'Counter' },
  counterNumber: { ja: '番', 'ja-easy': '番(ばん)', en: '' },
  counterName: { ja: '{n}番窓口', 'ja-easy': '{n}番(ばん)の 窓口(まどぐち)', en: 'counter {n}' },
  calling: { ja: 'お呼びしています', 'ja-easy': '呼(よ)んで います', en: 'Now calling' },
  callingAgain: { ja: 'もう一度 お呼びしています', 'ja-easy': 'もう一度(いちど) 呼(よ)んで います', en: 'Calling again' },
  comeTo: { ja: '{n}番窓口へ お越しください。', 'ja-easy': '{n}番(ばん)の 窓口(まどぐち)へ 来(き)て ください。', en: 'Please come to counter {n}.' },
  before: { ja: 'さきほど\nお呼びした方', 'ja-easy': '前(まえ)に 呼(よ)んだ 人(ひと)', en: 'Called before' },
  missedNumbers: { ja: 'お呼びしました', 'ja-easy': '呼(よ)びました', en: 'Called earlier' },
  missed: { ja: 'お気づきでなかった方は、職員に お声がけください。', 'ja-easy': '職員(しょくいん)に 言(い)って ください。', en: 'Missed it? Please ask us.' },
  takeNow: { ja: 'いま番号札を取ると、この時刻ごろに お呼びします。', 'ja-easy': 'この 時間(じかん)ごろに 呼(よ)びます。', en: 'Take a ticket now: we call you about then.' },
  takeTicket: { ja: '番号札は、受付機で お取りください。', 'ja-easy': '受付機(うけつけき)で 番号札(ばんごうふだ)を 取(と)ります。', en: 'Please take a ticket at the kiosk.' },
  open: { ja: '開いている窓口', 'ja-easy': '開(あ)いて いる 窓口(まどぐち)', en: 'Open counters' },
  soon: { ja: 'すぐ', 'ja-easy': 'すぐ', en: 'Now' },
  noneWaiting: { ja: '待ちなし', 'ja-easy': '待(ま)ちません', en: 'No wait' },
  waiting: { ja: '{n}組待ち', 'ja-easy': '{n}組(くみ)', en: '{n} waiting' },
  notOpen: { ja: '準備中', 'ja-easy': 'まだです', en: 'Not open' },
  takesTime: { ja: '順番に', 'ja-easy': '順番(じゅんばん)に', en: 'In turn' },
  frozen: { ja: '更新停止 {time}', 'ja-easy': '止(と)まって います {time}', en: 'Not updated since {time}' },
  frozenNext: { ja: '番号は、職員が 声で お呼びします。', 'ja-easy': '職員(しょくいん)が 呼(よ)びます。', en: 'Our staff will call your number.' },
  frozenNever: { ja: '更新停止', 'ja-easy': '止(と)まって います', en: 'Not updated' },
  beginning: { ja: '準備しています。', 'ja-easy': '少(すこ)し 待(ま)って ください。', en: 'One moment.' },
  empty: { ja: 'お呼びした方は、ここに出ます。', 'ja-easy': '呼(よ)んだ 番号(ばんごう)が 出(で)ます。', en: 'Called numbers appear here.' },
  soundOn: { ja: '音を出す（職員）', 'ja-easy': '音(おと)を 出(だ)す', en: 'Turn on sound (staff)' },
  spoken: { ja: '{plate}の方、{n}番窓口へ お越しください。', 'ja-easy': '{plate}の 人(ひと)、{n}番(ばん)の 窓口(まどぐち)へ 来(き)て ください。', en: 'Number {plate}, please come to counter {n}.' },
  zoneA: { ja: '証明書', 'ja-easy': '証明書(しょうめいしょ)', en: 'Certificates' },
  zoneB: { ja: '引っ越し', 'ja-easy': '引(ひ)っ越(こ)し', en: 'Moving' },
  zoneC: { ja: '保険・年金', 'ja-easy': '保険(ほけん)・年金(ねんきん)', en: 'Insurance' },
  zoneD: { ja: '子ども・福祉', 'ja-easy': '子(こ)ども・福祉(ふくし)', en: 'Children, care' },
  zoneE: { ja: 'おくやみ', 'ja-easy': '亡(な)くなった とき', en: 'Bereavement' },
  zoneF: { ja: 'そのほか', 'ja-easy': 'ほかの こと', en: 'Other' },
});

export const ZONE_NAMES = { A: board.zoneA, B: board.zoneB, C: board.zoneC, D: board.zoneD, E: board.zoneE, F: board.zoneF } as const;
