// Drives the proxy with the official Node client. Each line is one check; a skipped one says why.
import OpenAI, { APIError, AuthenticationError, NotFoundError, PermissionDeniedError } from 'openai';

const { BASE_URL, API_KEY, MODEL, MODE } = process.env;
const client = new OpenAI({ baseURL: BASE_URL, apiKey: API_KEY, maxRetries: 0 });
const DOT =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
const TOOLS = [
  {
    type: 'function',
    function: {
      name: 'weather',
      description: 'The weather in a city',
      parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
    },
  },
];
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
  if (!condition) throw new Error(what);
}

// A real model may ramble: it is asked for little, and what it makes of tools is its own matter.
const little = scripted ? {} : { max_tokens: 48, temperature: 0 };
const ask = (text, more = {}) => ({
  model: MODEL, messages: [{ role: 'user', content: text }], ...little, ...more,
});
const ended = (reason) => reason === 'stop' || (!scripted && reason === 'length');

async function collected(stream) {
  const all = { text: '', ids: new Set(), reasons: [], usage: [], chunks: 0 };
  for await (const chunk of stream) {
    all.chunks++;
    all.ids.add(chunk.id);
    all.text += chunk.choices[0]?.delta?.content ?? '';
    if (chunk.choices[0]?.finish_reason) all.reasons.push(chunk.choices[0].finish_reason);
    if (chunk.usage) all.usage.push(chunk.usage);
  }
  return all;
}

async function thrown(type, promise) {
  try {
    await promise;
  } catch (e) {
    must(e instanceof type, `wanted ${type.name}, got ${e?.constructor?.name}: ${e?.message}`);
    return e;
  }
  throw new Error(`wanted ${type.name}, got an answer`);
}

await check('whole answer', async () => {
  const { data, response } = await client.chat.completions.create(ask('Tell me a story')).withResponse();
  must(data.object === 'chat.completion', data.object);
  must(data.choices[0].message.content.length > 0, 'no text');
  must(ended(data.choices[0].finish_reason), data.choices[0].finish_reason);
  must(data.usage.total_tokens > 0, 'no usage');
  must(response.headers.get('x-request-id')?.startsWith('req_'), 'no request id');
  must(response.headers.get('x-signalbox-model'), 'no model named');
});

await check('stream', async () => {
  const all = await collected(await client.chat.completions.create(ask('Tell me a story', { stream: true })));
  must(all.text.length > 0, 'no text');
  must(all.ids.size === 1, `${all.ids.size} ids`);
  must(all.reasons.length === 1 && ended(all.reasons[0]), `finish reasons: ${all.reasons}`);
  if (scripted) must(all.usage.length === 0, 'usage that nobody asked for');
});

await check('stream with usage', async () => {
  const more = { stream: true, stream_options: { include_usage: true } };
  const all = await collected(await client.chat.completions.create(ask('Tell me a story', more)));
  if (!scripted && all.usage.length === 0) return 'this server never tells';
  must(all.usage.length === 1, `${all.usage.length} usages`);
  must(all.usage[0].total_tokens > 0, 'no tokens in it');
});

await check('stream through the helper', async () => {
  const done = await client.chat.completions.stream(ask('Tell me a story')).finalChatCompletion();
  must(done.choices[0].message.content.length > 0, 'no text');
});

await check('forced tool call and its result', async () => {
  const choice = { type: 'function', function: { name: 'weather' } };
  const question = ask('What is the weather in Oslo?', { tools: TOOLS });
  const first = await client.chat.completions.create({ ...question, tool_choice: choice });
  const call = first.choices[0].message.tool_calls?.[0];
  must(call?.function.name === 'weather', `no call: ${JSON.stringify(first.choices[0])}`);
  JSON.parse(call.function.arguments);
  must(call.id.length > 0, 'the call has no id');
  const result = { role: 'tool', tool_call_id: call.id, content: 'rain' };
  const messages = [...question.messages, first.choices[0].message, result];
  const second = await client.chat.completions.create({ ...question, messages });
  must(!scripted || second.choices[0].message.content?.length > 0, 'no text after the result');
  must(ended(second.choices[0].finish_reason) || second.choices[0].finish_reason === 'tool_calls', 'no end');
});

await check('streamed tool call', async () => {
  if (!scripted) return UNSURE;
  const question = ask('What is the weather in Oslo?', { tools: TOOLS, tool_choice: 'required' });
  const done = await client.chat.completions.stream(question).finalChatCompletion();
  const call = done.choices[0].message.tool_calls?.[0];
  must(call?.function.name === 'weather', `no call: ${JSON.stringify(done.choices[0])}`);
  JSON.parse(call.function.arguments);
});

await check('picture', async () => {
  const content = [
    { type: 'text', text: 'What is in this picture?' },
    { type: 'image_url', image_url: { url: DOT } },
  ];
  if (!scripted) return UNSURE;
  const data = await client.chat.completions.create(ask(content));
  must(data.choices[0].message.content.length > 0, 'no text');
});

await check('JSON by a schema', async () => {
  if (!scripted) return UNSURE;
  const schema = {
    type: 'object',
    properties: { city: { type: 'string' } },
    required: ['city'],
    additionalProperties: false,
  };
  const format = { type: 'json_schema', json_schema: { name: 'place', strict: true, schema } };
  const data = await client.chat.completions.create(ask('Give me a city as JSON', { response_format: format }));
  must(typeof JSON.parse(data.choices[0].message.content).city === 'string', data.choices[0].message.content);
});

await check('wrong key is an AuthenticationError', async () => {
  const stranger = new OpenAI({ baseURL: BASE_URL, apiKey: 'wrong', maxRetries: 0 });
  const e = await thrown(AuthenticationError, stranger.chat.completions.create(ask('Tell me '.repeat(50_000))));
  must(e.code === 'invalid_api_key', e.code);
  must(e.requestID?.startsWith('req_'), 'no request id');
});

await check('field that nobody knows is accepted', async () => {
  if (!scripted) return 'the server may refuse it';
  await client.chat.completions.create(ask('Tell me a story', { brand_new_field: { a: [1] } }));
});

await check('graph that rejects', async () => {
  for (const stream of [false, true]) {
    const question = { ...ask('Tell me a story'), model: 'closed', stream };
    const e = await thrown(PermissionDeniedError, client.chat.completions.create(question));
    must(e.message.includes('This desk is closed.'), e.message);
  }
});

await check('broken body is a bad request', async () => {
  const e = await thrown(APIError, client.chat.completions.create({ model: MODEL, messages: 'none' }));
  must(e.status === 400, e.status);
});

if (MODE === 'aimock') {
  await check('trouble of the provider is a server error', async () => {
    const e = await thrown(APIError, client.chat.completions.create(ask('Fail please')));
    must(e.status === 502, `${e.status}: ${e.message}`);
  });
}

await check('models are listed and found', async () => {
  const ids = [];
  for await (const model of client.models.list()) ids.push(model.id);
  must(ids.includes(MODEL) && ids.includes('closed'), ids.join());
  must((await client.models.retrieve(MODEL)).id === MODEL, 'another one');
  const e = await thrown(NotFoundError, client.models.retrieve('nobody/there'));
  must(e.code === 'model_not_found', e.code);
});

await check('stream that the client gives up', async () => {
  const stream = await client.chat.completions.create(ask('Tell me a story', { stream: true }));
  for await (const chunk of stream) {
    if (chunk.choices[0]?.delta) break; // which ends the call too
  }
  must(await client.models.retrieve(MODEL), 'the proxy is gone');
});

process.exit(failed ? 1 : 0);
