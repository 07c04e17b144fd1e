import type { Procedure, Zone } from '@engawa/reception/contract';
import { ICON_PATHS } from '../../design/icon/icon-paths.tsx';
import { CheckRow, KeyButton, type IconName } from '../../design/index.ts';
import { intake as words } from '../../wording/intake.ts';
import { Say } from '../../wording/wording.tsx';
import type { Scene } from '../domain/visit.ts';
import { useKiosk } from './kiosk-context.tsx';
import { BackKey, NextAct, Page } from './page.tsx';

const Fee = ({ procedure }: { procedure: Procedure }) =>
  procedure.feeYen === 0 ? (procedure.hasForm ? <span className="choice-row-aside-free"><Say of={words.free} /></span> : null) : <Say of={words.fee} params={{ yen: procedure.feeYen }} />;

const Row = ({ procedure, scene }: { procedure: Procedure; scene: Extract<Scene, { at: 'choose' }> }) => {
  const { city, send } = useKiosk();
  const icon = city.zones.find(({ zone }) => zone === procedure.zone)?.icon ?? 'doc';
  return (
    <CheckRow name="procedure" value={procedure.id} icon={icon in ICON_PATHS ? (icon as IconName) : 'doc'} checked={scene.procedures.includes(procedure.id)} onChange={() => send({ do: 'toggle', procedure: procedure.id })}
      title={<Say of={procedure.title} />} detail={<Say of={procedure.line} />} aside={<Fee procedure={procedure} />} />
  );
};

/** Other matters of the same visit, zone by zone: what was chosen there stays, and says how much it is. */
const OtherZones = ({ scene }: { scene: Extract<Scene, { at: 'choose' }> }) => {
  const { city, send } = useKiosk();
  const chosenIn = (zone: Zone): number => city.procedures.filter((procedure) => procedure.zone === zone && scene.procedures.includes(procedure.id)).length;
  const n = scene.procedures.length;
  const zones = city.zones.filter(({ zone }) => city.procedures.some((procedure) => procedure.zone === zone));
  return (
    <section className="kiosk-zones" aria-labelledby="other-zones">
      <div className="kiosk-zones-head"><h2 id="other-zones" className="kiosk-subhead"><Say of={words.together} /></h2><p className="kiosk-chosen" aria-live="polite">{n > 0 && <Say of={words.chosen} params={{ n }} />}</p></div>
      <div className="kiosk-zone-keys">
        {zones.map(({ zone, title }) => <KeyButton key={zone} look="soft" pressed={zone === scene.zone} onPress={() => send({ do: 'look', zone })}><span><Say of={title} />{chosenIn(zone) > 0 && <b className="number">（{chosenIn(zone)}）</b>}</span></KeyButton>)}
      </div>
    </section>
  );
};

/** Several procedures together: those of one zone at a time, with a way to every other. */
export const ChooseScreen = ({ scene }: { scene: Extract<Scene, { at: 'choose' }> }) => {
  const { city, send } = useKiosk();
  const here = city.procedures.filter(({ zone, comesWith }) => zone === scene.zone && comesWith === undefined);
  const n = scene.procedures.length;
  return (
    <Page id="choose" className={`choose-page${here.length > 4 ? ' choose-many' : ''}`} title={<Say of={words.chooseTitle} />} lead={<Say of={words.chooseLine} />}
      foot={<><BackKey /><NextAct onPress={() => send({ do: 'next' })} {...(n === 0 ? { why: <Say of={words.chooseOne} /> } : {})} /></>}>
      <fieldset className="kiosk-stack"><legend className="visually-hidden"><Say of={words.chooseTitle} /></legend>{here.map((procedure) => <Row key={procedure.id} procedure={procedure} scene={scene} />)}</fieldset>
      <OtherZones scene={scene} />
    </Page>
  );
};
