import type { ParamsArgument, Phrase } from '../../wording/wording.ts';
import { Say } from '../../wording/wording.tsx';

/** Japanese, and the same in English, smaller, behind or under it. */
export const TwoTongues = <P extends Phrase>({ of, params, block = false }: { of: P; params?: ParamsArgument<P>[0]; block?: boolean }) => {
  const said = { of, params } as unknown as { of: Phrase & { ja: string; 'ja-easy': string; en: string } };
  return <><Say {...said} />{block ? ' ' : ' '}<small lang="en" className={block ? 'board-en board-en-block' : 'board-en'}><Say {...said} in="en" /></small></>;
};
