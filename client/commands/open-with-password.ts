import type { Command } from '../command.ts';

export const command: Command = {
  id: 'tlsense.openWithPassword',
  run: ({ viewer }) => viewer.unlock(),
};
