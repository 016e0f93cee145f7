import { message } from '../../core/base/message.ts';
import { readArguments } from '../arguments.ts';
import { type CliCommand, exitCode, fail } from '../io.ts';

export const command: CliCommand = {
  name: 'lsp',
  summary: message('Serve an editor that speaks the Language Server Protocol'),
  usage: message(`Usage: tlsense lsp --stdio

Speaks the Language Server Protocol over stdin and stdout until the editor ends it. Neovim, Helix, Emacs and others
start it themselves: give them this command.

  --at TIME   Check as of this time: 2026-12-01 or 2026-12-01T08:30:00Z`),
  async run(words, io) {
    // Editors add the id of their process, so that the server can end with it.
    const read = readArguments(words, { stdio: {}, clientProcessId: { value: true } });
    if (!read.ok) return fail(io, read.error);
    if (!read.value.has('stdio')) {
      return fail(io, {
        error: message('lsp speaks over stdin and stdout only'),
        hint: message('Call it as: {call}', { call: 'tlsense lsp --stdio' }),
      });
    }
    // Loaded here: no other command needs the protocol.
    const { serve } = await import('../lsp/serve.ts');
    await serve(io.host);
    return exitCode.clean;
  },
};
