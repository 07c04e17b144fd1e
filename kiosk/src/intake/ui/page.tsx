import { useEffect, useRef, type ReactNode } from 'react';
import { ActButton, KeyButton, SteppingStones } from '../../design/index.ts';
import { house } from '../../wording/house.ts';
import { intake as words } from '../../wording/intake.ts';
import { Say, useWording } from '../../wording/wording.tsx';
import { useKiosk } from './kiosk-context.tsx';

/** Where the visitor stands: 0 card (or about you), 1 details, 2 check, 3 number. */
export type Step = 0 | 1 | 2 | 3;

const Stones = ({ now, typed }: { now: Step; typed: boolean }) => {
  const { say } = useWording();
  const steps = [
    { key: 'card', label: <Say of={typed ? words.stepTyping : words.stepCard} /> }, { key: 'use', label: <Say of={words.stepUse} /> },
    { key: 'check', label: <Say of={words.stepCheck} /> }, { key: 'ticket', label: <Say of={words.stepTicket} /> },
  ];
  return <SteppingStones steps={steps} now={now} words={{ label: say(house.progress), done: say(house.stepDone) }} />;
};

export interface PageProps {
  /** changes when another page stands here: focus goes to its heading */ id: string;
  title: ReactNode;
  lead?: ReactNode;
  step?: Step;
  typed?: boolean;
  children?: ReactNode;
  /** bottom row: back at the left, the act at the right */ foot?: ReactNode;
  className?: string;
  /** Enter in a text box, when no IME is composing */ onEnter?: () => void;
}

/** 間: one question, one answer, much empty paper. */
export const Page = ({ id, title, lead, step, typed = false, children, foot, className = '', onEnter }: PageProps) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.closest('.kiosk-page')?.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [id]);
  return (
    <section className={`kiosk-page ${className}`} aria-labelledby="page-title"
      onKeyDown={(event) => { if (event.key === 'Enter' && !event.nativeEvent.isComposing && event.target instanceof HTMLInputElement && event.target.type !== 'radio') onEnter?.(); }}>
      {step !== undefined && <Stones now={step} typed={typed} />}
      <div className="kiosk-question">
        <h1 id="page-title" ref={heading} tabIndex={-1}>{title}</h1>
        {lead !== undefined && <p className="kiosk-lead">{lead}</p>}
      </div>
      <div className="kiosk-answers">{children}</div>
      {foot !== undefined && <div className="kiosk-foot">{foot}</div>}
    </section>
  );
};

export const BackKey = () => {
  const { send } = useKiosk();
  return <KeyButton icon="back" onPress={() => send({ do: 'back' })}><Say of={words.back} /></KeyButton>;
};

/** Bottom right: the one act of the page, with its reason when it cannot be done yet. */
export const NextAct = ({ why, onPress, children }: { why?: ReactNode; onPress: () => void; children?: ReactNode }) => (
  <ActButton wide iconAfter="next" onPress={onPress} {...(why === undefined ? {} : { why })}>{children ?? <Say of={words.next} />}</ActButton>
);
