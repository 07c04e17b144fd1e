import { freshIntake, SHOWN, type CityAndTime, type Intake, type IntakeEffect, type Step } from './visit.ts';

/** Nothing of a person stays: scene, manner and times are those of a kiosk that has just been switched on. The tray is hardware. */
export const wipe = (intake: Intake, nowMs: number, ...effects: IntakeEffect[]): Step =>
  ({ intake: freshIntake(nowMs, intake.tray), effects: [...(intake.scene.at === 'reading' ? [{ do: 'cancel-reading' } as const] : []), ...effects, { do: 'forget' }] });

const cardLies = ({ tray }: Intake): boolean => tray.link === 'open' && tray.card.state !== 'absent';

/** Time passes (both idle times count from the last touch, so 45 and 75 leave 30 s to answer): closing screens close, silence opens the idle dialog, more silence wipes. A visit that waits for its number is left alone as long as the desk says how long. */
export const tick = ({ city, nowMs }: CityAndTime, intake: Intake): Step => {
  const { scene } = intake;
  const { idleWarnSeconds, idleWipeSeconds } = city.policy;
  const silentMs = nowMs - intake.touchedAtMs;
  switch (scene.at) {
    case 'submitting': {
      const silentSinceMs = Math.max(intake.touchedAtMs, scene.wait?.untilMs ?? 0);
      return nowMs - silentSinceMs < SHOWN.deskSilentMs ? { intake, effects: [] }
        : { intake: { ...intake, scene: { at: 'staff-needed', why: 'not-saved', closesAtMs: nowMs + SHOWN.staffNeededMs } }, effects: [{ do: 'sound', sound: 'error' }] };
    }
    case 'thanks': return nowMs >= scene.closesAtMs && (!cardLies(intake) || silentMs > idleWipeSeconds * 1_000) ? wipe(intake, nowMs) : { intake, effects: [] };
    case 'ticket': return nowMs >= scene.closesAtMs ? thank(intake, nowMs) : { intake, effects: [] };
    case 'staff-needed': return nowMs >= scene.closesAtMs ? wipe(intake, nowMs) : { intake, effects: [] };
    case 'idle': return intake.manner !== freshIntake(0).manner && silentMs >= idleWarnSeconds * 1_000 ? wipe(intake, nowMs) : { intake, effects: [] };
    default: break;
  }
  if (intake.wipeAtMs !== null) return nowMs >= intake.wipeAtMs ? wipe(intake, nowMs) : { intake, effects: [] };
  if (silentMs < idleWarnSeconds * 1_000) return { intake, effects: [] };
  return { intake: { ...intake, wipeAtMs: nowMs + Math.max(10, idleWipeSeconds - idleWarnSeconds) * 1_000 }, effects: [{ do: 'sound', sound: 'idle' }] };
};

export const thank = (intake: Intake, nowMs: number): Step =>
  ({ intake: { ...intake, scene: { at: 'thanks', closesAtMs: nowMs + SHOWN.thanksMs }, touchedAtMs: nowMs, wipeAtMs: null }, effects: [] });
