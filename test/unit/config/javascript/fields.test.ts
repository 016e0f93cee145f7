/** Fields that a constructor sets, as they are read and as Node.js has them when a program runs. */
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { reader } from '../../../../server/core/config/javascript/reader.ts';

const get = "go() { https.get({ host: 'a', rejectUnauthorized: this.verifies }); }";

/** The value that `https.get` was given, once `new A().go()` is run. */
function ran(program: string): unknown {
  let given: unknown;
  const https = {
    get(options: { rejectUnauthorized?: unknown }): void {
      given = options.rejectUnauthorized;
    },
  };
  runInNewContext(`${program}\nnew A().go();`, { require: () => https });
  return given;
}

test.each([
  ['a constructor', `class A { constructor() { this.verifies = false; } ${get} }`, 'none'],
  ['a constructor, true', `class A { constructor() { this.verifies = true; } ${get} }`, 'required'],
  ['a field', `class A { verifies = false; ${get} }`, 'none'],
  [
    'a constructor over a field',
    `class A { verifies = true; constructor() { this.verifies = false; } ${get} }`,
    'none',
  ],
  ['a default', `class A { constructor(verifies = false) { this.verifies = verifies; } ${get} }`, 'none'],
  [
    'options',
    `class A { constructor() { this.verifies = false; this.o = { ok: this.verifies }; } go() { https.get({ host: 'a', rejectUnauthorized: this.o.ok }); } }`,
    'none',
  ],
  [
    'an arrow function',
    `class A { constructor() { this.verifies = false; } go() { (() => https.get({ host: 'a', rejectUnauthorized: this.verifies }))(); } }`,
    'none',
  ],
  [
    'another class',
    `class A { constructor() { this.verifies = false; } ${get} }\nclass B { constructor() { this.verifies = true; } }`,
    'none',
  ],
  [
    'a class inside',
    `class A { constructor() { this.verifies = true; this.b = new (class { constructor() { this.verifies = false; } })(); } ${get} }`,
    'required',
  ],
  ['a parameter', `class A { constructor(verifies) { this.verifies = verifies; } ${get} }`, 'unknown'],
  ['a condition', `class A { constructor() { if (Math.random() > 2) this.verifies = false; } ${get} }`, 'unknown'],
  ['twice', `class A { constructor() { this.verifies = false; this.verifies = true; } ${get} }`, 'unknown'],
  [
    'a method besides',
    `class A { constructor() { this.verifies = false; this.on(); } on() { this.verifies = true; } ${get} }`,
    'unknown',
  ],
  [
    'from outside',
    `class A { constructor() { this.verifies = false; } ${get} }\nconst one = new A();\none.verifies = true;`,
    'unknown',
  ],
  [
    'all at once',
    `class A { constructor(o = { verifies: true }) { this.verifies = false; Object.assign(this, o); } ${get} }`,
    'unknown',
  ],
  ['by a name', `class A { constructor() { this.verifies = false; this['verifies'] = true; } ${get} }`, 'unknown'],
  [
    'a function inside',
    `class A { constructor() { const that = this; (function () { this.verifies = false; }).call({}); } ${get} }`,
    'unknown',
  ],
  [
    'a function of its own',
    `class A { constructor() { this.verifies = false; } go() { (function () { https.get({ host: 'a', rejectUnauthorized: this.verifies }); }).call({ verifies: true }); } }`,
    'unknown',
  ],
])('%s', (_, text, expected) => {
  const program = `const https = require('https');\n${text}`;
  const [context] = reader.read(program).contexts;
  expect(context?.peerVerification?.value ?? 'absent').toBe(expected);
  const value = ran(program);
  // What is known is what it is.
  if (expected !== 'unknown') expect(value).toBe(expected !== 'none');
});
