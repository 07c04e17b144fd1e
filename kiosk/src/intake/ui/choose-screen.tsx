import type { Procedure } from '@engawa/reception/contract';
import { ICON_PATHS } from '../../design/icon/icon-paths.tsx';
import { CheckRow, type IconName } from '../../design/index.ts';
import { intake as words } from '../../wording/intake.ts';
import { Say } from '../../wording/wording.tsx';
import type { Scene } from '../domain/visit.ts';
import { useKiosk } from './kiosk-context.tsx';
import { BackKey, NextAct, Page } from './page.tsx';

const Fee = ({ procedure }: { procedure: Procedure }) =>
  procedure.feeYen === 0 ? (procedure.hasForm ? <Say of={words.free} /> : null) : <Say of={words.fee} params={{ yen: procedure.feeYen }} />;

const Row = ({ procedure, scene }: { procedure: Procedure; scene: Extract<Scene, { at: 'choose' }> }) => {
  const { city, send } = useKiosk();
  const icon = city.zones.find(({ zone }) => zone === procedure.zone)?.icon ?? 'doc';
  return (
    <CheckRow name="procedure" value={procedure.id} icon={icon in ICON_PATHS ? (icon as IconName) : 'doc'} checked={scene.procedures.includes(procedure.id)} onChange={() => send({ do: 'toggle', procedure: procedure.id })}
      title={<Say of={procedure.title} />} detail={<Say of={procedure.line} />} aside={<Fee procedure={procedure} />} />
  );
};

/** Several procedures together, of this zone first, then what can be done on the same visit. */
export const ChooseScreen = ({ scene }: { scene: Extract<Scene, { at: 'choose' }> }) => {
  const { city, send } = useKiosk();
  const offered = city.procedures.filter(({ comesWith }) => comesWith === undefined);
  const here = offered.filter(({ zone }) => zone === scene.zone);
  const others = offered.filter((procedure) => procedure.zone !== scene.zone && procedure.hasForm);
  const n = scene.procedures.length;
  return (
    <Page id="choose" title={<Say of={words.chooseTitle} />} lead={<Say of={words.chooseLine} />}
      foot={<><BackKey /><NextAct onPress={() => send({ do: 'next' })} {...(n === 0 ? { why: <Say of={words.chooseOne} /> } : {})} /></>}>
      <fieldset className="kiosk-stack"><legend className="visually-hidden"><Say of={words.chooseTitle} /></legend>{here.map((procedure) => <Row key={procedure.id} procedure={procedure} scene={scene} />)}</fieldset>
      {others.length > 0 && (
        <fieldset className="kiosk-stack kiosk-others"><legend className="kiosk-subhead"><Say of={words.together} /></legend>{others.map((procedure) => <Row key={procedure.id} procedure={procedure} scene={scene} />)}</fieldset>
      )}
      <p className="kiosk-chosen" aria-live="polite">{n > 0 && <Say of={words.chosen} params={{ n }} />}</p>
    </Page>
  );
};
