import type { Facility } from '../../../contract/index.ts';
import type { City } from '../../facilities/domain/city.ts';

/** 自治体標準オープンデータセット 公共施設一覧: the columns in their order. What a city's files do not say stays empty. */
export const COLUMNS = ['全国地方公共団体コード', 'ID', '地方公共団体名', '名称', '名称_カナ', '名称_英語', '所在地_全国地方公共団体コード', '町字ID', '所在地_連結表記', '所在地_都道府県', '所在地_市区町村', '所在地_町字', '所在地_番地以下', '建物名等(方書)', '緯度', '経度', '電話番号', '内線番号', '法人番号', '団体名', '利用可能曜日', '開始時間', '終了時間', '利用可能日時特記事項', '説明', 'バリアフリー情報', 'URL', '備考'] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], string>>;

const DAYS = [['mon', '月'], ['tue', '火'], ['wed', '水'], ['thu', '木'], ['fri', '金'], ['sat', '土'], ['sun', '日']] as const;
/** `漢字(かんじ)`, with `｜` where the reading does not begin at the first kanji. */
const READ = /(?:｜[^｜(（]+|[0-9]*[\p{Script=Han}々〆ヶ]+)[(（]([\p{Script=Hiragana}\p{Script=Katakana}ー]+)[)）]/gu;
/** Full-width katakana of a name whose easy Japanese carries its readings. */
export const kanaOf = (easy: string): string => easy.replaceAll(READ, '$1').replaceAll(/[\s　]/g, '').replaceAll(/[ぁ-ゖ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x60));

const rowOf = (city: City, facility: Facility, publicUrl: string): Row => {
  const weekly = facility.opening.filter((row) => row.days.some((day) => day !== 'holiday'));
  const holiday = facility.opening.filter((row) => row.days.includes('holiday'));
  const notes = [
    holiday.length > 0 ? `祝日 ${holiday.map(({ open, close }) => `${open}〜${close}`).join('、')}` : '祝日休館',
    ...(weekly.length > 1 ? weekly.map((row) => `${DAYS.flatMap(([day, name]) => (row.days.includes(day) ? [name] : [])).join('')} ${row.open}〜${row.close}`) : []),
    ...facility.closures.map(({ from, until, reason }) => `${from}〜${until} ${reason.ja}`),
  ];
  const stepFree = facility.rooms.filter((room) => room.stepFree).length;
  return {
    ID: facility.id, '地方公共団体名': city.title.ja, '名称': facility.title.ja, '名称_カナ': kanaOf(facility.title['ja-easy']), '名称_英語': facility.title.en,
    '所在地_連結表記': facility.address.ja, '所在地_市区町村': city.title.ja, '電話番号': facility.phone,
    '利用可能曜日': DAYS.flatMap(([day, name]) => (weekly.some((row) => row.days.includes(day)) ? [name] : [])).join(''),
    '開始時間': weekly.map(({ open }) => open).sort()[0] ?? '', '終了時間': weekly.map(({ close }) => close).sort().at(-1) ?? '', '利用可能日時特記事項': notes.join('；'),
    '説明': facility.rooms.map(({ title, capacity }) => `${title.ja}（${capacity}人）`).join('、'),
    'バリアフリー情報': stepFree === facility.rooms.length ? '段差なし' : stepFree > 0 ? `段差のない部屋 ${stepFree} / ${facility.rooms.length}` : '',
    URL: `${publicUrl}/phone/rooms`,
  };
};

const cell = (value: string): string => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
/** UTF-8 with the byte order mark by which spreadsheets know it, CRLF after every row. */
export const publicFacilitiesCsv = (city: City, publicUrl: string): string =>
  `\ufeff${[[...COLUMNS], ...city.facilities.map((facility) => rowOf(city, facility, publicUrl)).map((row) => COLUMNS.map((column) => row[column] ?? ''))].map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
