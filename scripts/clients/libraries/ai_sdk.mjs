// The AI SDK, with its packages for each dialect.
import { createAnthropic } from '@ai-sdk/anthropic';
import { createGoogleGenerativeAI } from '@ai-sdk/google';
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { embedMany, generateObject, generateText, jsonSchema, stepCountIs, streamText, tool } from 'ai';
import {
  CITY, HELLO, Lacking, PATH, PICTURE, PNG, REFUSED, SCHEMA, STORY, TEXTS, dialect, embedded, end, feature, finished, greeted, key,
  model as name, must, named, question, readNote, shown, thrown, url, used, vectors,
} from './features.mjs';

const connected = {
  chat: (apiKey) => createOpenAICompatible({ name: 'signalbox', baseURL: `${url}/v1`, apiKey, supportsStructuredOutputs: true, includeUsage: true }),
  responses: (apiKey) => createOpenAI({ baseURL: `${url}/v1`, apiKey }),
  messages: (apiKey) => createAnthropic({ baseURL: `${url}/v1`, apiKey }),
  gemini: (apiKey) => createGoogleGenerativeAI({ baseURL: `${url}/v1beta`, apiKey }),
}[dialect];
const from = connected(key);
const model = from(name);
const ask = (prompt, more = {}) => generateText({ model, prompt, maxRetries: 0, ...more });
const heard = (prompt, more = {}) =>
  streamText({ model, prompt, maxRetries: 0, onError: ({ error }) => { throw error; }, ...more });
const read_file = tool({ description: 'Reads a file', inputSchema: jsonSchema(PATH), execute: ({ path }) => readNote(path) });
const turn = { tools: { read_file }, stopWhen: stepCountIs(5) };
const most = (steps) => Math.max(...steps.map((step) => step.toolCalls.length));

await feature('text', async () => {
  const answer = await ask(HELLO);
  greeted(answer.text);
  used(answer.usage.totalTokens);
});
await feature('stream', async () => {
  const answer = heard(HELLO);
  greeted(await answer.text);
  used((await answer.usage).totalTokens);
  must((await answer.finishReason) === 'stop', `ended with ${await answer.finishReason}`);
});
await feature('tools', async () => {
  const whole = await ask(question, turn);
  finished(whole.text, most(whole.steps));
  const streamed = heard(question, turn);
  finished(await streamed.text, most(await streamed.steps));
});
await feature('image', async () => {
  const content = [{ type: 'text', text: PICTURE }, { type: 'image', image: PNG, mediaType: 'image/png' }];
  shown((await generateText({ model, messages: [{ role: 'user', content }], maxRetries: 0 })).text);
});
await feature('structured', async () => {
  named((await generateObject({ model, prompt: CITY, schema: jsonSchema(SCHEMA), maxRetries: 0 })).object.city);
});
await feature('error', async () => {
  const status = async (asked) => (await thrown(asked)).statusCode;
  must((await status(ask(HELLO, { model: connected('wrong')(name) }))) === 401, 'wrong key: another status');
  must((await status(ask(HELLO, { model: from('closed') }))) === 403, 'closed graph: another status');
  must((await status(ask(REFUSED))) === 400, 'refused by the provider: another status');
});
await feature('cancel', async () => {
  const given = new AbortController();
  for await (const piece of heard(STORY, { abortSignal: given.signal, onError: () => {} }).textStream) {
    must(typeof piece === 'string', 'no text');
    given.abort();
    break;
  }
});
await feature('embeddings', async () => {
  if (dialect === 'messages') throw new Lacking('Messages has no embeddings');
  const embedding = (from.textEmbeddingModel ?? from.embeddingModel)(vectors());
  embedded((await embedMany({ model: embedding, values: TEXTS, maxRetries: 0 })).embeddings);
});
await feature('counting', async () => {
  throw new Lacking('the library counts nothing before a call');
});
await end();
