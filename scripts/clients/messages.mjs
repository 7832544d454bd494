// Drives the proxy with Anthropic's official Node client. Each line is one check; a skipped one says why.
import Anthropic, { APIError, AuthenticationError, NotFoundError, PermissionDeniedError } from '@anthropic-ai/sdk';

const { BASE_URL, API_KEY, MODEL, MODE } = process.env;
const baseURL = BASE_URL.replace(/\/v1$/, '');
const client = new Anthropic({ baseURL, apiKey: API_KEY, maxRetries: 0 });
const DOT =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
const TOOLS = [
  {
    name: 'weather',
    description: 'The weather in a city',
    input_schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
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

// A real model may ramble: it is asked for little.
const ask = (content, more = {}) => ({
  model: MODEL, max_tokens: scripted ? 1024 : 48, messages: [{ role: 'user', content }], ...more,
});
const text = (message) => message.content.filter((b) => b.type === 'text').map((b) => b.text).join('');
const ended = (reason) => reason === 'end_turn' || (!scripted && reason === 'max_tokens');

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
  const { data, response, request_id } = await client.messages.create(ask('Tell me a story')).withResponse();
  must(data.type === 'message' && data.role === 'assistant', data.type);
  must(text(data).length > 0, 'no text');
  must(ended(data.stop_reason), data.stop_reason);
  must(data.usage.input_tokens > 0 && data.usage.output_tokens > 0, 'no usage');
  must(request_id?.startsWith('req_'), 'no request id');
  must(response.headers.get('x-signalbox-model'), 'no model named');
});

await check('stream', async () => {
  const types = [];
  for await (const event of await client.messages.create(ask('Tell me a story', { stream: true }))) types.push(event.type);
  must(types[0] === 'message_start' && types.at(-1) === 'message_stop', types.join());
  must(types.filter((type) => type === 'content_block_start').length === 1, types.join());
});

await check('stream through the helper', async () => {
  const stream = client.messages.stream(ask('Tell me a story'));
  let heard = '';
  stream.on('text', (more) => (heard += more));
  const message = await stream.finalMessage();
  must(heard.length > 0 && heard === text(message), `heard ${heard.length}, got ${text(message).length}`);
  must(ended(message.stop_reason), message.stop_reason);
  if (scripted) must(message.usage.output_tokens > 0, 'no usage');
});

await check('forced tool call and its result', async () => {
  const question = ask('What is the weather in Oslo?', { tools: TOOLS });
  const first = await client.messages.create({ ...question, tool_choice: { type: 'tool', name: 'weather' } });
  const call = first.content.find((block) => block.type === 'tool_use');
  must(call?.name === 'weather' && typeof call.input === 'object', JSON.stringify(first.content));
  must(/^[a-zA-Z0-9_-]+$/.test(call.id), call.id);
  must(first.stop_reason === 'tool_use' || !scripted, first.stop_reason);
  const result = { type: 'tool_result', tool_use_id: call.id, content: [{ type: 'text', text: 'rain' }] };
  const messages = [
    ...question.messages, { role: 'assistant', content: first.content }, { role: 'user', content: [result] },
  ];
  const second = await client.messages.create({ ...question, messages });
  must(!scripted || text(second).length > 0, 'no text after the result');
});

await check('streamed tool call', async () => {
  if (!scripted) return UNSURE;
  const question = ask('What is the weather in Oslo?', { tools: TOOLS, tool_choice: { type: 'any' } });
  const message = await client.messages.stream(question).finalMessage();
  const call = message.content.find((block) => block.type === 'tool_use');
  must(call?.name === 'weather' && typeof call.input === 'object', JSON.stringify(message.content));
  must(message.stop_reason === 'tool_use', message.stop_reason);
});

await check('picture', async () => {
  if (!scripted) return UNSURE;
  const source = { type: 'base64', media_type: 'image/png', data: DOT };
  const content = [{ type: 'text', text: 'What is in this picture?' }, { type: 'image', source }];
  must(text(await client.messages.create(ask(content))).length > 0, 'no text');
});

await check('system prompt in blocks, thinking, marks for the cache', async () => {
  if (!scripted) return UNSURE;
  const system = [{ type: 'text', text: 'You tell stories.', cache_control: { type: 'ephemeral' } }];
  const thinking = { type: 'enabled', budget_tokens: 1024 };
  const message = await client.messages.create(ask('Tell me a story', { max_tokens: 4096, system, thinking }));
  must(text(message).length > 0, 'no text');
});

await check('tokens are counted', async () => {
  const { input_tokens } = await client.messages.countTokens({
    model: MODEL, messages: [{ role: 'user', content: 'Tell me a story' }],
  });
  must(input_tokens > 3 && input_tokens < 30, input_tokens);
});

await check('wrong key is an AuthenticationError', async () => {
  const stranger = new Anthropic({ baseURL, apiKey: 'wrong', maxRetries: 0 });
  const e = await thrown(AuthenticationError, stranger.messages.create(ask('Tell me '.repeat(50_000))));
  must(e.error?.error?.type === 'authentication_error', JSON.stringify(e.error));
  must(e.requestID?.startsWith('req_'), 'no request id');
});

await check('key as a bearer', async () => {
  const bearer = new Anthropic({ baseURL, apiKey: null, authToken: API_KEY, maxRetries: 0 });
  must(text(await bearer.messages.create(ask('Tell me a story'))).length > 0, 'no text');
});

await check('field that nobody knows is accepted', async () => {
  if (!scripted) return 'the server may refuse it';
  await client.messages.create(ask('Tell me a story', { brand_new_field: { a: [1] } }));
});

await check('graph that rejects', async () => {
  for (const stream of [false, true]) {
    const e = await thrown(
      PermissionDeniedError, client.messages.create(ask('Tell me a story', { model: 'closed', stream })),
    );
    must(e.error?.error?.message?.includes('This desk is closed.'), e.message);
  }
});

await check('broken body is a bad request', async () => {
  const e = await thrown(APIError, client.messages.create({ model: MODEL, max_tokens: 9, messages: 'none' }));
  must(e.status === 400 && e.error?.error?.type === 'invalid_request_error', e.message);
});

if (MODE === 'aimock') {
  await check('trouble of the provider is a server error', async () => {
    for (const stream of [false, true]) {
      const e = await thrown(APIError, client.messages.create(ask('Fail please', { stream })));
      must(e.status === 502 && e.error?.error?.type === 'api_error', `${e.status}: ${e.message}`);
    }
  });
}

await check('models are listed and found', async () => {
  const ids = [];
  for await (const model of client.models.list()) ids.push(model.id);
  must(ids.includes(MODEL) && ids.includes('closed'), ids.join());
  must((await client.models.retrieve(MODEL)).id === MODEL, 'another one');
  await thrown(NotFoundError, client.models.retrieve('nobody'));
});

await check('stream that the client gives up', async () => {
  const stream = await client.messages.create(ask('Tell me a story', { stream: true }));
  for await (const event of stream) {
    if (event.type === 'content_block_delta') break; // which ends the call too
  }
  must(await client.models.retrieve(MODEL), 'the proxy is gone');
});

process.exit(failed ? 1 : 0);
