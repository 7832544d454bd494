package io.signalbox.plugins.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.importing.GraphImport;
import io.signalbox.engine.spi.ConfigImporter.Finding;
import io.signalbox.engine.spi.Grade;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys, servers and rules of Bifrost. */
final class BifrostImportTest {
  private static GraphImport.Imported provider(String provider) {
    return Imports.imported("config.json", "{ \"providers\": { %s } }".formatted(provider));
  }

  private static Finding at(GraphImport.Imported imported, String path) {
    return imported.findings().stream()
        .filter(each -> each.path().equals(path))
        .filter(each -> each.grade() == Grade.MANUAL)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "openai": { "keys": [ { "value": "env.A", "models": [] } ] }   | providers.openai.keys[0].models
          "openai": { "keys": [ { "name": "k", "value": "env.A" } ] }    | providers.openai.keys[0].name
          """)
  void providersThatListNoModelAreSaid(String text, String path) {
    Finding said = at(provider(text), path);
    assertTrue(said.reason().contains("Bifrost 1 then takes all"), said.reason());
  }

  @Test
  void keysThatAreOffAreLeftOutWithTheirModels() {
    var imported =
        provider(
            """
            "openai": { "keys": [ { "value": "env.A", "models": [ "a" ] },
              { "value": "env.B", "models": [ "b" ], "enabled": false } ] }
            """);
    assertEquals(1, imported.graph().models().size());
    assertTrue(at(imported, "providers.openai.keys[1]").reason().contains("left out"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "ollama": { "keys": [ { "models": [ "m" ], "ollama_key_config": { "url": "http://gpu:11434" } } ] } | ollama | http://gpu:11434/v1
          "vllm": { "keys": [ { "vllm_key_config": { "url": "http://gpu:8000/", "model_name": "m" } } ] } | vllm | http://gpu:8000/v1
          """)
  void serversBesideKeysAreCalled(String text, String provider, String url) {
    var model = provider(text).graph().models().get("m");
    assertEquals(provider, model.provider());
    assertEquals(url, model.url().orElseThrow());
  }

  private static GraphImport.Imported rule(String expression) {
    return Imports.imported(
        "config.json",
        """
        { "providers": { "openai": { "keys": [ { "value": "env.A", "models": [ "m" ] } ] } },
          "governance": { "routing_rules": [ { "name": "r", "cel_expression": "%s",
            "targets": [ { "provider": "openai", "model": "m" } ] } ] } }
        """
            .formatted(expression.replace("\"", "\\\"")));
  }

  @Test
  void rulesThatAreOffAreSaid() {
    var imported =
        Imports.imported(
            "config.json",
            """
            { "providers": { "openai": { "keys": [ { "value": "env.A", "models": [ "m" ] } ] } },
              "governance": { "routing_rules": [ { "name": "r", "enabled": false,
                "targets": [ { "provider": "openai", "model": "m" } ] } ] } }
            """);
    assertTrue(at(imported, "governance.routing_rules[0]").reason().contains("is off"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      textBlock =
          """
          model == "gpt-4"             § (model == "gpt-4" || model.endsWith("/gpt-4"))
          model != "gpt-4"             § !(model == "gpt-4" || model.endsWith("/gpt-4"))
          model.startsWith("gpt-4")    § (model.startsWith("gpt-4") || model.matches("^[^/]*/gpt-4"))
          model.startsWith("a.b/")     § (model.startsWith("a.b/") || model.matches("^[^/]*/a\\\\.b/"))
          model in ["a", 'b']          § (model in ["a", "b"] || model.matches("^[^/]*/(a|b)$"))
          model.contains("mini")       § model.contains("mini")
          provider == "openai"         § model.startsWith("openai/")
          headers["x"] == "model == y" § headers["x"] == "model == y"
          """)
  void modelsAreComparedWithAndWithoutTheirProvider(String expression, String when) {
    var rules = (RulesNode) rule(expression).graph().nodes().get("routing");
    assertEquals(2, rules.rules().size());
    assertEquals(when, rules.rules().getFirst().when().text());
  }

  @Test
  void otherTestsOfTheModelAreForAPerson() {
    for (String each : List.of("model.matches(\"^gpt\")", "size(model) > 3", "\"x\" == model")) {
      var imported = rule(each);
      assertEquals(1, ((RulesNode) imported.graph().nodes().get("routing")).rules().size(), each);
      at(imported, "governance.routing_rules[0].cel_expression");
    }
  }
}
