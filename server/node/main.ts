import module from 'node:module';
import { setFlagsFromString } from 'node:v8';

/** By then what an editor asks for first has been compiled. */
const settledMilliseconds = 3_000;

// An editor has many servers: memory is given back once half as much again has come together, not twice as much.
setFlagsFromString('--heap-growing-percent=50');

// Compiling what is loaded takes a third of the time until the server answers, and the same again with the first text:
// Node.js 22 and later keep the outcome in a folder of the machine's temporary files, for the next start.
module.enableCompileCache?.();
// It is written when the process ends; many an editor kills it.
setTimeout(() => module.flushCompileCache?.(), settledMilliseconds).unref();

await import('./server.ts');
