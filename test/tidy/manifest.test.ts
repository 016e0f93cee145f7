import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { rules } from '../../server/core/rules/index.ts';

const text = readFileSync('package.json', 'utf8');
const manifest = JSON.parse(text);
const english = JSON.parse(readFileSync('package.nls.json', 'utf8'));

test('every command of the manifest is a module, and every module a command', () => {
  const modules = globSync('client/commands/*.ts').map((path) => basename(path, '.ts'));
  const commands = manifest.contributes.commands.map(({ command }: { command: string }) => command);
  const expected = modules.map((name) => `tlsense.${camel(name)}`);
  expect(commands.sort()).toEqual(expected.sort());
  for (const name of modules) {
    expect(readFileSync(`client/commands/${name}.ts`, 'utf8')).toContain(`id: 'tlsense.${camel(name)}'`);
  }
});

test('every command is registered', () => {
  const registered = readFileSync('client/extension.ts', 'utf8');
  for (const path of globSync('client/commands/*.ts')) expect(registered).toContain(`./commands/${basename(path)}`);
});

test('commands have one category and a title in Title Case', () => {
  for (const { category, title, command } of manifest.contributes.commands) {
    expect(category).toBe('TLSense');
    expect(title).toBe(`%command.${command.replace('tlsense.', '')}.title%`);
    expect(english[title.slice(1, -1)]).toMatch(/^[A-Z]/);
  }
});

test('every %key% of the manifest has its text, and every text its key', () => {
  const used = [...text.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key);
  expect([...new Set(used)].sort()).toEqual(Object.keys(english).sort());
});

test('settings begin with the name of the extension and say their scope', () => {
  for (const [name, setting] of Object.entries<{ scope: string }>(manifest.contributes.configuration.properties)) {
    expect(name).toMatch(/^tlsense\./);
    expect(setting.scope).toMatch(/^(resource|window)$/);
  }
});

test('every rule is a setting', () => {
  const { properties } = manifest.contributes.configuration.properties['tlsense.rules'];
  expect(Object.keys(properties)).toEqual(rules.map(({ id }) => id));
});

function camel(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
