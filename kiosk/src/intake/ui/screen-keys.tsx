import { useState } from 'react';
import { KeyButton } from '../../design/index.ts';
import { intake as words } from '../../wording/intake.ts';
import { Say, useWording } from '../../wording/wording.tsx';
import { turnMark, turnSmall } from '../domain/kana.ts';
import { useKiosk } from './kiosk-context.tsx';

/** `numbers` has digits alone (phone, date); `digits` a dash as well; `house` the words between the numbers of an address. */
export type KeySheet = 'kana' | 'latin' | 'digits' | 'numbers' | 'house';

/** 五十音, read in columns from the right as on every Japanese touch screen. */
const KANA = ['わらやまはなたさかあ', 'をり　みひにちしきい', 'んるゆむふぬつすくう', '　れ　めへねてせけえ', '　ろよもほのとそこお'] as const;
const LATIN = ['QWERTYUIOP', 'ASDFGHJKL-', 'ZXCVBNM.\'　'] as const;
const DIGITS = ['123', '456', '789', '-0　'] as const;
/** 丁目 and its like are kanji that the kana board does not have: a key each. */
const HOUSE = [['1', '2', '3', '丁目'], ['4', '5', '6', '番地'], ['7', '8', '9', '番'], ['-', '0', '号室', '号']] as const;
const SHEETS: Record<KeySheet, readonly (string | readonly string[])[]> = { kana: KANA, latin: LATIN, digits: DIGITS, numbers: ['123', '456', '789', '　0　'], house: HOUSE };
const SHEET_NAMES = { kana: words.keysKana, latin: words.keysLatin, digits: words.keysDigits, numbers: words.keysDigits, house: words.keysDigits } as const;
/** Sheets whose keys are wide: numbers are typed one by one and read across a hall. */
const WIDE: ReadonlySet<KeySheet> = new Set(['digits', 'numbers', 'house']);

/** What a key does to the text, at the place of the caret. */
export type KeyStroke = { put: string } | { erase: true } | { turn: (letter: string) => string };

/** Applies a stroke to `text` between `from` and `until`; answers with the text and where the caret stands then. */
export const applyStroke = (text: string, from: number, until: number, stroke: KeyStroke): { text: string; caret: number } => {
  const before = [...text.slice(0, from)];
  const after = text.slice(until);
  if ('put' in stroke) return { text: before.join('') + stroke.put + after, caret: from + stroke.put.length };
  if ('erase' in stroke) {
    if (from === until) before.pop();
    return { text: before.join('') + after, caret: before.join('').length };
  }
  const last = before.pop();
  const turned = before.join('') + (last === undefined ? '' : stroke.turn(last));
  return { text: turned + text.slice(from), caret: turned.length };
};

/** Our own keys, because a touch kiosk has no keyboard: kana, Latin, digits. A real keyboard works beside them. */
export const ScreenKeys = ({ sheets, onStroke }: { sheets: readonly KeySheet[]; onStroke: (stroke: KeyStroke) => void }) => {
  const { click } = useKiosk();
  const { say } = useWording();
  const [chosen, setChosen] = useState<KeySheet>(sheets[0] ?? 'kana');
  const sheet = sheets.includes(chosen) ? chosen : (sheets[0] ?? 'kana');
  const press = (stroke: KeyStroke) => () => { click(); onStroke(stroke); };
  return (
    <div className={`keys keys-${WIDE.has(sheet) ? 'digits' : sheet}${sheet === 'house' ? ' keys-house' : ''}`} role="group" aria-label={say(words.keyboard)}>
      {SHEETS[sheet].map((row, y) => (
        <div className="keys-row" key={y}>
          {[...row].map((letter, x) => (letter === '　' ? <span key={x} /> : <KeyButton key={x} look={sheet === 'house' && !/[\d-]/.test(letter) ? 'soft' : WIDE.has(sheet) ? 'digit' : 'plain'} onPress={press({ put: letter })}>{letter}</KeyButton>))}
        </div>
      ))}
      <div className="keys-row keys-tools">
        {sheets.length > 1 && sheets.map((name) => <KeyButton key={name} look="soft" pressed={name === sheet} onPress={() => setChosen(name)}><Say of={SHEET_NAMES[name]} /></KeyButton>)}
        {sheet === 'kana' && <>
          <KeyButton look="soft" label={say(words.voicedLabel)} onPress={press({ turn: (letter) => turnMark(letter, 'voiced') })}><span className="key-mark"><Say of={words.voiced} /></span></KeyButton>
          <KeyButton look="soft" label={say(words.halfLabel)} onPress={press({ turn: (letter) => turnMark(letter, 'half') })}><span className="key-mark"><Say of={words.half} /></span></KeyButton>
          <KeyButton look="soft" label={say(words.smallLabel)} onPress={press({ turn: turnSmall })}><Say of={words.small} /></KeyButton>
          <KeyButton look="soft" label={say(words.longLabel)} onPress={press({ put: 'ー' })}><Say of={words.long} /></KeyButton>
        </>}
        {!WIDE.has(sheet) && <KeyButton look="soft" onPress={press({ put: sheet === 'kana' ? '　' : ' ' })}><Say of={words.space} /></KeyButton>}
        <KeyButton look="soft" icon="del" onPress={press({ erase: true })}><Say of={words.eraseOne} /></KeyButton>
      </div>
    </div>
  );
};
