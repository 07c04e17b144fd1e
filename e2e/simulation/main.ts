/** `npm run simulate -- queue|doors …`: days in which everything breaks, played on the production code. */
if (process.argv[2] === 'doors') await import('./doors/main.ts');
else await import('./queue/main.ts');
export {};
