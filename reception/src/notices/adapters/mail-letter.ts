import type { Letter } from '../application/ports.ts';
import { MAIL_WORDS } from '../domain/mail-words.ts';

const CRLF = '\r\n';
/** RFC 2047: a header holds ASCII, so a title is cut into words of at most 75 characters, never inside of a letter. */
function encodedWords(text: string): string {
  const words: string[] = [];
  let word = '';
  for (const letter of text) {
    if (Buffer.byteLength(word + letter) > 42) { words.push(word); word = ''; }
    word += letter;
  }
  return [...words, word].map((part) => `=?UTF-8?B?${Buffer.from(part).toString('base64')}?=`).join(`${CRLF} `);
}
const folded = (base64: string): string => (base64.match(/.{1,76}/g) ?? []).join(CRLF);

/**
 * The mail as it goes over the wire (RFC 5322), every line short and none beginning with a dot. `stop` ends notices by one press
 * (RFC 8058). The id is the notice's: a second try is the same mail.
 */
export function mailLetter({ noticeId, title, body, language }: Letter, { from, to, stop, atMs }: { from: string; to: string; stop: string; atMs: number }): string {
  const text = [title, body, '', MAIL_WORDS.stopLine[language], stop, '', MAIL_WORDS.noAnswer[language], ''].join(CRLF);
  return [
    `From: <${from}>`, `To: <${to}>`, `Subject: ${encodedWords(title)}`, `Date: ${new Date(atMs).toUTCString().replace('GMT', '+0000')}`, `Message-ID: <${noticeId}@${from.split('@')[1] ?? ''}>`,
    'MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64', 'Auto-Submitted: auto-generated',
    `List-Unsubscribe: <${stop}>`, 'List-Unsubscribe-Post: List-Unsubscribe=One-Click', '', folded(Buffer.from(text).toString('base64')), '',
  ].join(CRLF);
}
