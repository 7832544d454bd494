// Drives the proxy with Google's official Node client. Each line is one check; a skipped one says why.
import { ApiError, FunctionCallingConfigMode, GoogleGenAI, Type } from '@google/genai';

const { BASE_URL, API_KEY, MODEL, MODE } = process.env;
const baseUrl = BASE_URL.replace(/\/v1$/, '');
const clientWith = (apiKey) => new GoogleGenAI({ apiKey, httpOptions: { baseUrl } });
const client = clientWith(API_KEY);
const DOT =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
const WEATHER = {
  name: 'weather',
  description: 'The weather in a city',
  parameters: { type: Type.OBJECT, properties: { city: { type: Type.STRING } }, required: ['city'] },
};
const STORY = 'Tell me a story';
const scripted = MODE !== 'url';
const UNSURE = 'no small model promises it';
let failed = 0;

async function check(name, body) {
  try {
    const skipped = await body();
    console.log(skipped ? `skip  ${name}: ${skipped}` : `ok    ${name}`);
  } catch (e) {
    failed++;
    console.log(`FAIL  ${name}: ${e?.constructor?.name}: ${e?.message}`);
  }
}

function must(condition, what) {
  if (!condition) throw new Error(typeof what === 'string' ? what : JSON.stringify(what));
}

// A real model may ramble: it is asked for little.
const question = (contents, config = {}, model = MODEL) => ({
  model, contents, config: { maxOutputTokens: scripted ? 1024 : 48, ...config },
});
const ask = (...asked) => client.models.generateContent(question(...asked));
const stream = (...asked) => client.models.generateContentStream(question(...asked));
const ended = (reason) => reason === 'STOP' || (!scripted && reason === 'MAX_TOKENS');
const tools = (mode) => ({
  tools: [{ functionDeclarations: [WEATHER] }], toolConfig: { functionCallingConfig: { mode } },
});
const { ANY, AUTO } = FunctionCallingConfigMode;

async function all(chunks) {
  const list = [];
  for await (const chunk of await chunks) list.push(chunk);
  return list;
}

async function thrown(promise) {
  try {
    await promise;
  } catch (e) {
    must(e instanceof ApiError, `wanted ApiError, got ${e?.constructor?.name}: ${e?.message}`);
    return { code: e.status, error: JSON.parse(e.message).error };
  }
  throw new Error('wanted ApiError, got an answer');
}

await check('whole answer', async () => {
  const answer = await ask(STORY);
  must(answer.text?.length > 0 && ended(answer.candidates[0].finishReason), answer);
  must(answer.usageMetadata.promptTokenCount > 0 && answer.usageMetadata.candidatesTokenCount > 0, answer);
  // The mock's Gemini, whose bytes are passed on, leaves them out.
  must((answer.responseId && answer.modelVersion) || MODE === 'aimock', answer);
});

await check('stream', async () => {
  let heard = '';
  const chunks = await all(stream(STORY));
  for (const chunk of chunks) heard += chunk.text;
  must(heard.length > 0 && !heard.includes('undefined'), heard);
  must(ended(chunks.at(-1).candidates[0].finishReason), chunks.at(-1));
  must(!scripted || chunks.at(-1).usageMetadata.candidatesTokenCount > 0, chunks.at(-1));
});

await check('chat that goes on', async () => {
  const chat = client.chats.create({ model: MODEL, config: { systemInstruction: 'You tell stories.' } });
  must((await chat.sendMessage({ message: STORY })).text || !scripted, 'no text');
  let more = '';
  for await (const chunk of await chat.sendMessageStream({ message: 'Go on' })) more += chunk.text ?? '';
  must(more || !scripted, 'no more text');
  must(chat.getHistory(true).length >= 4 || !scripted, chat.getHistory(true));
  must((await chat.sendMessage({ message: STORY })).text || !scripted, 'no text after a stream');
});

await check('forced call and its result', async () => {
  const said = { role: 'user', parts: [{ text: 'What is the weather in Oslo?' }] };
  const first = await ask([said], tools(ANY));
  const call = first.functionCalls?.[0];
  must(call?.name === 'weather' && typeof call.args === 'object', first);
  const result = { functionResponse: { id: call.id, name: call.name, response: { output: 'rain' } } };
  const second = await ask([said, first.candidates[0].content, { role: 'user', parts: [result] }], tools(AUTO));
  must(!scripted || second.text?.length > 0, 'no text after the result');
});

await check('streamed call', async () => {
  if (!scripted) return UNSURE;
  const chunks = await all(stream('What is the weather in Oslo?', tools(ANY)));
  const calls = chunks.flatMap((chunk) => chunk.functionCalls ?? []);
  must(calls[0]?.name === 'weather' && typeof calls[0].args === 'object', chunks);
});

await check('calls side by side', async () => {
  if (!scripted) return UNSURE;
  if (MODE === 'simulated') return 'a simulated model calls one tool';
  const said = 'Compare the weather in Oslo and Rome';
  for (const answers of [[await ask(said, tools(ANY))], await all(stream(said, tools(ANY)))]) {
    const cities = answers.flatMap((each) => each.functionCalls ?? []).map((call) => call.args.city);
    must(cities.join() === 'Oslo,Rome', answers);
  }
});

await check('picture', async () => {
  if (!scripted) return UNSURE;
  const parts = [{ text: 'What is in this picture?' }, { inlineData: { mimeType: 'image/png', data: DOT } }];
  must((await ask([{ role: 'user', parts }])).text?.length > 0, 'no text');
});

await check('answer in JSON', async () => {
  if (!scripted) return UNSURE;
  const responseJsonSchema = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] };
  const answer = await ask('A name in JSON', { responseMimeType: 'application/json', responseJsonSchema });
  must(MODE === 'simulated' || typeof JSON.parse(answer.text) === 'object', answer);
});

await check('tokens are counted', async () => {
  const { totalTokens } = await client.models.countTokens({ model: MODEL, contents: STORY });
  must(totalTokens > 3 && totalTokens < 30, String(totalTokens));
});

await check('wrong key is refused', async () => {
  const stranger = clientWith('wrong');
  for (const asked of ['generateContent', 'generateContentStream']) {
    const e = await thrown(stranger.models[asked](question('Tell me '.repeat(50_000))));
    must(e.code === 401 && e.error.status === 'UNAUTHENTICATED', e);
  }
});

await check('graph that rejects', async () => {
  for (const asked of [ask, (...question) => all(stream(...question))]) {
    const e = await thrown(asked(STORY, {}, 'closed'));
    must(e.code === 403 && e.error.message === 'This desk is closed.', e);
  }
});

await check('broken body is a bad request', async () => {
  const e = await thrown(ask([{ role: 'assistant', parts: [{ text: 'x' }] }]));
  must(e.code === 400 && e.error.status === 'INVALID_ARGUMENT', e);
});

if (MODE === 'aimock') {
  await check('trouble of the provider is a server error', async () => {
    for (const asked of [ask, (said) => all(stream(said))]) {
      const e = await thrown(asked('Fail please'));
      must(e.code === 502 && e.error.status === 'INTERNAL', e);
    }
  });
}

await check('models are listed and found', async () => {
  const names = [];
  for await (const model of await client.models.list()) names.push(model.name);
  must(names.includes(`models/${MODEL}`) && names.includes('models/closed'), names.join());
  must((await client.models.get({ model: MODEL })).name === `models/${MODEL}`, 'another one');
  must((await thrown(client.models.get({ model: 'nobody' }))).code === 404, 'another status');
});

await check('stream that the client gives up', async () => {
  const abort = new AbortController();
  for await (const chunk of await stream(STORY, { abortSignal: abort.signal })) {
    if (chunk.text) break;
  }
  abort.abort();
  must(await client.models.get({ model: MODEL }), 'the proxy is gone');
});

process.exit(failed ? 1 : 0);
