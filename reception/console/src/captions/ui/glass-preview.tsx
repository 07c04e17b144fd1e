import type { CaptionView, Lane, Utterance } from '@engawa/reception/contract';
import { words } from '../../wording.ts';

const w = words.captions;

/** The newest lines as the visitor sees them, small. Only a picture: the words themselves stand in the transcript. */
export function GlassPreview({ view }: { view: CaptionView }) {
  return (
    <div className={`glass${view.large ? ' glass-large' : ''}`} role="img" aria-label={`${w.preview}${view.large ? `　${w.largeOn}` : ''}`}>
      {(['staff', 'visitor'] as const).map((lane) => <GlassLane key={lane} lane={lane} utterances={view.utterances.filter((u) => u.lane === lane).slice(-2)} />)}
    </div>
  );
}

/** As on the glass: only the newest finished sentence has its translation under it. */
function GlassLane({ lane, utterances }: { lane: Lane; utterances: readonly Utterance[] }) {
  const newest = utterances.findLast((u) => u.final);
  return (
    <div className={`glass-lane glass-${lane}`} aria-hidden="true">
      <span className="glass-name">{lane === 'staff' ? <>■ {w.lane.staff}</> : <>{w.lane.visitor} ●</>}</span>
      {utterances.map((u) => <p key={u.utt}>{u.committed}{u.live}{u === newest && u.translation !== null && <small>{u.translation}</small>}</p>)}
    </div>
  );
}
