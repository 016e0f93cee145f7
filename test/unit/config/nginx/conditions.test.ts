import { afterAll, expect, test } from 'vitest';
import { conditionFault } from '../../../../server/core/config/nginx/conditions.ts';
import { isListenAddress } from '../../../../server/core/config/nginx/listen-address.ts';
import { parse } from '../../../../server/core/config/nginx/tree.ts';
import { NginxFolder } from './nginx.ts';

const folder = new NginxFolder();
afterAll(() => folder.remove());

test.each([
  '($host)',
  '( $host )',
  '($host = a)',
  '($host = "a b")',
  '($host = "")',
  '( $host != a )',
  '($host ~ ^a)',
  '($host !~* "^(a|b)$")',
  '(-f $host)',
  '(!-e $host)',
  '($host == a)',
  '(!$host)',
  '$host',
  '($host = a',
  '($host =a)',
  '($host=a)',
  '($host = a b)',
  '($host = a && $uri = b)',
  '(host = a)',
  '(-z $host)',
  '($host -eq a)',
  '( )',
])('the condition %s is read as nginx reads it', (condition) => {
  const text = `if ${condition} { return 204; }`;
  const [directive] = parse(text).children;
  const { accepted, output } = folder.test(`http { server {\n${text}\n} }`);
  expect(directive && conditionFault(directive) === undefined, output).toBe(accepted);
});

test.each([
  '18443',
  '127.0.0.1:18443',
  '*:18443',
  'localhost:18443',
  '127.0.0.1',
  '[::1]:18443',
  '[::1]',
  ':18443',
  '0',
  '99999',
  '127.0.0.1:99999',
  '127.0.0.1:x',
  '[::1:18443',
  '[::1]x',
  '[a]:18443',
  'https://127.0.0.1:18443',
  'ssl',
  'unix:',
])('listen %s is an address as for nginx', (address) => {
  const { accepted, output } = folder.test(`http { server {\nlisten ${address};\n} }`);
  expect(isListenAddress(address), output).toBe(accepted);
});
