package io.signalbox.engine.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ProviderDialect;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DialectsTest {
  @Test
  void serviceLoaderFindsEveryDialect() {
    assertEquals(
        List.of(
            "openai",
            "anthropic",
            "responses",
            "gemini",
            "ollama",
            "openai-embeddings",
            "gemini-embeddings",
            "ollama-embeddings",
            "openai-completions"),
        Dialects.clients().stream().map(ClientDialect::id).toList());
    assertEquals(
        List.of("openai", "responses", "anthropic", "gemini", "bedrock", "cohere"),
        Dialects.providers().stream().map(ProviderDialect::id).toList());
    assertEquals(
        List.of(
            "openai-embeddings", "gemini-embeddings", "bedrock-embeddings", "cohere-embeddings"),
        Dialects.providers().stream().flatMap(each -> each.embeddings().stream()).toList());
  }

  @Test
  void unknownDialectIsNone() {
    assertTrue(Dialects.of("klingon").isEmpty());
  }
}
