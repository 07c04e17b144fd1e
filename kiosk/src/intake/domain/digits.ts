/** Full-width digits become plain ones; everything else stays. */
export const toAsciiDigits = (text: string): string => text.replace(/[０-９]/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));

/** Spaces and every stroke that people and their input methods put between digits: hyphens, dashes, 長音, full and half width. */
const BETWEEN = /[\s\-‐‑‒–—―−－﹣ーｰ]/gu;
/** A number as it is copied from a card or a paper, in plain digits and without what parts them. */
export const bareDigits = (text: string): string => toAsciiDigits(text).replaceAll(BETWEEN, '');
