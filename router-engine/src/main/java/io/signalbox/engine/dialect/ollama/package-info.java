/// Ollama's own API (`/api/chat`, `/api/generate` and what is beside them), as clients speak it. As
/// a provider Ollama is spoken to in OpenAI's dialect. Source of the facts: Ollama's `docs/api.md`
/// and `api/types.go`, <https://github.com/ollama/ollama>, read 2026-11.
@NullMarked
package io.signalbox.engine.dialect.ollama;

import org.jspecify.annotations.NullMarked;
