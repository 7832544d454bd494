// Drives the proxy with Ollama's JavaScript client. Each line is one check; a skipped one says why.
import { Ollama } from 'ollama'

const { BASE_URL, API_KEY, MODEL, MODE } = process.env
const host = BASE_URL.replace(/\/v1$/, '')
// A real model may ramble: it is asked for little, and what it makes of tools is its own matter.
const real = MODE === 'url'
const options = real ? { num_predict: 48, temperature: 0 } : {}
const unsure = 'no small model promises it'
const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='
const weather = {
  type: 'function',
  function: {
    name: 'weather',
    description: 'The weather in a city',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
}
const place = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'], additionalProperties: false }
const client = new Ollama({ host, headers: { Authorization: `Bearer ${API_KEY}` } })
let failed = 0

const check = async (name, body) => {
  try {
    const skipped = await body()
    console.log(skipped ? `skip  ${name}: ${skipped}` : `ok    ${name}`)
  } catch (e) {
    failed++
    console.log(`FAIL  ${name}: ${e.name}: ${e.message}`)
  }
}

const must = (condition, what) => {
  if (!condition) throw new Error(typeof what === 'string' ? what : JSON.stringify(what))
}

const user = (content, more = {}) => ({ role: 'user', content, ...more })
const ask = (messages, more = {}) => client.chat({ model: MODEL, messages, options, ...more })

const all = async (stream) => {
  const pieces = []
  for await (const piece of stream) pieces.push(piece)
  return pieces
}

const thrown = async (body) => {
  try {
    await body()
  } catch (e) {
    return e
  }
  throw new Error('wanted an error, got an answer')
}

await check('whole answer', async () => {
  const data = await ask([user('Tell me a story')])
  must(data.message.content, 'no text')
  must(data.done && ['stop', 'length'].includes(data.done_reason), data)
  must(data.total_duration > 0 && data.eval_duration > 0, 'it took no time')
})

await check('stream', async () => {
  const pieces = await all(await ask([user('Tell me a story')], { stream: true }))
  must(pieces.map((piece) => piece.message.content).join(''), 'no text')
  must(pieces.at(-1).done && pieces.filter((piece) => piece.done).length === 1, 'done too early or never')
})

await check('prompt without a conversation', async () => {
  const pieces = await all(await client.generate({ model: MODEL, prompt: 'Tell me a story', options, stream: true }))
  must(pieces.map((piece) => piece.response).join('') && pieces.at(-1).done, 'no text or no end')
})

await check('picture', async () => {
  if (real) return unsure
  must((await ask([user('What is in this picture?', { images: [dot] })])).message.content, 'no text')
})

await check('tool calls and their results', async () => {
  if (MODE !== 'aimock') return 'only a played model is sure to call'
  if (MODEL === 'gemini') return 'the mock ends the calls of its Gemini with a word that Gemini does not have'
  for (const stream of [false, true]) {
    const messages = [user('Compare the weather in Oslo and Rome')]
    const answer = await ask(messages, { tools: [weather], stream })
    const { message } = stream ? (await all(answer)).find((piece) => piece.message.tool_calls) : answer
    must(message.tool_calls.map((call) => call.function.arguments.city).join() === 'Oslo,Rome', message)
    messages.push(message)
    for (const call of message.tool_calls) {
      messages.push({ role: 'tool', tool_name: call.function.name, content: 'rain' })
    }
    must((await ask(messages, { tools: [weather] })).message.content.includes('rains'), 'no text after the results')
  }
})

await check('answer of a schema', async () => {
  if (real) return unsure
  must(JSON.parse((await ask([user('Give me a city as JSON')], { format: place })).message.content).city, 'no city')
})

await check('models are listed and shown', async () => {
  const { models } = await client.list()
  must(models.some((model) => model.name === MODEL && model.digest.length > 12), models)
  must((await client.show({ model: MODEL })).capabilities.includes('tools'), 'no tools')
  must((await thrown(() => client.show({ model: 'nobody' }))).status_code === 404, 'a model that does not exist')
  must((await client.ps()).models.length === 0, 'models that are loaded')
  must(/^\d+\.\d+\.\d+$/.test((await client.version()).version), 'no version')
})

await check('what a proxy cannot do', async () => {
  for (const body of [
    () => client.pull({ model: 'llama3.2' }),
    () => client.delete({ model: 'llama3.2' }),
    () => client.copy({ source: 'a', destination: 'b' }),
  ]) {
    must((await thrown(body)).status_code === 501, 'it could')
  }
})

await check('wrong key', async () => {
  const stranger = new Ollama({ host, headers: { Authorization: 'Bearer wrong' } })
  const e = await thrown(() => stranger.chat({ model: MODEL, messages: [user('Hi')] }))
  must(e.status_code === 401 && e.message.includes('app key'), e.message)
})

await check('graph that rejects', async () => {
  for (const stream of [false, true]) {
    const e = await thrown(() => ask([user('Tell me')], { model: 'closed', stream }))
    must(e.status_code === 403 && e.message.includes('This desk is closed.'), e.message)
  }
})

await check('stream that is canceled', async () => {
  const stream = await ask([user('Tell me a story')], { stream: true })
  for await (const piece of stream) {
    must(!piece.done, 'done at once')
    stream.abort()
    break
  }
  must((await ask([user('Tell me a story')])).message.content, 'no text afterwards')
})

await check('trouble of the provider', async () => {
  if (MODE !== 'aimock') return 'only a played provider has some'
  must((await thrown(() => ask([user('Fail please')]))).status_code === 502, 'another status')
  const e = await thrown(async () => all(await ask([user('Be cut off')], { stream: true })))
  must(e.message.includes('interrupt'), e.message)
})

process.exit(failed ? 1 : 0)
