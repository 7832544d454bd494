package io.signalbox.plugins.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.graph.Model;
import io.signalbox.engine.importing.GraphImport;
import io.signalbox.engine.spi.ConfigImporter.Finding;
import io.signalbox.engine.spi.Grade;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other programs read of YAML and JSON otherwise than Signalbox reads its own files. */
final class ForeignYamlTest {
  private static Model model(GraphImport.Imported imported, String id) {
    return imported.graph().models().get(id);
  }

  private static List<Finding> at(GraphImport.Imported imported, String path) {
    return imported.findings().stream().filter(each -> each.path().equals(path)).toList();
  }

  @Test
  void mergedFieldsCountUnlessTheEntrySaysThemItself() {
    var imported =
        Imports.imported(
            "config.yaml",
            """
            local: &local { api_base: "http://10.0.0.9:8000/v1", api_key: none, flavour: odd }
            cheap: &cheap { api_base: "http://10.0.0.1:8000/v1", temperature: 0.1 }
            model_list:
              - model_name: a
                litellm_params: { <<: *local, model: openai/qwen }
              - model_name: b
                litellm_params:
                  api_base: http://10.0.0.2:8000/v1
                  model: openai/qwen
                  <<: [ *local, *cheap ]
            """);
    assertEquals(Optional.of("http://10.0.0.9:8000/v1"), model(imported, "a").url());
    assertEquals(Optional.of("http://10.0.0.2:8000/v1"), model(imported, "b").url());
    assertEquals("0.1", model(imported, "b").params().get("temperature"));
    Finding odd = at(imported, "model_list[1].litellm_params.flavour").getFirst();
    assertEquals(Grade.UNSUPPORTED, odd.grade());
    assertEquals(1, odd.line());
  }

  @ParameterizedTest
  @ValueSource(strings = {"<<: 5", "<<: [ 1 ]"})
  void whatCannotBeMergedIsSaidAndHidesNothing(String merge) {
    var imported =
        Imports.imported(
            "config.yaml",
            "model_list: [ { model_name: a, %s, litellm_params: { model: openai/m, odd: 1 } } ]"
                .formatted(merge));
    assertFalse(at(imported, "model_list[0].litellm_params.odd").isEmpty());
    assertTrue(imported.findings().stream().anyMatch(each -> each.path().contains("<<")));
  }

  @Test
  void mergedValuesCountAsRepeatedOnes() {
    var text = new StringBuilder("a: &a [" + "x,".repeat(900) + "x]\nb: &b { c: *a }\nd:\n");
    text.append("  - { <<: *b }\n".repeat(30));
    assertTrue(Imports.refused("c.yaml", text.toString()).contains("20,000"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"config.yaml", "config.json"})
  void theLastOfTwoKeysCountsAndTheFirstIsReported(String name) {
    var imported =
        Imports.imported(
            name,
            """
            { "model_list": [ { "model_name": "a", "litellm_params": {
              "model": "openai/gpt-5.1",
              "odd": 1,
              "model": "anthropic/claude-opus-4-1" } } ] }
            """);
    assertEquals("claude-opus-4-1", model(imported, "a").model());
    Finding lost = at(imported, "model_list[0].litellm_params").getFirst();
    assertEquals(Grade.UNSUPPORTED, lost.grade());
    assertEquals(2, lost.line());
    assertTrue(lost.reason().contains("`model` stands again in line 4"), lost.reason());
    assertFalse(at(imported, "model_list[0].litellm_params.odd").isEmpty());
    assertFalse(at(imported, "model_list[0].litellm_params.model").isEmpty());
  }

  @Test
  void keysForTheVaultAreWhole() {
    String key = "sk-proj-Ab3dEf6hIj9kLm2nOp5q";
    var imported =
        Imports.imported(
            "config.yaml",
            "model_list: [ { model_name: a, litellm_params: { model: openai/m, api_key: %s } } ]"
                .formatted(key));
    assertEquals(key, imported.keys().getFirst().key().reveal());
    assertFalse((imported.annotated() + imported.findings()).contains(key));
  }
}
