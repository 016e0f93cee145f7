import { DidChangeConfigurationNotification } from 'vscode-languageserver';
import { traceOf } from '../answer.ts';
import type { Feature } from '../feature.ts';
import { section } from '../settings-store.ts';

/** Settings: asked for when they change, or taken from the notification by clients that cannot be asked. */
export const feature: Feature = {
  capabilities: () => ({}),
  listen({ connection, client, settings, refresh, initialized }) {
    connection.onDidChangeConfiguration(async (params) => {
      settings.push(params.settings?.[section]);
      try {
        if (await settings.load()) refresh.request();
      } catch (error) {
        connection.console.error(`workspace/didChangeConfiguration: ${traceOf(error)}`);
      }
    });
    if (!client.workspace?.didChangeConfiguration?.dynamicRegistration) return;
    void initialized
      .then(() => connection.client.register(DidChangeConfigurationNotification.type, { section }))
      .catch(() => connection.console.warn('The client does not say when settings change.'));
  },
};
