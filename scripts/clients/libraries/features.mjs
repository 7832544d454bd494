// What the Node scripts have in common: each feature that is tried prints a line, `ok`, `skip` or `FAIL`.
import { readFile } from 'node:fs/promises';

// VECTORS is the name of the graph that embeds; empty where the provider does not.
export const { URL: url, KEY: key, MODEL: model, DIALECT: dialect, PROVIDER: provider, QUESTION: question, VECTORS } = process.env;
export const HELLO = 'Say hello';
export const STORY = 'Tell a long story';
export const REFUSED = 'Be refused';
export const CITY = 'Name a city';
export const PICTURE = 'What is this?';
export const TEXTS = ['a cat', 'two dogs'];
export const DOT = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
export const PNG = Buffer.from(DOT, 'base64');
const object = (properties) => ({ type: 'object', properties, required: Object.keys(properties), additionalProperties: false });
export const SCHEMA = object({ city: { type: 'string' } });
export const PATH = object({ path: { type: 'string' } });
let failed = 0;

// The library or the provider has no such thing.
export class Lacking extends Error {}

export async function feature(name, body) {
  try {
    await body();
    console.log(`ok ${name}`);
  } catch (e) {
    if (e instanceof Lacking) {
      console.log(`skip ${name}: ${e.message}`);
      return;
    }
    failed++;
    console.log(`FAIL ${name}: ${e?.constructor?.name}: ${String(e?.message).replace(/\s+/g, ' ').slice(0, 600)}`);
  }
}

export function must(condition, what) {
  if (!condition) throw new Error(typeof what === 'string' ? what : JSON.stringify(what));
}

export const greeted = (text) => must(text === 'A note', `said ${text}`);

export function finished(text, mostCalls) {
  must(text.includes('signalbox-was-here'), `said ${text}`);
  must(mostCalls === 2, `${mostCalls} calls side by side, not 2`);
}

export const shown = (text) => must(text.includes(`1 picture of ${PNG.length} bytes`), `said ${text}`);
export const named = (city) => must(typeof city === 'string' && city.length > 0, `city: ${city}`);
export const counted = (tokens) => must(tokens > 1 && tokens < 40, `${tokens} tokens`);
export const used = (tokens) => must(provider === 'quiet' || tokens > 0, `${tokens} tokens used`);

export function vectors() {
  if (!VECTORS) throw new Lacking('this provider has no embeddings');
  return VECTORS;
}

export function embedded(several) {
  must(several.length === TEXTS.length, `${several.length} vectors`);
  TEXTS.forEach((text, i) => {
    const wanted = [text.length / 1024];
    for (let at = 0; at < 7; at++) wanted.push(text.charCodeAt(at % text.length) / 1024);
    must(several[i].length === 8 && wanted.every((a, at) => Math.abs(a - several[i][at]) < 1e-6), `${text}: ${several[i]}`);
  });
}

export const readNote = (path) => readFile(path, 'utf8');
// What the tool that was called says.
export const called = (args) => readNote((typeof args === 'string' ? JSON.parse(args) : args).path);

export async function thrown(promise) {
  const e = await promise.then(() => undefined, (e) => e);
  must(e !== undefined, 'wanted an error, got an answer');
  return e;
}

export async function end() {
  process.exit(failed ? 1 : 0);
}
