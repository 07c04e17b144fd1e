import type { Sex } from '../card-bridge/contract/index.ts';

/** A resident of 縁側市 who does not exist. Names and places are specimens (見本, 試験); never put a real person here. */
export type FictitiousPerson = {
  /** what one types: `npm run card -- insert hanako` */
  id: string;
  name: string;
  /** the reading, in hiragana; the card does not hold it */
  kana: string;
  address: string;
  /** YYYYMMDD as on the card */
  birth: string;
  sex: Exclude<Sex, 'unknown'>;
  pin: string;
  /** tries left when the card is issued, 0..3 */
  triesLeft: number;
  /** what this card is good for in a demonstration */
  note: string;
};

/** The default: 見本 花子. */
export const HANAKO: FictitiousPerson = {
  id: 'hanako', name: '見本　花子', kana: 'みほん　はなこ', address: '縁側市庭先一丁目２番３－４０５号　縁側ハイツ',
  birth: '19850412', sex: 'female', pin: '1234', triesLeft: 3, note: 'ふつうのカード',
};

export const FICTITIOUS_PEOPLE: readonly FictitiousPerson[] = [
  HANAKO,
  {
    id: 'taro', name: '試験　太郎', kana: 'しけん　たろう', address: '縁側市縁の下二丁目１５番６号',
    birth: '19520229', sex: 'male', pin: '5678', triesLeft: 3, note: '高齢の方・うるう日生まれ',
  },
  {
    id: 'yoshino', name: '𠮷葛󠄀　見本', kana: 'よしくず　みほん', address: '縁側市葛󠄀城町辻󠄀堂三丁目１番地の２',
    birth: '19780000', sex: 'not_applicable', pin: '2468', triesLeft: 3, note: '外字（𠮷・葛󠄀）・生年月日の一部が不明・性別の記載なし',
  },
  {
    id: 'alex', name: 'ＳＰＥＣＩＭＥＮ　ＡＬＥＸＡＮＤＲＡ　ＭＡＲＩＡ', kana: 'すぺしめん　あれくさんどら　まりあ', address: '縁側市港町四丁目７番８号　グランドサンプルレジデンス縁側港南　壱番館１２０３号室',
    birth: '19990101', sex: 'female', pin: '1357', triesLeft: 3, note: 'ローマ字の長い氏名と住所',
  },
  {
    id: 'ichiro', name: '見本　一郎', kana: 'みほん　いちろう', address: '縁側市庭先一丁目９番１号',
    birth: '19640710', sex: 'male', pin: '4321', triesLeft: 1, note: '残り1回（ここでは試さない）',
  },
  {
    id: 'sakura', name: '試験　さくら', kana: 'しけん　さくら', address: '縁側市花見台五丁目３番２号',
    birth: '20010331', sex: 'female', pin: '8642', triesLeft: 0, note: '暗証番号が止まっているカード',
  },
  {
    id: 'hinata', name: '見本　ひなた', kana: 'みほん　ひなた', address: '縁側市庭先一丁目２番３－４０５号　縁側ハイツ',
    birth: '20180505', sex: 'male', pin: '1111', triesLeft: 3, note: '見本 花子さんの子（家族を追加するとき）',
  },
  {
    id: 'sora', name: '見本　空', kana: 'みほん　そら', address: '垣根市生垣町三丁目４番５号',
    birth: '19880215', sex: 'female', pin: '2580', triesLeft: 3, note: 'ほかの市から転入してきた方',
  },
  {
    id: 'umi', name: '見本　海', kana: 'みほん　うみ', address: '垣根市生垣町三丁目４番５号',
    birth: '20160711', sex: 'female', pin: '1470', triesLeft: 3, note: '見本 空さんの子（転入の家族に カードで追加するとき）',
  },
  {
    id: 'riku', name: '見本　陸', kana: 'みほん　りく', address: '垣根市生垣町三丁目４番５号',
    birth: '19870504', sex: 'male', pin: '3690', triesLeft: 3, note: '見本 空さんの夫・世帯主',
  },
  {
    // U+31350 is younger than the fonts of today; 葛 with the selector E0102 has no shape of its own in any of them.
    id: 'gaiji', name: '試験\u{31350}　葛\u{E0102}子', kana: 'しけん　かつらこ', address: '縁側市縁の下\u{31350}町一丁目１番１号',
    birth: '19701103', sex: 'female', pin: '9753', triesLeft: 3, note: '画面に表示できない字のある氏名',
  },
];

/** Found by id or by name, with or without the space. */
export function findFictitiousPerson(text: string): FictitiousPerson | undefined {
  const bare = (name: string) => name.replaceAll(/[\s　]/g, '');
  return FICTITIOUS_PEOPLE.find((person) => person.id === text.toLowerCase() || bare(person.name) === bare(text));
}
