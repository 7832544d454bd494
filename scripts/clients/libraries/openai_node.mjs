// openai-node, by Chat Completions or Responses.
import OpenAI, { AuthenticationError, BadRequestError, PermissionDeniedError } from 'openai';
import {
  CITY, DOT, HELLO, Lacking, PATH, PICTURE, REFUSED, SCHEMA, STORY, TEXTS, called, counted, dialect, embedded, end, feature, finished,
  greeted, key, model, must, named, question, shown, thrown, url, used, vectors,
} from './features.mjs';

const client = new OpenAI({ baseURL: `${url}/v1`, apiKey: key, maxRetries: 0 });
const stranger = new OpenAI({ baseURL: `${url}/v1`, apiKey: 'wrong', maxRetries: 0 });
const READ = { name: 'read_file', description: 'Reads a file', parameters: PATH, strict: true };
const image = `data:image/png;base64,${DOT}`;

const chat = {
  ask: (content, more = {}, by = client) =>
    by.chat.completions.create({ model, messages: [{ role: 'user', content }], ...more }),
  text: (answer) => answer.choices[0].message.content,
  tokens: (answer) => answer.usage?.total_tokens,
  picture: [{ type: 'text', text: PICTURE }, { type: 'image_url', image_url: { url: image } }],
  form: { response_format: { type: 'json_schema', json_schema: { name: 'city', strict: true, schema: SCHEMA } } },
  async streamed(content, more = {}) {
    let text = '';
    let reason;
    let tokens;
    for await (const chunk of await chat.ask(content, { stream: true, stream_options: { include_usage: true }, ...more })) {
      text += chunk.choices[0]?.delta?.content ?? '';
      reason = chunk.choices[0]?.finish_reason ?? reason;
      tokens = chunk.usage?.total_tokens ?? tokens;
    }
    must(reason === 'stop', `finish reason ${reason}`);
    return { text, tokens };
  },
  async turn(stream) {
    const messages = [{ role: 'user', content: question }];
    const tools = [{ type: 'function', function: READ }];
    for (let most = 0; ; ) {
      const asked = { model, messages, tools };
      const answer = await (stream
        ? client.chat.completions.stream(asked).finalChatCompletion()
        : client.chat.completions.create(asked));
      const { message } = answer.choices[0];
      if (!message.tool_calls?.length) return [message.content, most];
      most = Math.max(most, message.tool_calls.length);
      messages.push(message);
      for (const call of message.tool_calls) {
        messages.push({ role: 'tool', tool_call_id: call.id, content: await called(call.function.arguments) });
      }
    }
  },
  count: () => {
    throw new Lacking('Chat Completions counts nothing');
  },
};

const responses = {
  ask: (input, more = {}, by = client) => by.responses.create({ model, input, ...more }),
  text: (answer) => answer.output_text,
  tokens: (answer) => answer.usage?.total_tokens,
  picture: [{ role: 'user', content: [{ type: 'input_text', text: PICTURE }, { type: 'input_image', image_url: image, detail: 'auto' }] }],
  form: { text: { format: { type: 'json_schema', name: 'city', strict: true, schema: SCHEMA } } },
  async streamed(input, more = {}) {
    let text = '';
    let last;
    for await (const event of await responses.ask(input, { stream: true, ...more })) {
      if (event.type === 'response.output_text.delta') text += event.delta;
      last = event;
    }
    must(last?.type === 'response.completed', `last event ${last?.type}`);
    return { text, tokens: last.response.usage.total_tokens };
  },
  async turn(stream) {
    const input = [{ role: 'user', content: question }];
    const tools = [{ type: 'function', ...READ }];
    for (let most = 0; ; ) {
      const asked = { model, input, tools };
      const answer = await (stream ? client.responses.stream(asked).finalResponse() : client.responses.create(asked));
      const calls = answer.output.filter((item) => item.type === 'function_call');
      if (!calls.length) return [answer.output_text, most];
      most = Math.max(most, calls.length);
      input.push(...answer.output);
      for (const call of calls) {
        input.push({ type: 'function_call_output', call_id: call.call_id, output: await called(call.arguments) });
      }
    }
  },
  count: async () => (await client.responses.inputTokens.count({ model, input: HELLO })).input_tokens,
};

const api = { chat, responses }[dialect];

await feature('text', async () => {
  const answer = await api.ask(HELLO);
  greeted(api.text(answer));
  used(api.tokens(answer));
});
await feature('stream', async () => {
  const { text, tokens } = await api.streamed(HELLO);
  greeted(text);
  used(tokens);
});
await feature('tools', async () => {
  finished(...(await api.turn(false)));
  finished(...(await api.turn(true)));
});
await feature('image', async () => shown(api.text(await api.ask(api.picture))));
await feature('structured', async () => named(JSON.parse(api.text(await api.ask(CITY, api.form))).city));
await feature('error', async () => {
  must((await thrown(api.ask(HELLO, {}, stranger))) instanceof AuthenticationError, 'wrong key: another error');
  const closed = await thrown(api.ask(HELLO, { model: 'closed' }));
  must(closed instanceof PermissionDeniedError && closed.message.includes('This desk is closed.'), `closed graph: ${closed}`);
  const refused = await thrown(api.ask(REFUSED, { stream: true }));
  must(refused instanceof BadRequestError, `refused by the provider: ${refused}`);
});
await feature('cancel', async () => {
  for await (const piece of await api.ask(STORY, { stream: true })) {
    if (piece.choices?.[0]?.delta?.content || piece.type === 'response.output_text.delta') break; // which ends the call
  }
});
await feature('embeddings', async () => {
  const { data } = await client.embeddings.create({ model: vectors(), input: TEXTS });
  embedded(data.map((each) => each.embedding));
});
await feature('counting', async () => counted(await api.count()));
await end();
