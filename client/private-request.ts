import { LogLevel, workspace } from 'vscode';
import { Trace } from 'vscode-languageclient';
import type { Services } from './command.ts';

/** A request that may carry a passphrase or a key: whatever the trace is set to, it is not written to the output. */
export async function privateRequest<R>({ client, output }: Services, method: string, params: unknown): Promise<R> {
  await client.setTrace(Trace.Off);
  try {
    return await client.sendRequest<R>(method, params);
  } finally {
    // As the client itself decides when the setting changes.
    const setting = workspace.getConfiguration('tlsense').get<string>('trace.server', 'messages');
    await client.setTrace(output.logLevel === LogLevel.Trace ? Trace.fromString(setting) : Trace.Off);
  }
}
