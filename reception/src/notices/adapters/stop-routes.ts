import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { Router } from 'express';
import { z } from 'zod';
import { HTML_LANG, type Language } from '../../../contract/index.ts';
import type { House } from '../../web/house.ts';
import { MAIL_WORDS } from '../domain/mail-words.ts';

/** The word in a mail that ends it: the way and its proof. It opens nothing else, not even the ticket's page. */
export interface StopWord { of(wayId: string): string; /** null: nobody's */ read(word: string): string | null }
export function stopWord(serverSecret: Buffer): StopWord {
  const key = Buffer.from(hkdfSync('sha256', serverSecret, Buffer.alloc(0), 'engawa notice stop 1', 32));
  const proof = (wayId: string): Buffer => createHmac('sha256', key).update(wayId).digest();
  return {
    of: (wayId) => `${wayId}.${proof(wayId).toString('base64url')}`,
    read(word) {
      const [wayId = '', given = ''] = word.split('.');
      const [mine, theirs] = [proof(wayId), Buffer.from(given, 'base64url')];
      return z.uuid().safeParse(wayId).success && theirs.length === mine.length && timingSafeEqual(mine, theirs) ? wayId : null;
    },
  };
}

const page = (language: Language, word: keyof typeof MAIL_WORDS, rest: string): string =>
  `<!doctype html><html lang="${HTML_LANG[language]}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${MAIL_WORDS[word][language]}</title><main><h1>${MAIL_WORDS[word][language]}</h1>${rest}</main></html>`;

/** A link that a mail program looks at in advance must end nothing: it shows a button, and the press ends it (also by RFC 8058). */
export function stopRoutes(house: House): Router {
  const router = Router();
  const { ways, stop } = house.notices;
  router.get('/api/notices/stop/:word', async (req, res) => {
    const wayId = stop.read(String(req.params.word));
    const language = wayId === null ? null : await ways.languageOf(wayId);
    res.set('cache-control', 'no-store').type('html');
    // Who is not known any more is told what they want to hear: nothing is sent.
    res.send(language === null ? page('ja', 'stopped', `<p lang="en">${MAIL_WORDS.stopped.en}</p>`) : page(language, 'stopAsk', `<form method="post"><button>${MAIL_WORDS.stop[language]}</button></form>`));
  });
  router.post('/api/notices/stop/:word', async (req, res) => {
    const wayId = stop.read(String(req.params.word));
    const language = (wayId === null ? null : await ways.languageOf(wayId)) ?? 'ja';
    if (wayId !== null) await ways.endWay(wayId);
    res.set('cache-control', 'no-store').type('html').send(page(language, 'stopped', ''));
  });
  return router;
}
