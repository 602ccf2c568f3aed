import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import en from '../src/en.json';
import zh from '../src/zh.json';
import { named, said } from '../src/map.js';
import { t } from '../src/words.js';

const PAGE = import.meta.page;
const sources = readdirSync(PAGE).filter((name) => /\.(js|html)$/.test(name)).map((name) => [name, readFileSync(join(PAGE, name), 'utf8')]);

test('should have the same words in both languages', () => {
  // English has a word for one unit of its own; charts and meanings the program itself names in English.
  const keys = (words, own) => Object.keys(words).filter((key) => !own.test(key)).sort();
  assert.deepEqual(keys(zh, /^(meaning|chart)\./), keys(en, /^unit\.\w+\.1$/));
});

test('should fill the same places in both languages', () => {
  const places = (text) => [...text.matchAll(/\{\d\}/g)].map(([place]) => place).sort();
  for (const key of Object.keys(en)) {
    assert.deepEqual(places(zh[key] ?? en[key]), places(en[key]), key);
  }
});

test('should have every word that the page asks for', () => {
  for (const [file, text] of sources) {
    for (const [, key] of text.matchAll(/(?:\bt\('|data-t=")([\w.-]+)['"]/g)) {
      assert.ok(en[key] !== undefined, `${file}: '${key}'`);
    }
  }
});

test('should fill in values, and give null for what has no words', () => {
  assert.equal(t('takes.fits', 90, 3), 'fits to 90 %, bar 3');
  assert.equal(t('no such key'), null);
});

test('should say in words what a controller is bound to', () => {
  assert.equal(said('cc 1 74'), t('mapController', '74', '1'));
  assert.equal(said('key 10 36'), t('mapKey', '36', '10'));
  assert.equal(named('density'), t('control.density'));
  assert.equal(named('density.2'), `${t('control.density')} · ${t('voice', '2')}`);
});
