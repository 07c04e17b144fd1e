// A worker thread does not inherit the loader for TypeScript, so it takes it up itself before the real file.
import { register } from 'tsx/esm/api';

register();
await import('./ticket-worker.ts');
