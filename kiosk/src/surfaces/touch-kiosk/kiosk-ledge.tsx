import { useEffect, useState } from 'react';
import { ActButton, Banner, Dialog, KeyButton, LanguageSwitch, Ledge, nextTextScale, ToolButton } from '../../design/index.ts';
import { house } from '../../wording/house.ts';
import { intake as words } from '../../wording/intake.ts';
import { htmlLang, LANGUAGE_NAMES } from '../../wording/wording.ts';
import { Say, useWording } from '../../wording/wording.tsx';
import { useKiosk } from '../../intake/ui/kiosk-context.tsx';
import { canSpeak, speak, stopSpeaking } from './speech.ts';
import { callTone } from './sounds.ts';

type Open = 'none' | 'language' | 'staff' | 'staff-not-reached' | 'no-voice';

/** Help and settings, always in the same place: a person, language, size, colours, voice. */
export const KioskLedge = () => {
  const { intake, link, send } = useKiosk();
  const { say, lang } = useWording();
  const [open, setOpen] = useState<Open>('none');
  const [talking, setTalking] = useState(false);
  const { manner, scene } = intake;
  const close = () => setOpen('none');
  useEffect(() => { if (scene.at === 'idle') { setOpen((now) => (now === 'language' ? now : 'none')); stopSpeaking(); setTalking(false); } }, [scene.at]);
  const callStaff = async () => {
    callTone();
    setOpen('staff');
    if (!(await link.help(true))) setOpen('staff-not-reached');
  };
  const listen = () => {
    if (talking) { stopSpeaking(); setTalking(false); return; }
    if (!canSpeak(htmlLang(lang))) { setOpen('no-voice'); return; }
    setTalking(true);
    speak(document.querySelector('main'), htmlLang(lang), () => setTalking(false));
  };
  return (
    <>
      <Ledge label={say(words.help)}>
        <ToolButton icon="call" tone="call" onPress={() => void callStaff()}><Say of={words.callStaff} /></ToolButton>
        <ToolButton icon="globe" onPress={() => setOpen('language')}><Say of={words.language} /></ToolButton>
        <ToolButton icon="text" onPress={() => send({ do: 'manner', manner: { textScale: nextTextScale(manner.textScale) } })}><Say of={manner.textScale === 1.5 ? words.plainText : words.biggerText} /></ToolButton>
        <ToolButton icon="invert" pressed={manner.inverted} onPress={() => send({ do: 'manner', manner: { inverted: !manner.inverted } })}><Say of={words.invert} /></ToolButton>
        <ToolButton icon={talking ? 'mute' : 'sound'} pressed={talking} onPress={listen}><Say of={talking ? words.stopListening : words.listen} /></ToolButton>
      </Ledge>
      <Dialog open={open === 'language'} title={<Say of={words.languageTitle} />} onClose={close}>
        <div className="dialog-stack">
          <LanguageSwitch options={LANGUAGE_NAMES} value={lang} onChange={(language) => send({ do: 'manner', manner: { language } })} label={say(house.chooseLanguage)} />
          <KeyButton wide icon={manner.sound ? 'sound' : 'mute'} onPress={() => send({ do: 'manner', manner: { sound: !manner.sound } })}><Say of={manner.sound ? words.soundOn : words.soundOff} /></KeyButton>
          <ActButton wide autoFocus onPress={close}><Say of={words.close} /></ActButton>
        </div>
      </Dialog>
      <Dialog open={open === 'staff' || open === 'staff-not-reached'} title={<Say of={open === 'staff' ? words.staffCalledTitle : words.staffNotReachedTitle} />} onClose={close}>
        <div className="dialog-stack">
          <Banner tone="note" icon="call" live="assertive"><Say of={open === 'staff' ? words.staffCalledBody : words.staffNotReachedBody} /></Banner>
          {open === 'staff' && <KeyButton wide onPress={() => { void link.help(false); close(); }}><Say of={words.staffDone} /></KeyButton>}
          <ActButton wide autoFocus onPress={close}><Say of={words.close} /></ActButton>
        </div>
      </Dialog>
      <Dialog open={open === 'no-voice'} title={<Say of={words.noVoiceTitle} />} onClose={close}>
        <div className="dialog-stack"><p><Say of={words.noVoiceBody} /></p><ActButton wide autoFocus onPress={close}><Say of={words.close} /></ActButton></div>
      </Dialog>
    </>
  );
};
