package io.signalbox.plugins.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.graph.KeyRef;
import io.signalbox.engine.importing.GraphImport;
import io.signalbox.engine.spi.ConfigImporter.Finding;
import io.signalbox.engine.spi.Grade;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the keys of imported models are looked for. */
final class ImportKeysTest {
  private static GraphImport.Imported litellm(String key) {
    return Imports.imported(
        "config.yaml",
        """
        model_list:
          - model_name: house
            litellm_params: { model: openai/m, api_base: "http://gpu:8000/v1", api_key: '%s' }
        """
            .formatted(key));
  }

  private static GraphImport.Imported tensorzero(String location) {
    return Imports.imported(
        "tensorzero.toml",
        """
        [models.house]
        routing = ["p"]
        [models.house.providers.p]
        type = "vllm"
        model_name = "m"
        api_base = "http://gpu:8000/v1/"
        api_key_location = %s
        """
            .formatted(location));
  }

  private static List<KeyRef> keys(GraphImport.Imported imported) {
    return imported.graph().models().get("house").keys();
  }

  private static Finding at(GraphImport.Imported imported, String end) {
    return imported.findings().stream()
        .filter(each -> each.path().endsWith(end))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"${VLLM_KEY:-dummy}", "${VLLM_KEY}", "${VLLM_KEY:?say it}", "os.environ/VLLM_KEY"})
  void variablesWithADefaultStayVariables(String key) {
    var imported = litellm(key);
    assertEquals(List.of(new KeyRef.Env("VLLM_KEY")), keys(imported));
    assertEquals(Grade.MANUAL, at(imported, "api_key").grade());
  }

  @ParameterizedTest
  @ValueSource(strings = {"os.environ/my-key", "{{ .Values.key }}", "env::"})
  void otherReferencesAreForAPerson(String key) {
    var imported = litellm(key);
    assertEquals(List.of(new KeyRef.Vault("HOUSE_API_KEY")), keys(imported));
    Finding said = at(imported, "api_key");
    assertEquals(Grade.MANUAL, said.grade());
    assertTrue(said.reason().contains("keys set HOUSE_API_KEY"), said.reason());
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "not-needed", "sk-1234", "your-api-key"})
  void placeholdersNeedNoKey(String key) {
    assertEquals(List.of(), keys(litellm(key)));
    assertEquals(Grade.EXACT, at(litellm(key), "api_key").grade());
  }

  @ParameterizedTest
  @CsvSource({
    "'\"dynamic::k\"', The client sends",
    "'\"path::/run/key\"', The key is in a file",
  })
  void keysThatTensorZeroFindsElsewhereAreForAPerson(String location, String why) {
    Finding said = at(tensorzero(location), "api_key_location");
    assertEquals(Grade.MANUAL, said.grade());
    assertTrue(said.reason().startsWith(why), said.reason());
  }

  @Test
  void theFirstOfTensorZerosPlacesIsTaken() {
    var imported = tensorzero("{ default = \"env::A_KEY\", fallback = \"env::B_KEY\" }");
    assertEquals(List.of(new KeyRef.Env("A_KEY")), keys(imported));
    assertTrue(at(imported, "location.fallback").reason().contains("second place"));
  }
}
