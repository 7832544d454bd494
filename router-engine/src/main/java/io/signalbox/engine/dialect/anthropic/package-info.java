/// Anthropic's Messages API, both sides: `POST /v1/messages` in both forms, whole and streamed.
/// Entry type is [AnthropicApi].
@NullMarked
package io.signalbox.engine.dialect.anthropic;

import org.jspecify.annotations.NullMarked;
