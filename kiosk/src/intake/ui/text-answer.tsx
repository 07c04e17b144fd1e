import type { FormField, Wording } from '@engawa/reception/contract';
import { useEffect, useRef, type ReactNode } from 'react';
import { TextField } from '../../design/index.ts';
import { intake as words } from '../../wording/intake.ts';
import { Say, useWording } from '../../wording/wording.tsx';
import { idOf, type AnswerProps } from './answer.ts';
import { applyStroke, ScreenKeys, type KeySheet, type KeyStroke } from './screen-keys.tsx';

const SHEETS: Partial<Record<FormField['kind'], readonly KeySheet[]>> = { name: ['kana', 'latin'], kana: ['kana'], address: ['kana', 'house', 'latin'], phone: ['numbers'], digits: ['numbers'], text: ['kana', 'digits', 'latin'] };
const HELP: Partial<Record<FormField['kind'], Wording>> = { name: words.nameHelp, kana: words.kanaHelp, address: words.addressHelp, phone: words.phoneHelp };

interface TextAnswerProps extends AnswerProps { /** the sheet that lies on top */ first?: KeySheet | undefined; /** instead of the help of its kind */ help?: ReactNode; /** above the keys */ children?: ReactNode }

/** A line of text with our own keys under it; a physical keyboard and its IME write into the same native box. */
export const TextAnswer = ({ field, value, error, onChange, first, help, children }: TextAnswerProps) => {
  const { say } = useWording();
  const caret = useRef<number | null>(null);
  const box = (): HTMLInputElement | null => document.getElementById(idOf(field.key)) as HTMLInputElement | null;
  useEffect(() => { if (caret.current !== null) box()?.setSelectionRange(caret.current, caret.current); caret.current = null; });
  const stroke = (key: KeyStroke) => {
    const input = box();
    const next = applyStroke(value, input?.selectionStart ?? value.length, input?.selectionEnd ?? value.length, key);
    caret.current = next.caret;
    onChange(next.text);
  };
  const usual = HELP[field.kind] ?? field.help;
  const said = help ?? (usual && <Say of={usual} />);
  const sheets = SHEETS[field.kind] ?? ['kana'];
  return (
    <>
      <TextField id={idOf(field.key)} label={<span className="visually-hidden">{say(field.label)}</span>} value={value} onChange={onChange} required={field.required} {...(field.kind === 'phone' || field.kind === 'digits' ? { inputMode: 'tel' as const } : {})}
        {...(said ? { help: <>{said}{!field.required && <> <Say of={words.optional} /></>}</> } : field.required ? {} : { help: <Say of={words.optional} /> })} {...(error === undefined ? {} : { error })} />
      {children}
      <ScreenKeys sheets={first === undefined ? sheets : [first, ...sheets.filter((sheet) => sheet !== first)]} onStroke={stroke} />
    </>
  );
};
