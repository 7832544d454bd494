// @google/genai.
import { ApiError, GoogleGenAI } from '@google/genai';
import {
  CITY, DOT, HELLO, PATH, PICTURE, REFUSED, SCHEMA, STORY, TEXTS, called, counted, embedded, end, feature, finished, greeted, key, model,
  must, named, question, shown, thrown, url, used, vectors,
} from './features.mjs';

const connected = (apiKey) => new GoogleGenAI({ apiKey, httpOptions: { baseUrl: url } });
const client = connected(key);
const ask = (contents, config = {}, by = client) => by.models.generateContent({ model, contents, config });
const tools = [{ functionDeclarations: [{ name: 'read_file', description: 'Reads a file', parametersJsonSchema: PATH }] }];

async function heard(contents, config = {}) {
  const all = { text: '', parts: [], calls: [], tokens: 0, reason: '' };
  for await (const chunk of await client.models.generateContentStream({ model, contents, config })) {
    all.text += chunk.text ?? '';
    all.parts.push(...(chunk.candidates?.[0]?.content?.parts ?? []));
    all.calls.push(...(chunk.functionCalls ?? []));
    all.tokens = chunk.usageMetadata?.totalTokenCount ?? all.tokens;
    all.reason = chunk.candidates?.[0]?.finishReason ?? all.reason;
  }
  must(all.reason === 'STOP', `finish reason ${all.reason}`);
  return all;
}

async function whole(contents, config) {
  const answer = await ask(contents, config);
  return { text: answer.text, parts: answer.candidates[0].content.parts, calls: answer.functionCalls ?? [] };
}

async function turn(said) {
  const contents = [{ role: 'user', parts: [{ text: question }] }];
  for (let most = 0; ; ) {
    const answer = await said(contents, { tools });
    if (!answer.calls.length) return [answer.text, most];
    most = Math.max(most, answer.calls.length);
    contents.push({ role: 'model', parts: answer.parts });
    const results = [];
    for (const call of answer.calls) {
      results.push({ functionResponse: { id: call.id, name: call.name, response: { output: await called(call.args) } } });
    }
    contents.push({ role: 'user', parts: results });
  }
}

await feature('text', async () => {
  const answer = await ask(HELLO);
  greeted(answer.text);
  used(answer.usageMetadata?.totalTokenCount);
});
await feature('stream', async () => {
  const all = await heard(HELLO);
  greeted(all.text);
  used(all.tokens);
});
await feature('tools', async () => {
  finished(...(await turn(whole)));
  finished(...(await turn(heard)));
});
await feature('image', async () => {
  const parts = [{ text: PICTURE }, { inlineData: { mimeType: 'image/png', data: DOT } }];
  shown((await ask([{ role: 'user', parts }])).text);
});
await feature('structured', async () => {
  named(JSON.parse((await ask(CITY, { responseMimeType: 'application/json', responseJsonSchema: SCHEMA })).text).city);
});
await feature('error', async () => {
  const status = async (promise) => {
    const e = await thrown(promise);
    must(e instanceof ApiError, `another error: ${e}`);
    return e.status;
  };
  must((await status(ask(HELLO, {}, connected('wrong')))) === 401, 'wrong key: another status');
  must((await status(client.models.generateContent({ model: 'closed', contents: HELLO }))) === 403, 'closed graph: another status');
  must((await status(client.models.generateContentStream({ model, contents: REFUSED }))) === 400, 'refused: another status');
});
await feature('cancel', async () => {
  const given = new AbortController();
  const config = { abortSignal: given.signal };
  for await (const chunk of await client.models.generateContentStream({ model, contents: STORY, config })) {
    if (chunk.text) break;
  }
  given.abort();
});
await feature('embeddings', async () => {
  const answer = await client.models.embedContent({ model: vectors(), contents: TEXTS });
  embedded(answer.embeddings.map((each) => each.values));
});
await feature('counting', async () => counted((await client.models.countTokens({ model, contents: HELLO })).totalTokens));
await end();
