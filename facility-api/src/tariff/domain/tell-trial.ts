import type { TariffTrial } from './try-tariff.ts';

const yen = (value: number): string => `${value}`.replace(/\B(?=(\d{3})+$)/g, ',');
const signed = (value: number): string => (value > 0 ? `+${yen(value)}` : value < 0 ? `-${yen(-value)}` : '0');
/** Columns of a terminal: a Japanese letter takes two. */
const width = (text: string): number => [...text].reduce((sum, letter) => sum + (/[\u3000-\u9fff\uff00-\uff60]/.test(letter) ? 2 : 1), 0);
const right = (text: string, columns: number): string => ' '.repeat(Math.max(0, columns - width(text))) + text;
const left = (text: string, columns: number): string => text + ' '.repeat(Math.max(0, columns - width(text)));
const WHY = {
  room: (code: string) => `部屋 ${code} がありません`, time: (minutes: string) => `${minutes}分の料金がありません`, 'user-class': (code: string) => `利用者区分 ${code} がありません`,
  item: (code: string) => `附属設備 ${code} がありません`, reduction: (code: string) => `減免 ${code} がありません`,
} as const;
const MOST_LISTED = 50;

/** The trial for whoever drafts the ordinance, in Japanese. `names` turns ids into words. */
export function tellTrial(trial: TariffTrial, names: (id: string) => string): string {
  const table = [
    ['施設', '利用者区分', '件数', '現行', '新', '増減'],
    ...trial.rows.map((row) => [names(row.facility), names(row.userClass), yen(row.bookings), yen(row.oldYen), yen(row.newYen), signed(row.differenceYen)]),
    ['合計', '', yen(trial.sum.bookings), yen(trial.sum.oldYen), yen(trial.sum.newYen), signed(trial.sum.differenceYen)],
  ];
  const columns = [0, 1, 2, 3, 4, 5].map((at) => Math.max(...table.map((row) => width(row[at] ?? ''))));
  const lines = table.map((row) => row.map((cell, at) => (at < 2 ? left : right)(cell, columns[at] ?? 0)).join('  ').trimEnd());
  const missing = trial.unpriced.map(({ row, room, start, ordinance, why }) => `  ${row}行目 ${names(room)} ${start}: ${ordinance === 'old' ? '現行' : '新'}条例に${why.map((one) => WHY[one.why](String('code' in one ? one.code : one.minutes))).join('、')}`);
  return [
    ...lines,
    ...(missing.length > 0 ? ['', `料金が決まらない予約 ${missing.length}件 (合計に含みません)`, ...missing.slice(0, MOST_LISTED), ...(missing.length > MOST_LISTED ? [`  ほか ${missing.length - MOST_LISTED}件`] : [])] : []),
    ...(trial.chargedOtherwise > 0 ? ['', `当時の請求額が現行条例の計算と違う予約 ${trial.chargedOtherwise}件`] : []),
  ].join('\n');
}
