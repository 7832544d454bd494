package io.signalbox.engine.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.workspace.GraphText;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a model's address and key say together is checked before the first request. */
final class ServerCheckTest {
  private static final List<Provider> PROVIDERS =
      List.of(
          provider("acme", "https://api.acme.test/v1", "ACME_API_KEY"),
          provider("claude", "https://api.claude.test", "CLAUDE_API_KEY"),
          provider("blue", "https://{resource}.blue.test/v1", "BLUE_API_KEY"));

  @ParameterizedTest
  @CsvSource({
    "acme, -, -, -",
    "acme, -, env:ACME_API_KEY, -",
    "acme, https://api.acme.test:443/v1/, env:ACME_API_KEY, -",
    "acme, https://gateway.test/v1, env:GATEWAY_KEY, -",
    "acme, https://gateway.test/v1, -, -",
    "acme, https://gateway.test/v1, env:ACME_API_KEY, key-for-another-server",
    "acme, https://gateway.test/v1, env:acme_api_key, key-for-another-server",
    "acme, https://gateway.test/v1, vault:ACME_API_KEY, key-for-another-server",
    "acme, http://api.acme.test/v1, env:ACME_API_KEY, key-for-another-server",
    "acme, -, env:CLAUDE_API_KEY, key-for-another-server",
    "acme, http://127.0.0.1:9, -, address-without-path",
    "acme, http://127.0.0.1:9/, -, address-without-path",
    "acme, http://127.0.0.1:9/chat/completions, -, address-without-path",
    "claude, http://127.0.0.1:9, -, -",
    "blue, -, -, address-of-your-own",
    "blue, https://mine.blue.test/v1, -, -",
    "blue, https://mine.blue.test, -, address-without-path",
    "blue, https://mine.blue.test/v1, env:BLUE_API_KEY, -",
    "blue, https://mine.blue.test.evil.test/v1, env:BLUE_API_KEY, key-for-another-server",
    "unknown, http://127.0.0.1:9, env:OTHER, -",
  })
  void problemIsFoundBeforeTheFirstRequest(String provider, String url, String key, String code) {
    String model = "provider: " + provider + ", model: x" + member("url", url) + member("key", key);
    String text = "signalbox: 1\nname: G\nstart: m\nmodels: { m: { " + model + " } }\n";
    var graph = GraphText.read("g.yaml", text).graph().orElseThrow();
    List<String> codes =
        ServerCheck.problems(graph, PROVIDERS).stream()
            .map(Problem::code)
            .map(String::valueOf)
            .toList();
    assertEquals(code.equals("-") ? List.of() : List.of(code), codes);
  }

  private static String member(String name, String value) {
    return value.equals("-") ? "" : ", " + name + ": \"" + value + "\"";
  }

  private static Provider provider(String id, String baseUrl, String key) {
    return new Provider(
        id, id, baseUrl, "openai", Optional.of(key), Set.of(), Provider.Reach.CLOUD, List.of());
  }
}
