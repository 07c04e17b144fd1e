/**
 * Preloaded into each program of the city. Its standard input is a pipe that the city's process holds; when that process is gone,
 * even by kill -9, the pipe closes and the program leaves as if it had been asked to.
 */
import { Socket } from 'node:net';

const pipe = new Socket({ fd: 0, readable: true, writable: false });
pipe.on('error', () => {}).on('close', () => process.kill(process.pid, 'SIGTERM')).resume();
pipe.unref();
