package io.signalbox.plugins.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.importing.GraphImport;
import io.signalbox.engine.spi.Grade;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The roles of claude-code-router. */
final class RouterRolesTest {
  private static GraphImport.Imported roles(String more) {
    return Imports.imported(
        "config.json",
        """
        { "Providers": [ { "name": "house", "api_base_url": "http://gpu:8000/v1/chat/completions",
            "api_key": "none", "models": [ "qwen" ] } ],
          %s }
        """
            .formatted(more));
  }

  @Test
  void modelsThatTheProviderDoesNotListAreCalled() {
    var imported =
        roles("\"Router\": { \"default\": \"House,llama-4\", \"think\": \"house,qwen\" }");
    var model = imported.graph().models().get("llama-4");
    assertEquals("http://gpu:8000/v1", model.url().orElseThrow());
    var rules = (RulesNode) imported.graph().nodes().get("roles");
    assertEquals("llama-4", rules.otherwise());
    assertEquals("model == \"house,llama-4\"", rules.rules().get(1).when().text());
  }

  @Test
  void soAreThoseOfFallbacks() {
    var imported =
        roles(
            "\"Router\": { \"default\": \"house,qwen\" }, \"fallback\": { \"default\": ["
                + " \"house,llama-4\", \"gone,x\" ] }");
    var chain = (FallbackNode) imported.graph().nodes().get("default");
    assertEquals(List.of("qwen", "llama-4"), chain.to());
    var left =
        imported.findings().stream()
            .filter(each -> each.path().equals("fallback.default[1]"))
            .findFirst()
            .orElseThrow();
    assertEquals(Grade.MANUAL, left.grade());
    assertTrue(left.reason().contains("no such provider"), left.reason());
  }
}
