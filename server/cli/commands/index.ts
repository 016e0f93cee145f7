// Written by `npm run generate`.
import type { CliCommand } from '../io.ts';
import { command as check } from './check.ts';
import { command as handshake } from './handshake.ts';
import { command as inspect } from './inspect.ts';
import { command as issue } from './issue.ts';
import { command as lsp } from './lsp.ts';
import { command as revocation } from './revocation.ts';
import { command as verify } from './verify.ts';

export const commands: readonly CliCommand[] = [check, handshake, inspect, issue, lsp, revocation, verify];
