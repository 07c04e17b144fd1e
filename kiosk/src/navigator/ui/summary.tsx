import { KeyButton } from '../../design/index.ts';
import { dayWithYear, minutesIn, navigator as words } from '../../wording/navigator.ts';
import { Say, useWording } from '../../wording/wording.tsx';
import type { Line } from '../domain/guide.ts';
import { earliestOf, minutesOf } from '../domain/totals.ts';
import type { LineWorld } from './line-words.tsx';

/** How many, how long, and by when: the whole visit in two lines, and the way back to every answer. */
export const Summary = ({ chosen, world, onAnswers }: { chosen: readonly Line[]; world: LineWorld; onAnswers: () => void }) => {
  const { day, lang } = useWording();
  const earliest = earliestOf(chosen);
  return (
    <div className="navigator-summary">
      {chosen.length > 0 && <p><Say of={words.summary} params={{ n: chosen.length, time: minutesIn(minutesOf(chosen), lang) }} /></p>}
      {earliest !== null && <p><Say of={words.earliest} params={{ day: dayWithYear(earliest, day(earliest), world.today, lang) }} /></p>}
      <KeyButton look="small" icon="undo" onPress={onAnswers}><Say of={words.answers} /></KeyButton>
    </div>
  );
};
