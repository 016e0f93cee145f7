import type { Command } from '../command.ts';

export const command: Command = {
  id: 'tlsense.showOutput',
  run: async ({ output }) => output.show(),
};
