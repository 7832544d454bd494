// The AI SDK: tools in a stream and whole, an object by a schema, a picture, an error and a stream that is given up.
import { readFile } from 'node:fs/promises';
import { generateObject, generateText, jsonSchema, stepCountIs, streamText, tool } from 'ai';
import { createAnthropic } from '@ai-sdk/anthropic';
import { createGoogleGenerativeAI } from '@ai-sdk/google';
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';

const { URL: url, KEY: apiKey, MODEL: name, DIALECT: dialect, QUESTION: prompt } = process.env;
const DOT = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
const from = {
  chat: () => createOpenAICompatible({ name: 'signalbox', baseURL: `${url}/v1`, apiKey, supportsStructuredOutputs: true }),
  responses: () => createOpenAI({ baseURL: `${url}/v1`, apiKey }),
  messages: () => createAnthropic({ baseURL: `${url}/v1`, apiKey }),
  gemini: () => createGoogleGenerativeAI({ baseURL: `${url}/v1beta`, apiKey }),
}[dialect]();
const model = from(name);
const object = (properties) => jsonSchema({ type: 'object', properties, required: Object.keys(properties), additionalProperties: false });
const read_file = tool({
  description: 'Reads a file',
  inputSchema: object({ path: { type: 'string' } }),
  execute: ({ path }) => readFile(path, 'utf8'),
});
// Nothing is kept between requests here, so that the whole conversation has to be sent.
const providerOptions = { openai: { store: false } };
const turn = { model, prompt, providerOptions, tools: { read_file }, stopWhen: stepCountIs(5), maxRetries: 0 };

function must(condition, what) {
  if (!condition) throw new Error(what);
}

const streamed = streamText({ ...turn, onError: ({ error }) => { throw error; } });
console.log(await streamed.text);
must((await streamed.finishReason) === 'stop', `streamed: ended with ${await streamed.finishReason}`);
const whole = await generateText(turn);
console.log(whole.text);
must(whole.finishReason === 'stop' && whole.steps.length === 3, `whole: ${whole.finishReason} after ${whole.steps.length}`);

const place = await generateObject({ model, prompt: 'A city', schema: object({ city: { type: 'string' } }), maxRetries: 0 });
must(typeof place.object.city === 'string', JSON.stringify(place.object));

const content = [{ type: 'text', text: 'What is this?' }, { type: 'image', image: Buffer.from(DOT, 'base64'), mediaType: 'image/png' }];
const seen = await generateText({ model, messages: [{ role: 'user', content }], maxRetries: 0 });
must(seen.text.length > 0, 'picture: no text');

const refused = await generateText({ model: from('closed'), prompt, maxRetries: 0 }).then(() => undefined, (e) => e);
must(refused?.statusCode === 403, `graph that rejects: ${refused}`);

const given = new AbortController();
for await (const piece of streamText({ ...turn, abortSignal: given.signal, onError: () => {} }).textStream) {
  must(typeof piece === 'string', 'no text');
  given.abort();
  break;
}
