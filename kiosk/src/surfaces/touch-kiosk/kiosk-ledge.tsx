import { useEffect, useState } from 'react';
import { ActButton, Dialog, KeyButton, LanguageSwitch, Ledge, nextTextScale, ToolButton } from '../../design/index.ts';
import { useKiosk } from '../../intake/ui/kiosk-context.tsx';
import { useStaffCall } from '../../intake/ui/staff-call.tsx';
import { house } from '../../wording/house.ts';
import { intake as words } from '../../wording/intake.ts';
import { manner as ways } from '../../wording/manner.ts';
import { htmlLang, LANGUAGE_NAMES } from '../../wording/wording.ts';
import { Say, useWording } from '../../wording/wording.tsx';
import { canSpeak } from './speech.ts';
import { useVoiceGuidance } from './use-voice-guidance.ts';

type Open = 'none' | 'language' | 'no-voice' | 'voice';

/** Eight languages, readings over kanji for who reads plain Japanese, sounds. */
const LanguageDialog = ({ open, close }: { open: boolean; close: () => void }) => {
  const { intake: { manner }, send } = useKiosk();
  const { say, lang } = useWording();
  return (
    <Dialog open={open} title={<Say of={words.languageTitle} />} onClose={close}>
      <div className="dialog-stack">
        <LanguageSwitch options={LANGUAGE_NAMES} value={lang} onChange={(language) => send({ do: 'manner', manner: { language } })} label={say(house.chooseLanguage)} />
        {lang === 'ja' && <KeyButton wide icon="text" pressed={manner.furigana} onPress={() => send({ do: 'manner', manner: { furigana: !manner.furigana } })}><Say of={manner.furigana ? ways.furiganaOff : ways.furiganaOn} /></KeyButton>}
        <KeyButton wide icon={manner.sound ? 'sound' : 'mute'} onPress={() => send({ do: 'manner', manner: { sound: !manner.sound } })}><Say of={manner.sound ? words.soundOn : words.soundOff} /></KeyButton>
        <ActButton wide autoFocus onPress={close}><Say of={words.close} /></ActButton>
      </div>
    </Dialog>
  );
};

/** Loudspeaker or headset: only into a headset is anything private said. */
const VoiceDialog = ({ open, close }: { open: boolean; close: () => void }) => {
  const { send } = useKiosk();
  const begin = (voice: 'speaker' | 'headset') => () => { close(); send({ do: 'manner', manner: { voice, textScale: 1.5 } }); };
  return (
    <Dialog open={open} title={<Say of={ways.voiceTitle} />} onClose={close}>
      <div className="dialog-stack">
        <p><Say of={ways.voiceLine} /></p>
        <KeyButton wide autoFocus icon="sound" onPress={begin('speaker')} detail={<Say of={ways.loudspeakerLine} />}><Say of={ways.loudspeaker} /></KeyButton>
        <KeyButton wide icon="sound" onPress={begin('headset')} detail={<Say of={ways.headsetLine} />}><Say of={ways.headset} /></KeyButton>
        <ActButton wide onPress={close}><Say of={words.close} /></ActButton>
      </div>
    </Dialog>
  );
};

/** Help and settings, always in the same place: a person, language, size, colours, voice, height. */
export const KioskLedge = () => {
  const { intake, send } = useKiosk();
  const { say, lang } = useWording();
  const [open, setOpen] = useState<Open>('none');
  const { manner, scene } = intake;
  const talking = manner.voice !== 'off';
  const close = () => setOpen('none');
  useVoiceGuidance(manner.voice);
  useEffect(() => { if (scene.at === 'idle') setOpen((now) => (now === 'language' || now === 'voice' ? now : 'none')); }, [scene.at]);
  const callStaff = useStaffCall();
  const listen = () => {
    if (talking) return send({ do: 'manner', manner: { voice: 'off', textScale: 1 } });
    setOpen(canSpeak(htmlLang(lang)) ? 'voice' : 'no-voice');
  };
  return (
    <>
      <Ledge label={say(words.help)}>
        <ToolButton icon="call" tone="call" onPress={callStaff}><Say of={words.callStaff} /></ToolButton>
        <ToolButton icon="globe" onPress={() => setOpen('language')}><Say of={words.language} /></ToolButton>
        <ToolButton icon="text" onPress={() => send({ do: 'manner', manner: { textScale: nextTextScale(manner.textScale) } })}><Say of={manner.textScale === 1.5 ? words.plainText : words.biggerText} /></ToolButton>
        <ToolButton icon="invert" pressed={manner.inverted} onPress={() => send({ do: 'manner', manner: { inverted: !manner.inverted } })}><Say of={words.invert} /></ToolButton>
        <ToolButton icon={talking ? 'mute' : 'sound'} pressed={talking} onPress={listen}><Say of={talking ? words.stopListening : words.listen} /></ToolButton>
        <ToolButton icon="seat" pressed={manner.seated} onPress={() => send({ do: 'manner', manner: { seated: !manner.seated } })}><Say of={manner.seated ? ways.standing : ways.seated} /></ToolButton>
      </Ledge>
      <LanguageDialog open={open === 'language'} close={close} />
      <VoiceDialog open={open === 'voice'} close={close} />
      <Dialog open={open === 'no-voice'} title={<Say of={words.noVoiceTitle} />} onClose={close}>
        <div className="dialog-stack"><p><Say of={words.noVoiceBody} /></p><ActButton wide autoFocus onPress={close}><Say of={words.close} /></ActButton></div>
      </Dialog>
    </>
  );
};
