/**
 * UTF-8 to string, or null when one octet is wrong: overlong forms, surrogates, truncation and values above U+10FFFF.
 * Written out because pure code has no TextDecoder, and because a card with a broken name must be refused, not patched with U+FFFD.
 * Non-BMP letters (𠮷) and variation selectors (葛󠄀) pass unchanged; nothing is normalised.
 */
export function decodeUtf8(bytes: Uint8Array): string | null {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at] ?? 0;
    const shape = shapeOf(lead);
    if (shape === null || at + shape.length > bytes.length) return null;
    let point = lead & shape.leadMask;
    for (let more = 1; more < shape.length; more++) {
      const octet = bytes[at + more] ?? 0;
      if ((octet & 0xc0) !== 0x80) return null;
      point = point * 64 + (octet & 0x3f);
    }
    if (point < shape.least || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return null;
    text += String.fromCodePoint(point);
    at += shape.length;
  }
  return text;
}

function shapeOf(lead: number): { length: number; leadMask: number; least: number } | null {
  if (lead < 0x80) return { length: 1, leadMask: 0x7f, least: 0 };
  if ((lead & 0xe0) === 0xc0) return { length: 2, leadMask: 0x1f, least: 0x80 };
  if ((lead & 0xf0) === 0xe0) return { length: 3, leadMask: 0x0f, least: 0x800 };
  if ((lead & 0xf8) === 0xf0) return { length: 4, leadMask: 0x07, least: 0x10000 };
  return null;
}
