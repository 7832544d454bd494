import { createPortkey } from '@portkey-ai/vercel-provider';

const portkeyConfig: Config = {
  strategy: { mode: 'fallback' },
  // first the usual one
  targets: [
    { provider: 'openai', api_key: process.env.OPENAI_API_KEY, override_params: { model: 'gpt-5.1' } },
    { provider: 'mistral-ai', api_key: 'YOUR_MISTRAL_KEY', override_params: { model: 'mistral-large-latest' }, },
  ],
};

export const client = createPortkey({ apiKey: 'pk-Ab3dEf6hIj9kLm2nOp5q', config: portkeyConfig });
