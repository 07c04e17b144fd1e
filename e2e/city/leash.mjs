/**
 * Preloaded into each program of the city. Its standard input is a pipe that the city's process holds; when that process is gone,
 * even by kill -9, the pipe closes and the program leaves as if it had been asked to, and for certain some seconds later.
 */
import { Socket } from 'node:net';

const PATIENCE_MS = 8_000;
const pipe = new Socket({ fd: 0, readable: true, writable: false });
pipe.on('error', () => {}).on('close', () => {
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), PATIENCE_MS).unref();
  process.kill(process.pid, 'SIGTERM');
}).resume();
pipe.unref();
