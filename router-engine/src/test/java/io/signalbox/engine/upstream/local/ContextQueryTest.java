package io.signalbox.engine.upstream.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.upstream.FakeProvider;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What servers of this machine say of the contexts with which they run models.
@Timeout(60)
final class ContextQueryTest {
  private final ContextQuery query = new ContextQuery(new OkHttpClient());

  /// @param answers path → body
  private static FakeProvider server(Map<String, String> answers) throws IOException {
    return new FakeProvider(line -> {
      while (true) {
        String request = line.request();
        String path = request.split(" ", 3)[1];
        String body = answers.getOrDefault(path, "");
        line.whole(body.isEmpty() ? 404 : 200, "application/json", body.isEmpty() ? "{}" : body);
      }
    });
  }

  private Map<String, Long> asked(String provider, String base, Map<String, String> answers)
      throws IOException {
    try (var server = server(answers)) {
      return query.contexts(provider, server.url() + base, List.of("qwen3", "gemma3:latest"));
    }
  }

  @Test
  void vllmListsThem() throws IOException {
    String list =
        "{\"object\":\"list\",\"data\":[{\"id\":\"qwen3\",\"max_model_len\":32768},{\"id\":\"x\"}]}";
    assertEquals(Map.of("qwen3", 32768L), asked("vllm", "/v1", Map.of("/v1/models", list)));
  }

  @Test
  void lmStudioTellsLoadedFromPossible() throws IOException {
    String list =
        "{\"data\":[{\"id\":\"qwen3\",\"state\":\"loaded\",\"max_context_length\":131072,"
            + "\"loaded_context_length\":4096},{\"id\":\"gemma3\",\"max_context_length\":8192}]}";
    assertEquals(
        Map.of("qwen3", 4096L, "gemma3", 8192L),
        asked("lmstudio", "/v1", Map.of("/api/v0/models", list)));
  }

  @Test
  void llamaCppHasOneForAll() throws IOException {
    String props = "{\"default_generation_settings\":{\"n_ctx\":2048},\"total_slots\":4}";
    assertEquals(
        Map.of("qwen3", 2048L, "gemma3:latest", 2048L),
        asked("llamacpp", "/v1", Map.of("/props", props)));
  }

  @Test
  void ollamaSaysWhatIsLoadedElseWhatItsFileWants() throws IOException {
    String loaded = "{\"models\":[{\"name\":\"gemma3:latest\",\"context_length\":4096}]}";
    String shown =
        "{\"parameters\":\"stop \\\"x\\\"\\nnum_ctx                        16384\\n\","
            + "\"model_info\":{\"qwen3.context_length\":40960}}";
    assertEquals(
        Map.of("gemma3", 4096L, "qwen3", 16384L),
        asked("ollama", "/v1", Map.of("/api/ps", loaded, "/api/show", shown)));
  }

  @Test
  void ollamaModelWithoutAWishHasWhatItCouldHave() throws IOException {
    String shown = "{\"model_info\":{\"general.x\":1,\"qwen3.context_length\":40960}}";
    assertEquals(
        Map.of("gemma3", 40960L, "qwen3", 40960L),
        asked("ollama", "/v1", Map.of("/api/show", shown)));
  }

  @Test
  void absurdAnswersAreNotKnown() throws IOException {
    for (String props :
        List.of(
            "{\"default_generation_settings\":{\"n_ctx\":-1}}",
            "{\"default_generation_settings\":{\"n_ctx\":1e30}}",
            "{\"default_generation_settings\":{\"n_ctx\":\"many\"}}",
            "[]",
            "no JSON")) {
      assertTrue(asked("llamacpp", "/v1", Map.of("/props", props)).isEmpty(), props);
    }
    assertTrue(query.contexts("vllm", "http://127.0.0.1:1/v1", List.of("m")).isEmpty());
  }
}
