/** What the editor would be to an extension: every name is there and does nothing, but for `parts`. */
export function fakeVscode(parts: { channel: unknown; settings: Record<string, unknown> }): Record<string, unknown> {
  const disposable = () => ({ dispose() {} });
  const quiet = (own: object): object =>
    new Proxy(own, { get: (target, key) => Reflect.get(target, key) ?? disposable });
  return Object.assign(anything() as Record<string, unknown>, {
    EventEmitter: class {
      event = disposable;
      fire() {}
      dispose() {}
    },
    LogLevel: { Off: 0, Trace: 1, Debug: 2, Info: 3, Warning: 4, Error: 5 },
    version: '1.100.0',
    env: { appName: 'test', language: 'en' },
    l10n: { t: (text: string) => text, bundle: undefined },
    languages: quiet({}),
    commands: quiet({}),
    window: quiet({
      visibleTextEditors: [],
      tabGroups: { all: [], onDidChangeTabs: disposable },
      createOutputChannel: () => parts.channel,
    }),
    workspace: quiet({
      textDocuments: [],
      notebookDocuments: [],
      workspaceFolders: [],
      getConfiguration: () => ({ get: (name: string, otherwise: unknown) => parts.settings[name] ?? otherwise }),
    }),
  });
}

/** A class to extend, a function to call, an object with every property. */
function anything(): unknown {
  return new Proxy(class {} as object, {
    get(target, key) {
      if (typeof key === 'symbol' || key in target) return Reflect.get(target, key);
      Reflect.set(target, key, anything());
      return Reflect.get(target, key);
    },
    apply: () => ({ dispose() {} }),
  });
}
