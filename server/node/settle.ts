import module from 'node:module';
import { setFlagsFromString } from 'node:v8';

/** By then what an editor asks for first has been compiled. */
const compiledMilliseconds = 3_000;

/**
 * Once the client has its first answer: an editor has many servers, so memory is given back once half as much again has
 * come together, not twice as much. V8 takes no compiled code that was kept under other flags: what was loaded for the
 * start is kept before, and what comes later after. Many an editor kills its servers, so neither waits for the end.
 */
export function settle(): void {
  setImmediate(() => {
    module.flushCompileCache?.();
    setFlagsFromString('--heap-growing-percent=50');
    setTimeout(() => module.flushCompileCache?.(), compiledMilliseconds).unref();
  });
}
