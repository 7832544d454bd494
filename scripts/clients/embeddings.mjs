// Drives the proxy with the embeddings of the clients of OpenAI, Google, Ollama and LangChain, and with OpenAI's
// Completions. Each line is one check; a skipped one says why.
import { GoogleGenAI } from '@google/genai';
import { OpenAIEmbeddings } from '@langchain/openai';
import { Ollama } from 'ollama';
import OpenAI, { APIError } from 'openai';

const { BASE_URL, API_KEY, MODEL, MODE } = process.env;
const HOST = BASE_URL.replace(/\/v1$/, '');
const VECTORS = 'vectors'; // the name of the graph that embeds
const TEXTS = ['the cat sat on the mat', 'a cat sat on a mat', 'stocks fell in Tokyo'];
const client = new OpenAI({ baseURL: BASE_URL, apiKey: API_KEY, maxRetries: 0 });
const google = new GoogleGenAI({ apiKey: API_KEY, httpOptions: { baseUrl: HOST } });
const local = new Ollama({ host: HOST, headers: { Authorization: `Bearer ${API_KEY}` } });
let failed = 0;

async function check(name, body) {
  try {
    const skipped = MODE === 'url' && !name.includes('text') ? 'the server may not embed' : await body();
    console.log(skipped ? `skip  ${name}: ${skipped}` : `ok    ${name}`);
  } catch (e) {
    failed++;
    console.log(`FAIL  ${name}: ${e.stack ?? e}`);
  }
}

function must(condition, what) {
  if (!condition) throw new Error(String(what));
}

// Whether vectors are the same but for the rounding of floats to decimals and back.
function same(some, others) {
  must(some.length === others.length, `${some.length} and ${others.length} vectors`);
  some.forEach((one, i) => {
    must(one.length > 100 && one.length === others[i].length, `${one.length} and ${others[i].length} numbers`);
    one.forEach((a, j) => must(Math.abs(a - others[i][j]) <= 1e-6 * Math.abs(a) + 1e-7, `${a} and ${others[i][j]}`));
  });
}

const expected = async () =>
  (await client.embeddings.create({ model: VECTORS, input: TEXTS, encoding_format: 'float' })).data.map(
    (each) => each.embedding,
  );

await check('OpenAI: floats and base64 are the same', async () => {
  const packed = await client.embeddings.create({ model: VECTORS, input: TEXTS }); // base64, unpacked by the client
  same(await expected(), packed.data.map((each) => each.embedding));
  must(packed.usage.prompt_tokens > 0, JSON.stringify(packed.usage));
});

await check('Google embeds the same', async () => {
  const answer = await google.models.embedContent({ model: VECTORS, contents: TEXTS });
  same(await expected(), answer.embeddings.map((each) => each.values));
});

await check('Ollama embeds the same', async () => {
  same(await expected(), (await local.embed({ model: VECTORS, input: TEXTS })).embeddings);
  same([(await expected())[0]], [(await local.embeddings({ model: VECTORS, prompt: TEXTS[0] })).embedding]);
});

await check('LangChain embeds the same', async () => {
  const mine = new OpenAIEmbeddings({ model: VECTORS, apiKey: API_KEY, configuration: { baseURL: BASE_URL } });
  same(await expected(), await mine.embedDocuments(TEXTS));
});

await check('graph that only talks', async () => {
  try {
    await client.embeddings.create({ model: MODEL, input: 'a' });
  } catch (e) {
    must(e instanceof APIError && e.status === 400, e);
    return;
  }
  throw new Error('it embeds');
});

await check('text of a completion', async () => {
  const ask = { model: MODEL, prompt: 'Tell me a story', ...(MODE === 'url' ? { max_tokens: 48, temperature: 0 } : {}) };
  const whole = await client.completions.create(ask);
  must(whole.choices[0].text && whole.usage.completion_tokens > 0, JSON.stringify(whole));
  let text = '';
  let finish;
  for await (const chunk of await client.completions.create({ ...ask, stream: true })) {
    text += chunk.choices[0]?.text ?? '';
    finish = chunk.choices[0]?.finish_reason ?? finish;
  }
  must(text && (MODE === 'url' || text === whole.choices[0].text), text);
  must(['stop', 'length'].includes(finish), finish);
});

process.exit(failed ? 1 : 0);
