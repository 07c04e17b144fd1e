import type { LotteryFile } from '../../../contract/index.ts';
import { redraw } from './draw.ts';
import { entryIdOf } from './seal.ts';
import type { Sha256 } from './seal.ts';
import type { Fault, Verification } from './verify.ts';

const WORDS: Record<Fault['fault'], (at: string) => string> = {
  'entry-changed': (at) => `締切のあとに内容が変わった申込みがあります: ${at}`,
  'entry-missing': (at) => `締切のときにあった申込みがありません: ${at}`,
  'entry-added': (at) => `締切のあとに増えた申込みがあります: ${at}`,
  'entry-twice': (at) => `同じ申込みが二つあります: ${at}`,
  'entries-unsorted': (at) => `申込みの並びが決まりと違います: ${at}`,
  'weight-too-high': (at) => `決まりより重い申込みがあります: ${at}`,
  'slot-unknown': (at) => `対象にないコマを希望する申込みがあります: ${at}`,
  'slot-twice': (at) => `同じコマが二つあります: ${at}`,
  'seal-differs': () => '封印の値が、条件・申込み・約束の値から計算したものと違います。締切のあとに、どれかが変わっています',
  'seal-not-the-published': (at) => `締切のときに公表された封印の値 ${at} と違います`,
  'committer-twice': (at) => `同じ名前の約束が二つあります: ${at}`,
  'commitment-late': (at) => `締切のあとに出された約束があります: ${at}`,
  'secret-wrong': (at) => `約束の値と合わない秘密が出されています: ${at}`,
  'secret-twice': (at) => `秘密が二度出されています: ${at}`,
  'secret-of-nobody': (at) => `約束していない人の秘密があります: ${at}`,
  'times-out-of-order': () => '受付・締切・秘密の期限・公開乱数の順になっていません。最後の人が結果を選べてしまいます',
  'beacon-missing': (at) => `公開乱数 ${at} の値がないのに結果があります`,
  'seed-differs': (at) => `種の値が、秘密と公開乱数から計算したものと違います: ${at}`,
  'order-differs': (at) => `抽選の順位が、種から計算したものと違います。最初の違い: ${at}`,
  'award-differs': (at) => `当選が、順位から決まるものと違います。最初の違い: ${at}`,
  'redraw-differs': (at) => `${at}回目の再抽選が、順位から決まるものと違います`,
};

/** The verification for whoever asks, in Japanese. */
export function tellVerification(file: LotteryFile, verified: Verification, published: string | undefined): string {
  const { faults, absent, pending } = verified;
  const absence = absent.map(({ by, why }) => (pending && why === 'withheld' ? `まだ秘密が出ていません: ${by}` : `${by} の秘密は${why === 'late' ? '期限のあとに' : ''}出されませんでした。決まりのとおり absent として数えます`));
  const head = `${file.terms.round}: 申込み ${file.entries.length}件、コマ ${file.terms.slots.length}、封印 ${file.seal}`;
  if (faults.length > 0) return [head, ...faults.map(({ fault, at }) => `× ${WORDS[fault](at)}`), ...absence].join('\n');
  return [
    head, '○ 申込みと条件は、封印の値と合っています',
    ...(published === undefined ? ['・封印の値が締切の日の公表と同じかは、--seal に公表の値を渡すと確かめられます'] : ['○ 締切のときに公表された封印の値と同じです']),
    ...absence,
    ...(pending ? ['・抽選はこれからです'] : [`○ 種・順位・当選は、どれも計算と合っています (当選 ${file.result?.awards.length ?? 0}件、再抽選 ${file.result?.redraws.length ?? 0}回)`, `・公開乱数 ${file.terms.beacon.source} の値 ${file.beaconValue ?? ''} は、出所でお確かめください`]),
  ].join('\n');
}

/** One's own line, found by the receipt that only the entrant has. Every award and redraw that concerns it is told. */
export function tellOwnLine(sha256: Sha256, file: LotteryFile, receipt: string): string {
  const id = entryIdOf(sha256, file.terms.round, receipt);
  const entry = file.entries.find((one) => one.id === id);
  if (!entry) return `この控えの申込みは、ファイルにありません (${id})`;
  const { result } = file;
  const own = `控えの申込み ${id}: 重み ${entry.weight}、希望 ${entry.wishes.map((wish, n) => `${n + 1}. ${wish.join('+')}`).join(' ')}`;
  if (!result) return own;
  let standing = result.awards;
  for (const one of result.redraws) standing = redraw(file.terms, file.entries, result.order, standing, one).standing;
  const wins = standing.filter((won) => won.entry === id);
  return `${own}\n順位 ${result.order.indexOf(id) + 1} / ${result.order.length}、${wins.length === 0 ? '当選はありません' : wins.map(({ wish, slots }) => `第${wish}希望 ${slots.join('+')} に当選`).join('、')}`;
}
