import type { Command } from '../command.ts';
import { saveChain } from '../handshake/show.ts';

export const command: Command = {
  id: 'tlsense.saveServerChain',
  run: () => saveChain(),
};
