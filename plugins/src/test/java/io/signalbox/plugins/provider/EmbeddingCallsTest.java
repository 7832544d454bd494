package io.signalbox.plugins.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Extras;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Operation;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.plugin.Plugins;
import io.signalbox.engine.spi.CallPlan;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.ProviderCall;
import io.signalbox.engine.spi.ProviderDialect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Calls for vectors as they go out to providers that differ from their dialect.
final class EmbeddingCallsTest {
  private static final Plugins PLUGINS = Plugins.find();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "mistral | mistral-embed | /embeddings |"
            + " {\"model\":\"mistral-embed\",\"input\":\"Hi\",\"output_dimension\":256}",
        "openai | text-embedding-3-small | /embeddings |"
            + " {\"model\":\"text-embedding-3-small\",\"input\":\"Hi\",\"dimensions\":256,\"user\":\"u\"}",
        "vertex | gemini-embedding-001 | /models/gemini-embedding-001:predict |"
            + " {\"instances\":[{\"content\":\"Hi\",\"task_type\":\"RETRIEVAL_QUERY\"}],"
            + "\"parameters\":{\"outputDimensionality\":256}}",
        "gemini | gemini-embedding-001 | /models/gemini-embedding-001:embedContent |"
            + " {\"content\":{\"parts\":[{\"text\":\"Hi\"}]},\"taskType\":\"RETRIEVAL_QUERY\","
            + "\"outputDimensionality\":256}"
      })
  void membersHaveTheProvidersNames(String id, String model, String path, String body) {
    Provider provider = PLUGINS.provider(id).orElseThrow();
    var request =
        ChatRequest.ofMessages("any", List.of(Message.of(Role.USER, "Hi")))
            .withUser(Optional.of("u"))
            .withExtras(Extras.NONE)
            .withOperation(
                new Operation.Embedding(OptionalInt.of(256), Optional.of(Operation.Task.QUERY)));
    var plan =
        new CallPlan(
            request,
            Optional.empty(),
            model,
            Map.of(),
            provider.quirks(),
            provider.rules().of(model),
            0,
            Map.of(),
            false);
    ProviderDialect chats = PLUGINS.providerDialect(provider.dialect()).orElseThrow();
    ProviderCall call =
        chats.embeddings().flatMap(PLUGINS::providerDialect).orElseThrow().write(plan);
    assertEquals(path, call.path());
    assertEquals(body, new String(call.body(), StandardCharsets.UTF_8));
  }
}
