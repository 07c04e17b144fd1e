import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { Router, type RequestHandler, type Response } from 'express';
import helmet from 'helmet';

/** Places on other machines that a surface of ours talks to. */
export interface Neighbours { readonly facilityOrigin: string | null; readonly secure: boolean }

export const SURFACES = ['kiosk', 'board', 'caption', 'phone'] as const;

/**
 * One strict policy per door. Only the touch kiosk may reach the card bridge, which listens on its own machine.
 * `connect-src 'self'` covers socket.io of the same host. No inline script anywhere.
 */
export function security({ facilityOrigin, secure }: Neighbours): RequestHandler {
  const policy = (connect: readonly string[], script: readonly string[] = []): RequestHandler => helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"], baseUri: ["'none'"], formAction: ["'self'"], frameAncestors: ["'self'"], objectSrc: ["'none'"],
        scriptSrc: ["'self'", ...script], styleSrc: ["'self'"], imgSrc: ["'self'", 'data:', 'blob:'], fontSrc: ["'self'", 'data:'], mediaSrc: ["'self'", 'blob:'], frameSrc: ["'self'", 'blob:'],
        workerSrc: ["'self'"], manifestSrc: ["'self'"], connectSrc: ["'self'", ...connect],
      },
    },
    strictTransportSecurity: secure, crossOriginResourcePolicy: { policy: 'same-origin' }, crossOriginOpenerPolicy: secure,
    originAgentCluster: secure, referrerPolicy: { policy: 'no-referrer' },
  });
  const plain = policy([]);
  const wasm = ["'wasm-unsafe-eval'"]; // the QR reader of the kiosk; its worker obeys the policy of its own file under /assets
  const built = policy([], wasm);
  const kiosk = policy(['ws://127.0.0.1:*', 'http://127.0.0.1:*'], wasm); // the bridge is paired by HTTP, then spoken to by WebSocket
  const phone = policy(facilityOrigin === null ? [] : [facilityOrigin, facilityOrigin.replace(/^http/, 'ws')]);
  return (req, res, next) => (/^\/kiosk(\/|$)/.test(req.path) ? kiosk : /^\/phone(\/|$)/.test(req.path) ? phone : /^\/assets\//.test(req.path) ? built : plain)(req, res, next);
}

const YEAR_SECONDS = 31_536_000;
const cacheRule = (res: Response, path: string): void => {
  // Names under assets/ carry a hash of their content; everything else must be asked for anew, the workers above all.
  const immutable = /[\\/]assets[\\/]/.test(path) && !path.endsWith('sw.js');
  res.set('cache-control', immutable ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache');
};

/** The page of a surface: `<surface>/index.html` of a build with several entries. */
const pageOf = (folder: string, surface: string): string => join(folder, surface, 'index.html');

/** `/kiosk/ /board/ /caption/ /phone/ /assets/` of the kiosk's build and `/console/` of the console's; deep links get their surface's page. */
export function surfaces(dist: { kiosk: string; console: string }): Router {
  const router = Router();
  const files = (folder: string): RequestHandler => express.static(folder, { index: false, redirect: false, setHeaders: cacheRule, dotfiles: 'ignore' });
  const page = (file: string, name: string): RequestHandler => (req, res, next) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') { next(); return; }
    if (!req.originalUrl.split('?')[0]?.startsWith(`/${name}/`)) { res.redirect(308, `/${name}/`); return; }
    // A missing file must not be answered with a page: a script that turns out to be HTML is a riddle.
    if (/\.[a-z0-9]+$/i.test(req.path)) { next(); return; }
    if (!existsSync(file)) { next(); return; }
    res.set('cache-control', 'no-cache').sendFile(file, { dotfiles: 'allow' });
  };
  router.use(files(dist.kiosk));
  for (const surface of SURFACES) router.use(`/${surface}`, page(pageOf(dist.kiosk, surface), surface));
  router.use('/console', files(dist.console), page(join(dist.console, 'index.html'), 'console'));
  router.get('/', (_req, res) => res.redirect(302, '/kiosk/'));
  return router;
}
