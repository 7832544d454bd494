// Drives the proxy with the official Node client of OpenAI by the Responses API. Each line is one check; a skipped
// one says why.
import OpenAI, { APIError, AuthenticationError, BadRequestError, NotFoundError, PermissionDeniedError } from 'openai';

const { BASE_URL, API_KEY, MODEL, MODE } = process.env;
const client = new OpenAI({ baseURL: BASE_URL, apiKey: API_KEY, maxRetries: 0 });
const DOT =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
const CITY = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'], additionalProperties: false };
const WEATHER = {
  type: 'function', name: 'weather', description: 'The weather in a city', parameters: CITY, strict: true,
};
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
const little = scripted ? {} : { max_output_tokens: 48, temperature: 0 };
const ask = (input, more = {}) => ({ model: MODEL, input, ...little, ...more });
const ended = (status) => status === 'completed' || (!scripted && status === 'incomplete');

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
  const { data, response } = await client.responses.create(ask('Tell me a story')).withResponse();
  must(data.object === 'response' && ended(data.status), JSON.stringify(data));
  must(data.output_text.length > 0, 'no text');
  must(data.id.startsWith('resp_'), data.id);
  must(response.headers.get('x-request-id')?.startsWith('req_'), 'no request id');
});

await check('stream', async () => {
  const types = [];
  let text = '';
  let last;
  for await (const event of await client.responses.create(ask('Tell me a story', { stream: true }))) {
    must(event.sequence_number === types.length, `number ${event.sequence_number} at ${types.length}`);
    types.push(event.type);
    if (event.type === 'response.output_text.delta') text += event.delta;
    last = event;
  }
  must(types[0] === 'response.created' && types[1] === 'response.in_progress', types.join());
  must(ended(last.response?.status), types.join());
  must(text.length > 0 && text === last.response.output[0].content[0].text, 'another text at the end');
  must(last.response.usage.total_tokens > 0 || MODE === 'aimock', 'no usage');
});

await check('stream through the helper', async () => {
  const done = await client.responses.stream(ask('Tell me a story')).finalResponse();
  must(done.output_text.length > 0, 'no text');
});

await check('forced tool call and its result', async () => {
  const question = [{ role: 'user', content: 'What is the weather in Oslo?' }];
  const choice = { type: 'function', name: 'weather' };
  const first = await client.responses.create(ask(question, { tools: [WEATHER], tool_choice: choice }));
  const call = first.output.find((item) => item.type === 'function_call');
  must(call?.name === 'weather', `no call: ${JSON.stringify(first.output)}`);
  JSON.parse(call.arguments);
  const result = { type: 'function_call_output', call_id: call.call_id, output: 'rain' };
  const second = await client.responses.create(
    ask([...question, ...first.output, result], { tools: [WEATHER] }),
  );
  must(!scripted || second.output_text.length > 0, 'no text after the result');
});

await check('streamed tool call', async () => {
  if (!scripted) return UNSURE;
  const question = ask('What is the weather in Oslo?', { tools: [WEATHER], tool_choice: 'required' });
  const stream = client.responses.stream(question);
  let told = '';
  stream.on('response.function_call_arguments.delta', (event) => (told += event.delta));
  const done = await stream.finalResponse();
  const call = done.output.find((item) => item.type === 'function_call');
  must(call?.arguments === told, `told ${told}, got ${JSON.stringify(done.output)}`);
  JSON.parse(told);
});

await check('tool in a group, and one that only OpenAI can run', async () => {
  if (MODE !== 'simulated') return 'only a simulated model calls what it is told to';
  const group = { type: 'namespace', name: 'sky', description: 'The sky', tools: [WEATHER] };
  const data = await client.responses.create(
    ask('Call sky__weather', { tools: [group, { type: 'web_search' }] }),
  );
  const call = data.output[0];
  must(call.namespace === 'sky' && call.name === 'weather', JSON.stringify(data.output));
});

await check('tool that takes text', async () => {
  if (MODE !== 'simulated') return 'only a simulated model calls what it is told to';
  const tool = { type: 'custom', name: 'apply_patch', description: 'Edits files' };
  const question = ask('Go', { tools: [tool], tool_choice: { type: 'custom', name: 'apply_patch' } });
  const done = await client.responses.stream(question).finalResponse();
  must(done.output[0].type === 'custom_tool_call', JSON.stringify(done.output));
  must(done.output[0].input.length > 0 && !done.output[0].input.startsWith('{'), done.output[0].input);
});

await check('picture', async () => {
  if (!scripted) return UNSURE;
  const content = [
    { type: 'input_text', text: 'What is in this picture?' },
    { type: 'input_image', image_url: DOT, detail: 'auto' },
  ];
  const data = await client.responses.create(ask([{ role: 'user', content }]));
  must(data.output_text.length > 0, 'no text');
});

await check('JSON by a schema', async () => {
  if (!scripted) return UNSURE;
  const format = { type: 'json_schema', name: 'place', strict: true, schema: CITY };
  const data = await client.responses.parse(ask('Give me a city as JSON', { text: { format } }));
  must(typeof JSON.parse(data.output_text).city === 'string', data.output_text);
});

await check('limit of tokens makes an answer incomplete', async () => {
  if (MODE !== 'simulated') return 'a played answer is as long as it is, a real one may be short';
  const data = await client.responses.create(ask('Tell me a story', { max_output_tokens: 5 }));
  must(data.status === 'incomplete', data.status);
  must(data.incomplete_details?.reason === 'max_output_tokens', JSON.stringify(data.incomplete_details));
});

await check('tokens are counted', async () => {
  const count = await client.responses.inputTokens.count({ model: MODEL, input: 'Tell me a story' });
  must(count.input_tokens > 0, JSON.stringify(count));
});

await check('wrong key is an AuthenticationError', async () => {
  const stranger = new OpenAI({ baseURL: BASE_URL, apiKey: 'wrong', maxRetries: 0 });
  const e = await thrown(AuthenticationError, stranger.responses.create(ask('Tell me '.repeat(50_000))));
  must(e.code === 'invalid_api_key', e.code);
});

await check('field that nobody knows is accepted', async () => {
  if (!scripted) return 'the server may refuse it';
  await client.responses.create(ask('Tell me a story', { brand_new_field: { a: [1] } }));
});

await check('follow-up names the answer before it', async () => {
  const first = await client.responses.create(ask('Tell me a story'));
  const next = await client.responses.create(ask('Tell me a story', { previous_response_id: first.id }));
  must(next.output_text.length > 0, JSON.stringify(next));
});

await check('answer that is to be kept elsewhere', async () => {
  await thrown(BadRequestError, client.responses.create(ask('Go', { background: true })));
  await thrown(NotFoundError, client.responses.retrieve('resp_1'));
});

await check('graph that rejects', async () => {
  for (const stream of [false, true]) {
    const question = { ...ask('Tell me a story'), model: 'closed', stream };
    const e = await thrown(PermissionDeniedError, client.responses.create(question));
    must(e.message.includes('This desk is closed.'), e.message);
  }
});

await check('broken body is a bad request', async () => {
  const e = await thrown(BadRequestError, client.responses.create({ model: MODEL, input: 3 }));
  must(e.param === 'input', e.param);
});

if (MODE === 'aimock') {
  await check('trouble of the provider is a server error', async () => {
    const e = await thrown(APIError, client.responses.create(ask('Fail please', { stream: true })));
    must(e.status === 502, `${e.status}: ${e.message}`);
  });
  await check('stream that is cut is an error', async () => {
    const read = async () => {
      for await (const event of await client.responses.create(ask('Be cut off', { stream: true }))) {
        must(event.type !== 'response.completed', 'it was completed');
      }
    };
    const e = await thrown(APIError, read());
    must(/interrupt|incomplete/.test(e.message), e.message);
  });
}

await check('stream that the client gives up', async () => {
  const stream = await client.responses.create(ask('Tell me a story', { stream: true }));
  for await (const event of stream) {
    if (event.type === 'response.output_text.delta') break; // which ends the call too
  }
  must(await client.models.retrieve(MODEL), 'the proxy is gone');
});

process.exit(failed ? 1 : 0);
