// LangChain for JavaScript, with its packages for each dialect.
import { ChatAnthropic } from '@langchain/anthropic';
import { HumanMessage, ToolMessage } from '@langchain/core/messages';
import { tool } from '@langchain/core/tools';
import { ChatGoogleGenerativeAI, GoogleGenerativeAIEmbeddings } from '@langchain/google-genai';
import { ChatOpenAI, OpenAIEmbeddings } from '@langchain/openai';
import {
  CITY, DOT, HELLO, Lacking, PATH, PICTURE, REFUSED, SCHEMA, STORY, TEXTS, dialect, embedded, end, feature, finished, greeted, key,
  model as name, must, named, question, readNote, shown, thrown, url, used, vectors,
} from './features.mjs';

const openAi = (model, apiKey) =>
  new ChatOpenAI({ model, apiKey, maxRetries: 0, configuration: { baseURL: `${url}/v1` }, useResponsesApi: dialect === 'responses' });
const from = {
  chat: openAi,
  responses: openAi,
  messages: (model, apiKey) => new ChatAnthropic({ model, apiKey, maxRetries: 0, maxTokens: 4096, anthropicApiUrl: url }),
  gemini: (model, apiKey) => new ChatGoogleGenerativeAI({ model, apiKey, maxRetries: 0, baseUrl: url }),
}[dialect];
const known = from(name, key);
const read_file = tool(({ path }) => readNote(path), { name: 'read_file', description: 'Reads a file', schema: PATH });
const able = known.bindTools([read_file]);

async function gathered(stream) {
  let whole;
  for await (const piece of await stream) whole = whole === undefined ? piece : whole.concat(piece);
  return whole;
}

async function turn(ask) {
  const messages = [new HumanMessage(question)];
  for (let most = 0; ; ) {
    const answer = await ask(messages);
    messages.push(answer);
    if (!answer.tool_calls?.length) return [answer.text, most];
    most = Math.max(most, answer.tool_calls.length);
    for (const call of answer.tool_calls) {
      messages.push(new ToolMessage({ content: await read_file.invoke(call.args), tool_call_id: call.id, name: call.name }));
    }
  }
}

await feature('text', async () => {
  const answer = await known.invoke(HELLO);
  greeted(answer.text);
  used(answer.usage_metadata?.total_tokens);
});
await feature('stream', async () => {
  const answer = await gathered(known.stream(HELLO));
  greeted(answer.text);
  used(answer.usage_metadata?.total_tokens);
});
await feature('tools', async () => {
  finished(...(await turn((messages) => able.invoke(messages))));
  finished(...(await turn((messages) => gathered(able.stream(messages)))));
});
await feature('image', async () => {
  if (dialect === 'gemini') throw new Lacking("the library shows pictures only to models of Google's names");
  const picture =
    dialect === 'messages'
      ? { type: 'image', source: { type: 'base64', media_type: 'image/png', data: DOT } }
      : { type: 'image_url', image_url: { url: `data:image/png;base64,${DOT}` } };
  shown((await known.invoke([new HumanMessage({ content: [{ type: 'text', text: PICTURE }, picture] })])).text);
});
await feature('structured', async () => {
  named((await known.withStructuredOutput(SCHEMA, { name: 'city', method: 'jsonSchema' }).invoke(CITY)).city);
});
await feature('error', async () => {
  const wrong = await thrown(from(name, 'wrong').invoke(HELLO));
  must((wrong.status ?? 401) === 401, `wrong key: ${wrong}`);
  const closed = await thrown(from('closed', key).invoke(HELLO));
  must(closed.message.includes('This desk is closed.'), `closed graph: ${closed}`);
  const refused = await thrown(known.invoke(REFUSED));
  must((refused.status ?? 400) === 400, `refused by the provider: ${refused}`);
});
await feature('cancel', async () => {
  const given = new AbortController();
  // Of Google's older package nobody hears that its stream was given up.
  process.on('unhandledRejection', (e) => must(given.signal.aborted, `${e}`));
  try {
    for await (const piece of await known.stream(STORY, { signal: given.signal })) {
      if (piece.text) given.abort();
    }
  } catch (e) {
    must(given.signal.aborted, `${e}`);
  }
});
await feature('embeddings', async () => {
  if (dialect === 'messages') throw new Lacking('Messages has no embeddings');
  const embedding =
    dialect === 'gemini'
      ? new GoogleGenerativeAIEmbeddings({ model: vectors(), apiKey: key, baseUrl: url })
      : new OpenAIEmbeddings({ model: vectors(), apiKey: key, maxRetries: 0, configuration: { baseURL: `${url}/v1` } });
  embedded(await embedding.embedDocuments(TEXTS));
});
await feature('counting', async () => {
  throw new Lacking('the library counts by itself');
});
await end();
