package io.signalbox.plugins.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.BudgetNode;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.SplitNode;
import io.signalbox.engine.importing.GraphImport;
import io.signalbox.engine.spi.ConfigImporter.Finding;
import io.signalbox.engine.spi.Grade;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Fallbacks between groups, and how many calls they allow; budgets of providers. */
final class LiteLlmChainsTest {
  private static GraphImport.Imported imported(String text) {
    return Imports.imported("config.yaml", text);
  }

  private static OptionalInt attempts(GraphImport.Imported imported, String id) {
    return ((FallbackNode) imported.graph().nodes().get(id)).attempts();
  }

  private static List<Finding> at(GraphImport.Imported imported, String path) {
    return imported.findings().stream().filter(each -> each.path().equals(path)).toList();
  }

  private static final String TIERS =
      """
      model_list:
        - { model_name: a, litellm_params: { model: openai/m1, order: 1 } }
        - { model_name: a, litellm_params: { model: openai/m2, order: 2 } }
        - { model_name: a, litellm_params: { model: openai/m3, order: 3 } }
        - { model_name: b, litellm_params: { model: openai/m4 } }
      """;

  @Test
  void theCallsOfTheTiersAreCounted() {
    var imported =
        imported(TIERS + "router_settings: { num_retries: 0, fallbacks: [ { a: [ b ] } ] }\n");
    assertEquals(OptionalInt.empty(), attempts(imported, "a-order"));
    assertEquals(OptionalInt.of(4), attempts(imported, "a-fallbacks"));
  }

  @Test
  void moreThanTenCallsAreCutAndSaid() {
    var imported =
        imported(TIERS + "router_settings: { num_retries: 3, fallbacks: [ { a: [ b ] } ] }\n");
    assertEquals(OptionalInt.of(10), attempts(imported, "a-order"));
    assertEquals(OptionalInt.of(10), attempts(imported, "a-fallbacks"));
    String reason = at(imported, "router_settings.fallbacks[0].a[0]").getFirst().reason();
    assertTrue(reason.contains("14 calls"), reason);
  }

  @Test
  void portkeysNestedFallbacksAreCounted() {
    var imported =
        Imports.imported(
            "config.json",
            """
            { "strategy": { "mode": "fallback" }, "targets": [
              { "strategy": { "mode": "fallback" }, "targets": [
                { "provider": "openai", "override_params": { "model": "m1" } },
                { "provider": "openai", "override_params": { "model": "m2" } },
                { "provider": "openai", "override_params": { "model": "m3" } } ] },
              { "provider": "openai", "override_params": { "model": "m4" }, "retry": { "attempts": 1 } } ] }
            """);
    assertEquals(OptionalInt.of(5), attempts(imported, imported.graph().start()));
  }

  @Test
  void theGroupOfAllOtherNamesKeepsItsFallbacks() {
    var imported =
        imported(
            """
            model_list:
              - { model_name: a, litellm_params: { model: openai/m1 } }
              - { model_name: "*", litellm_params: { model: openai/m2 } }
            router_settings: { num_retries: 0, default_fallbacks: [ a ] }
            """);
    var rules = (RulesNode) imported.graph().nodes().get("model");
    assertEquals("any-fallbacks", rules.otherwise());
    var chain = (FallbackNode) imported.graph().nodes().get("any-fallbacks");
    assertEquals(List.of("any", "a"), chain.to());
  }

  @Test
  void retriesThatTheFileDoesNotNameAreLiteLlmsOwn() {
    var imported =
        imported(
            TIERS.replace(", order: 1", "").replace(", order: 2", "").replace(", order: 3", ""));
    var tries = (FallbackNode) imported.graph().nodes().get("b-tries");
    assertEquals(2, tries.retries());
    assertEquals(OptionalInt.empty(), tries.attempts());
    List<String> said = at(imported, "").stream().map(Finding::reason).toList();
    assertTrue(
        said.stream().anyMatch(each -> each.contains("retries a failed call twice")), said + "");
    assertTrue(said.stream().anyMatch(each -> each.contains("cooldown")), said + "");
  }

  @Test
  void fallbacksOfFallbacksAreFollowedOnce() {
    var imported =
        imported(
            """
            model_list:
              - { model_name: a, litellm_params: { model: openai/m1 } }
              - { model_name: b, litellm_params: { model: openai/m2 } }
              - { model_name: c, litellm_params: { model: openai/m3 } }
            router_settings: { num_retries: 0, fallbacks: [ { a: [ b ] }, { b: [ c ] }, { c: [ a ] } ] }
            """);
    var first = (FallbackNode) imported.graph().nodes().get("a-fallbacks");
    var second = (FallbackNode) imported.graph().nodes().get(first.to().getLast());
    assertEquals("a", first.to().getFirst());
    assertEquals(List.of("b", "c"), second.to());
    assertTrue(first.on().contains(FailureClass.BAD_REQUEST));
  }

  @Test
  void nestedFallbacksOfTensorZeroAreCounted() {
    var imported =
        Imports.imported(
            "tensorzero.toml",
            """
            [models.m]
            routing = ["a", "b", "c"]
            providers.a = { type = "openai", model_name = "m1" }
            providers.b = { type = "openai", model_name = "m2" }
            providers.c = { type = "openai", model_name = "m3" }
            [functions.f]
            type = "chat"
            [functions.f.variants.v]
            type = "chat_completion"
            model = "m"
            retries = { num_retries = 1 }
            [functions.f.variants.w]
            type = "chat_completion"
            model = "openai::m4"
            [functions.f.experimentation]
            type = "static"
            candidate_variants = ["v"]
            fallback_variants = ["w"]
            """);
    assertEquals(OptionalInt.of(6), attempts(imported, "f-v-tries"));
    assertEquals(OptionalInt.of(7), attempts(imported, "f"));
  }

  @Test
  void variantsThatFailAreFollowedByTheOthers() {
    var imported =
        Imports.imported(
            "tensorzero.toml",
            """
            [functions.f]
            type = "chat"
            [functions.f.variants.v]
            type = "chat_completion"
            model = "openai::m1"
            [functions.f.variants.w]
            type = "chat_completion"
            model = "openai::m2"
            """);
    var split = (SplitNode) imported.graph().nodes().get("f-variants");
    var first = (FallbackNode) imported.graph().nodes().get(split.shares().getFirst().to());
    assertEquals(List.of("m1", "m2"), first.to());
  }

  @Test
  void timeOfClaudeCodeRouterAllowsTheCallsOfItsFallbacks() {
    var imported =
        Imports.imported(
            "config.json",
            """
            { "API_TIMEOUT_MS": 60000,
              "Providers": [ { "name": "p", "api_base_url": "http://127.0.0.1:1/v1", "models": ["a","b","c","d","e"] } ],
              "Router": { "default": "p,a" }, "fallback": { "default": ["p,b","p,c","p,d","p,e"] } }
            """);
    assertEquals(OptionalInt.of(5), attempts(imported, "default"));
    assertEquals(OptionalInt.of(5), attempts(imported, "timeout"));
  }

  @Test
  void moreModelsOfOpenRouterThanCallsAreSaid() {
    var imported =
        Imports.imported(
            "request.json",
            "{ \"models\": ["
                + " \"a/1\",\"a/2\",\"a/3\",\"a/4\",\"a/5\",\"a/6\",\"a/7\",\"a/8\",\"a/9\",\"a/10\",\"a/11\""
                + " ] }");
    assertEquals(OptionalInt.of(10), attempts(imported, "models"));
    String reason = at(imported, "models[0]").getFirst().reason();
    assertTrue(reason.contains("11 calls"), reason);
  }

  @Test
  void budgetsOfProvidersKnowLiteLlmsWords() {
    var imported =
        imported(
            TIERS
                + """
                router_settings:
                  provider_budget_config:
                    vertex_ai: { budget_limit: 10, time_period: 1d }
                    together_ai: { budget_limit: 10, time_period: 1d }
                    fireworks_ai: { budget_limit: 10, time_period: 1d }
                    azure_ai: { budget_limit: 10, time_period: 1d }
                    hosted_vllm: { budget_limit: 10, time_period: 1d }
                    cohere_chat: { budget_limit: 10, time_period: 1d }
                    nvidia_nim: { budget_limit: 10, time_period: 1d }
                    unheard_of: { budget_limit: 10, time_period: 1d }
                """);
    List<String> counted =
        imported.graph().nodes().values().stream()
            .filter(BudgetNode.class::isInstance)
            .map(each -> ((BudgetNode) each).when().orElseThrow().text())
            .toList();
    assertEquals(
        List.of("vertex", "together", "fireworks", "azure", "vllm", "cohere", "nvidia").stream()
            .map(each -> "model.provider == \"" + each + "\"")
            .toList(),
        counted);
    String unknown = "router_settings.provider_budget_config.unheard_of";
    assertEquals(Grade.MANUAL, at(imported, unknown).getFirst().grade());
  }
}
