/// OpenAI's Chat Completions, as providers and as clients speak it. Entry type is [OpenAiApi]. Most
/// other providers speak a variant of it: readers accept all known ones, writers keep to what the
/// strictest clients take. Pure functions of bytes.
@NullMarked
package io.signalbox.engine.dialect.openai;

import org.jspecify.annotations.NullMarked;
