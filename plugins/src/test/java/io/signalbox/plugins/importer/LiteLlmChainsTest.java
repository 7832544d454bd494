package io.signalbox.plugins.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.BudgetNode;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.SplitNode;
import io.signalbox.engine.importing.GraphImport;
import io.signalbox.engine.spi.ConfigImporter.Finding;
import io.signalbox.engine.spi.Grade;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
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
  void aliasesHaveTheFallbacksOfTheirOwnName() {
    var imported =
        imported(
            TIERS
                + """
                router_settings:
                  fallbacks: [ { b: [ a ] }, { named: [ a ] } ]
                  model_group_alias: { plain: b, named: b }
                """);
    var rules = (RulesNode) imported.graph().nodes().get("model");
    var to =
        rules.rules().stream()
            .filter(each -> each.when().text().contains("plain"))
            .map(RulesNode.Rule::to)
            .toList();
    assertEquals(1, to.size(), imported.text());
    assertTrue(to.stream().noneMatch(each -> each.endsWith("-fallbacks")), imported.text());
    assertTrue(imported.graph().has("b-fallbacks"), imported.text());
    assertTrue(imported.graph().has("named-fallbacks"), imported.text());
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
    assertEquals(List.of("a", "b", "c"), first.to());
    assertTrue(first.on().contains(FailureClass.BAD_REQUEST));
  }

  @Test
  void groupsThatFallBackToEachOtherHaveOneFallbackEach() {
    var text = new StringBuilder("model_list:\n");
    var fallbacks = new StringBuilder("router_settings:\n  num_retries: 0\n  fallbacks:\n");
    for (int i = 0; i < 12; i++) {
      text.append(
          "  - { model_name: g%1$d, litellm_params: { model: openai/m%1$d } }%n".formatted(i));
      fallbacks.append(
          "    - { g%d: [ g0, g1, g2, g3, g4, g5, g6, g7, g8, g9, g10, g11 ] }%n".formatted(i));
    }
    var imported = imported(text + fallbacks.toString());
    assertEquals(12 + 2, imported.graph().nodes().size());
    var chain = (FallbackNode) imported.graph().nodes().get("g3-fallbacks");
    assertEquals(10, chain.to().size());
    assertEquals(List.of("g3", "g0", "g1"), chain.to().subList(0, 3));
    String reason = at(imported, "router_settings.fallbacks[3].g3[11]").getFirst().reason();
    assertTrue(reason.contains("12 calls"), reason);
  }

  @Test
  void fallbacksForLongPromptsStayWithTheirGroup() {
    var imported =
        imported(
            """
            model_list:
              - { model_name: a, litellm_params: { model: openai/m1 } }
              - { model_name: b, litellm_params: { model: openai/m2 } }
              - { model_name: c, litellm_params: { model: openai/m3 } }
            router_settings:
              num_retries: 0
              fallbacks: [ { a: [ b ] }, { b: [ c ] } ]
              context_window_fallbacks: [ { b: [ c ] } ]
            """);
    var chain = (FallbackNode) imported.graph().nodes().get("a-fallbacks");
    assertEquals(List.of("a", "b-too-long", "c"), chain.to());
    var tooLong = (FallbackNode) imported.graph().nodes().get(chain.to().get(1));
    assertEquals(List.of("b", "c"), tooLong.to());
    assertEquals(Set.of(FailureClass.CONTEXT_TOO_LONG), tooLong.on());
  }

  private static List<String> rules(GraphImport.Imported imported) {
    return ((RulesNode) imported.graph().nodes().get("model"))
        .rules().stream().map(each -> each.when().text() + " -> " + each.to()).toList();
  }

  @Test
  void anAliasComesBeforeAGroupOfItsName() {
    var imported =
        imported(
            """
            model_list:
              - { model_name: gpt-4, litellm_params: { model: openai/gpt-4 } }
              - { model_name: gpt-4o, litellm_params: { model: openai/gpt-4o } }
              - { model_name: c, litellm_params: { model: openai/m3 } }
            router_settings:
              num_retries: 0
              model_group_alias: { gpt-4: gpt-4o }
              fallbacks: [ { c: [ gpt-4 ] } ]
            """);
    assertEquals(
        List.of("model in [\"gpt-4o\", \"gpt-4\"] -> gpt-4o", "model == \"c\" -> c-fallbacks"),
        rules(imported));
    assertEquals(
        List.of("c", "gpt-4o"), ((FallbackNode) imported.graph().nodes().get("c-fallbacks")).to());
    Finding left = at(imported, "model_list[0]").getFirst();
    assertEquals(Grade.MANUAL, left.grade());
    assertTrue(left.reason().contains("left out"), left.reason());
  }

  @Test
  void namesThatOnlyAWildcardServesHaveRules() {
    var imported =
        imported(
            """
            model_list:
              - { model_name: openai/*, litellm_params: { model: openai/* } }
              - { model_name: vendor/*, litellm_params: { model: deepseek/deepseek-chat } }
              - { model_name: local, litellm_params: { model: openai/m, api_base: "http://127.0.0.1:8000/v1" } }
            router_settings:
              num_retries: 0
              model_group_alias: { fast: openai/gpt-4o-mini, slow: vendor/x }
              fallbacks:
                - { openai/gpt-4o: [ local ] }
                - { local: [ openai/gpt-5.1, vendor/y ] }
            """);
    assertEquals(
        List.of(
            "model == \"local\" -> local-fallbacks",
            "model in [\"openai/gpt-4o-mini\", \"fast\"] -> openai-gpt-4o-mini",
            "model in [\"vendor/x\", \"slow\"] -> vendor",
            "model == \"openai/gpt-4o\" -> openai-gpt-4o-fallbacks",
            "model == \"openai/gpt-5.1\" -> openai-gpt-5.1",
            "model.startsWith(\"vendor/\") -> vendor"),
        rules(imported));
  }

  @Test
  void mockedErrorsKeepTheirStatusAndMockedTextsAreTheModel() {
    var imported =
        imported(
            """
            model_list:
              - { model_name: a, litellm_params: { model: openai/m1, mock_response: hello } }
              - { model_name: b, litellm_params: { model: openai/m2, mock_response: litellm.RateLimitError } }
            router_settings: { num_retries: 0 }
            """);
    assertEquals("m1", imported.graph().models().get("a").model());
    assertEquals(
        Grade.MANUAL,
        at(imported, "model_list[0].litellm_params.mock_response").getFirst().grade());
    var refused = (RejectNode) imported.graph().nodes().get("b-refused");
    assertEquals(429, refused.status());
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
