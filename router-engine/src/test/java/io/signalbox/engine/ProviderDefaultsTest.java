package io.signalbox.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.signalbox.engine.graph.KeyRef;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a plan and a model mean that do not write out their key or address.
final class ProviderDefaultsTest {
  @TempDir private Path home;
  private LivePlans.ProviderDefaults defaults;

  @BeforeEach
  void find() throws IOException {
    var plugins = KeyedProviders.in(home);
    defaults = new LivePlans.ProviderDefaults(() -> plugins);
  }

  @Test
  void keyIsTheUsualVariable() {
    assertEquals(Optional.of(new KeyRef.Env("OPENAI_API_KEY")), defaults.key("openai"));
    assertEquals(Optional.empty(), defaults.key("ollama"));
    assertEquals(Optional.empty(), defaults.key("unknown"));
  }

  @Test
  void addressesOfProvidersThatHaveOneForEachCustomerAreComparedAsTheyAre() {
    String own = "https://{resource}.openai.azure.com/openai/v1";
    assertEquals(own, defaults.address("azure", Optional.empty()));
    String inPath = "https://example.org/{project}/v1";
    assertEquals(inPath, defaults.address("azure", Optional.of(inPath)));
    assertEquals("", defaults.address("unknown", Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.openai.com/v1",
        "https://api.openai.com/v1/",
        "HTTPS://API.OpenAI.com:443/v1",
        "https://api.openai.com./v1/chat/completions"
      })
  void sameAddressHasOneSpelling(String url) {
    assertEquals(
        defaults.address("openai", Optional.empty()), defaults.address("openai", Optional.of(url)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.openai.com/V1",
        "http://api.openai.com/v1",
        "https://api.openai.com:8443/v1",
        "https://eu.api.openai.com/v1"
      })
  void otherAddressHasAnother(String url) {
    assertNotEquals(
        defaults.address("openai", Optional.empty()), defaults.address("openai", Optional.of(url)));
  }
}
