import type { PaperView } from '@engawa/reception/contract';
import { Banner } from '../../design/index.ts';
import { paper as words, PAPER_TROUBLE } from '../../wording/paper.ts';
import { Say } from '../../wording/wording.tsx';

/** The paper beside the number: on its way, to be taken, or not to be had and what to do instead. It stands there empty from the start, so that a change is read aloud; a hall without a printer leaves it so. */
export const PaperLine = ({ paper }: { paper: PaperView | null }) => <div className="ticket-paper" role="status" aria-live="polite">{paper !== null && <Told paper={paper} />}</div>;

const Told = ({ paper }: { paper: PaperView }) => {
  switch (paper.state) {
    case 'none': return null;
    case 'printing': return <Banner tone="info" icon="print" title={<Say of={words.printing} />} />;
    case 'printed': return <Banner tone="well" icon="check" title={<Say of={words.take} />} />;
    case 'trouble': return <Banner tone="note" icon="print" title={<Say of={PAPER_TROUBLE[paper.why]} />}><p><Say of={words.instead} /></p></Banner>;
    default: return paper satisfies never;
  }
};
