import module from 'node:module';

// Compiling what is loaded takes a third of the time until the server answers, and the same again with the first text:
// Node.js 22 and later keep the outcome in a folder of the machine's temporary files, for the next start.
module.enableCompileCache?.();

await import('./server.ts');
