import { Icon, KeyButton } from '../../design/index.ts';
import { board } from '../../wording/board.ts';
import { Say, useWording } from '../../wording/wording.tsx';
import type { SoundStanding } from '../domain/board-sound.ts';
import { TwoTongues } from './two-tongues.tsx';

/** A board that is not heard says so, with what staff can do: nobody should wait for a voice that does not come. */
export const SoundSign = ({ standing, quietUntilMs, onAllow }: { standing: SoundStanding; quietUntilMs: number | null; onAllow: () => void }) => {
  const { clock } = useWording();
  switch (standing) {
    case 'heard': return null;
    case 'blocked': return <><span className="sound-sign"><Icon name="mute" /><Say of={board.soundBlocked} /></span><KeyButton icon="sound" onPress={onAllow}><Say of={board.soundOn} /></KeyButton></>;
    case 'quiet': return <span className="sound-sign"><Icon name="mute" /><TwoTongues of={board.soundQuiet} params={{ time: clock(quietUntilMs ?? 0) }} /></span>;
    case 'off': return <span className="sound-sign"><Icon name="mute" /><TwoTongues of={board.soundOff} /></span>;
    case 'chime-only': return <span className="sound-sign"><Icon name="mute" /><TwoTongues of={board.soundChime} /></span>;
    default: return standing satisfies never;
  }
};
