// @anthropic-ai/sdk.
import Anthropic, { AuthenticationError, BadRequestError, PermissionDeniedError } from '@anthropic-ai/sdk';
import {
  CITY, DOT, HELLO, Lacking, PATH, PICTURE, REFUSED, SCHEMA, STORY, called, counted, end, feature, finished, greeted, key, model, must,
  named, question, shown, thrown, url, used,
} from './features.mjs';

const client = new Anthropic({ baseURL: url, apiKey: key, maxRetries: 0 });
const stranger = new Anthropic({ baseURL: url, apiKey: 'wrong', maxRetries: 0 });
const body = (content, more = {}) => ({ model, max_tokens: 1024, messages: [{ role: 'user', content }], ...more });
const ask = (content, more = {}, by = client) => by.messages.create(body(content, more));
const text = (message) => message.content.filter((block) => block.type === 'text').map((block) => block.text).join('');

async function turn(stream) {
  const messages = [{ role: 'user', content: question }];
  const tools = [{ name: 'read_file', description: 'Reads a file', input_schema: PATH }];
  for (let most = 0; ; ) {
    const asked = { model, max_tokens: 1024, messages, tools };
    const answer = await (stream ? client.messages.stream(asked).finalMessage() : client.messages.create(asked));
    const calls = answer.content.filter((block) => block.type === 'tool_use');
    must(answer.stop_reason === (calls.length ? 'tool_use' : 'end_turn'), `stop reason ${answer.stop_reason}`);
    if (!calls.length) return [text(answer), most];
    most = Math.max(most, calls.length);
    messages.push({ role: 'assistant', content: answer.content });
    const results = [];
    for (const call of calls) results.push({ type: 'tool_result', tool_use_id: call.id, content: await called(call.input) });
    messages.push({ role: 'user', content: results });
  }
}

await feature('text', async () => {
  const answer = await ask(HELLO);
  greeted(text(answer));
  used(answer.usage.input_tokens);
});
await feature('stream', async () => {
  const stream = client.messages.stream(body(HELLO));
  let heard = '';
  stream.on('text', (more) => (heard += more));
  const message = await stream.finalMessage();
  greeted(heard);
  used(message.usage.output_tokens);
});
await feature('tools', async () => {
  finished(...(await turn(false)));
  finished(...(await turn(true)));
});
await feature('image', async () => {
  const source = { type: 'base64', media_type: 'image/png', data: DOT };
  shown(text(await ask([{ type: 'text', text: PICTURE }, { type: 'image', source }])));
});
await feature('structured', async () => {
  const output_config = { format: { type: 'json_schema', schema: SCHEMA } };
  named(JSON.parse(text(await ask(CITY, { output_config }))).city);
});
await feature('error', async () => {
  must((await thrown(ask(HELLO, {}, stranger))) instanceof AuthenticationError, 'wrong key: another error');
  const closed = await thrown(ask(HELLO, { model: 'closed' }));
  must(closed instanceof PermissionDeniedError && closed.message.includes('This desk is closed.'), `closed graph: ${closed}`);
  const refused = await thrown(ask(REFUSED, { stream: true }));
  must(refused instanceof BadRequestError, `refused by the provider: ${refused}`);
});
await feature('cancel', async () => {
  for await (const event of await ask(STORY, { stream: true })) {
    if (event.type === 'content_block_delta') break; // which ends the call
  }
});
await feature('embeddings', async () => {
  throw new Lacking('Messages has no embeddings');
});
await feature('counting', async () => {
  counted((await client.messages.countTokens({ model, messages: [{ role: 'user', content: HELLO }] })).input_tokens);
});
await end();
