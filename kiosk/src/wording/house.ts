import { phrases } from './wording.ts';

/** Words that every public surface shares. */
export const house = phrases({
  chooseLanguage: { ja: 'ことばを選ぶ', 'ja-easy': 'ことばを えらぶ', en: 'Choose language' },
  progress: { ja: '進みぐあい', 'ja-easy': 'いま ここです', en: 'Progress' },
  stepDone: { ja: '済み', 'ja-easy': 'おわりました', en: 'done' },
  fromCard: { ja: 'カードから', 'ja-easy': 'カードから', en: 'From card' },
  fromVisitor: { ja: 'ご自分で', 'ja-easy': '自分(じぶん)で', en: 'By you' },
  fromPhone: { ja: 'スマホから', 'ja-easy': 'スマホから', en: 'From phone' },
  fromStaff: { ja: '職員', 'ja-easy': '職員(しょくいん)', en: 'Staff' },
  plateA: { ja: 'まるの A、{label}番', 'ja-easy': 'まるの A、{label}番(ばん)', en: 'circle A, {label}' },
  plateB: { ja: 'ひしがたの B、{label}番', 'ja-easy': 'ひしがたの B、{label}番(ばん)', en: 'diamond B, {label}' },
  plateC: { ja: 'ろっかくの C、{label}番', 'ja-easy': 'ろっかくの C、{label}番(ばん)', en: 'hexagon C, {label}' },
  plateD: { ja: 'うめの D、{label}番', 'ja-easy': 'うめの D、{label}番(ばん)', en: 'plum blossom D, {label}' },
  plateE: { ja: 'しかくの E、{label}番', 'ja-easy': 'しかくの E、{label}番(ばん)', en: 'square E, {label}' },
  plateF: { ja: 'さんかくの F、{label}番', 'ja-easy': 'さんかくの F、{label}番(ばん)', en: 'triangle F, {label}' },
});

/** How a ticket is said aloud: shape and letter, then the number. */
export const SPOKEN_PLATES = { A: house.plateA, B: house.plateB, C: house.plateC, D: house.plateD, E: house.plateE, F: house.plateF } as const;
/** Words for a provenance mark. */
export const PROVENANCE_WORDS = { card: house.fromCard, visitor: house.fromVisitor, phone: house.fromPhone, staff: house.fromStaff } as const;
