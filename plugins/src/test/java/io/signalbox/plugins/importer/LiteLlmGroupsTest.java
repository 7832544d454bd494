package io.signalbox.plugins.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.SplitNode;
import io.signalbox.engine.importing.GraphImport;
import io.signalbox.engine.spi.ConfigImporter.Finding;
import io.signalbox.engine.spi.Grade;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What becomes of the deployments of one group of LiteLLM. */
final class LiteLlmGroupsTest {
  /** Deployments of the group `g`, from what each says beside its model. */
  private static GraphImport.Imported group(String settings, String... params) {
    var text = new StringBuilder("model_list:\n");
    for (int i = 0; i < params.length; i++) {
      text.append("  - { model_name: g, litellm_params: { model: openai/m")
          .append(i + 1)
          .append(params[i].isEmpty() ? "" : ", " + params[i])
          .append(" } }\n");
    }
    String once =
        settings.contains("router_settings: {")
            ? settings.replace("router_settings: {", "router_settings: { num_retries: 0,")
            : "router_settings: { num_retries: 0 }\n" + settings;
    return Imports.imported("config.yaml", text + once);
  }

  private static <T extends Node> T node(GraphImport.Imported imported, String id, Class<T> kind) {
    return kind.cast(imported.graph().nodes().get(id));
  }

  /** The balance behind the limit of calls that a group without retries has. */
  private static BalanceNode pool(GraphImport.Imported imported, String id) {
    FallbackNode once = node(imported, id, FallbackNode.class);
    assertEquals(OptionalInt.of(1), once.attempts());
    return node(imported, once.to().getFirst(), BalanceNode.class);
  }

  private static List<Finding> at(GraphImport.Imported imported, int index, String key) {
    String path = "model_list[" + index + "].litellm_params." + key;
    return imported.findings().stream().filter(each -> each.path().equals(path)).toList();
  }

  @Test
  void deploymentsWithoutWeightGetNoTrafficBesideEvenOnes() {
    var imported = group("", "weight: 1", "weight: 1", "weight: 0", "");
    assertEquals(List.of("g", "g-2"), node(imported, "g-pool", BalanceNode.class).to());
    assertTrue(at(imported, 2, "weight").getFirst().reason().contains("left out"));
    assertTrue(at(imported, 3, "model").getFirst().reason().contains("left out"));
  }

  @Test
  void deploymentsWithoutWeightGetNoShareBesideUnevenOnes() {
    var imported = group("", "weight: 3", "weight: 1", "weight: 0");
    List<String> to =
        node(imported, "g-pool", SplitNode.class).shares().stream().map(each -> each.to()).toList();
    assertEquals(List.of("g", "g-2"), to);
    assertEquals(Grade.APPROXIMATE, at(imported, 2, "weight").getFirst().grade());
  }

  @Test
  void weightsThatAreAllZeroCountTheSame() {
    var imported = group("", "weight: 0", "weight: 0");
    assertEquals(List.of("g", "g-2"), node(imported, "g-pool", BalanceNode.class).to());
  }

  @Test
  void deploymentsWithoutOrderComeLast() {
    var imported = group("", "", "order: 2", "order: 1");
    assertEquals(List.of("g-3", "g-2", "g"), node(imported, "g-order", FallbackNode.class).to());
    assertTrue(at(imported, 0, "model").getFirst().reason().contains("comes last"));
  }

  private static final String TAGS = "router_settings: { enable_tag_filtering: true }\n";

  @Test
  void requestsWithoutTagsGoToAllIfNoneIsTheDefault() {
    var imported = group(TAGS, "tags: [free]", "tags: [paid]");
    RulesNode rules = node(imported, "g-tags", RulesNode.class);
    assertEquals(List.of("g", "g-2"), rules.rules().stream().map(each -> each.to()).toList());
    assertEquals(List.of("g", "g-2"), pool(imported, rules.otherwise()).to());
  }

  @Test
  void theDefaultKeepsItsOtherTags() {
    var imported = group(TAGS, "tags: [default, paid]", "tags: [free]", "");
    RulesNode rules = node(imported, "g-tags", RulesNode.class);
    assertEquals("g", rules.otherwise());
    assertEquals(
        List.of("metadata[\"tag\"] == \"paid\"", "metadata[\"tag\"] == \"free\""),
        rules.rules().stream().map(each -> each.when().text()).toList());
    assertTrue(at(imported, 2, "model").getFirst().reason().contains("left out"));
  }

  @Test
  void tagOfSeveralDeploymentsReachesThemAll() {
    var imported = group(TAGS, "tags: [paid, fast]", "tags: [paid]", "tags: [slow, late]");
    RulesNode rules = node(imported, "g-tags", RulesNode.class);
    assertEquals(
        List.of(
            "metadata[\"tag\"] == \"paid\"",
            "metadata[\"tag\"] == \"fast\"",
            "metadata[\"tag\"] == \"slow\" || metadata[\"tag\"] == \"late\""),
        rules.rules().stream().map(each -> each.when().text()).toList());
    String paid = rules.rules().getFirst().to();
    assertEquals(List.of("g", "g-2"), pool(imported, paid).to());
    assertEquals("g", rules.rules().get(1).to());
  }

  @Test
  void starsStandAnywhereInAName() {
    var imported =
        Imports.imported(
            "config.yaml",
            """
            model_list:
              - { model_name: "team::*:static::*", litellm_params: { model: openai/m1 } }
            router_settings: { num_retries: 0 }
            """);
    var rule = node(imported, "model", RulesNode.class).rules().getFirst();
    assertEquals("model.matches(\"^team::.*:static::.*$\")", rule.when().text());
  }

  @Test
  void matchingAllTagsIsToBeDoneByHand() {
    var imported =
        group(
            "router_settings: { enable_tag_filtering: true, tag_filtering_match_any: false }\n",
            "tags: [a, b]",
            "tags: [default]");
    Finding finding =
        imported.findings().stream()
            .filter(each -> each.path().equals("router_settings.tag_filtering_match_any"))
            .findFirst()
            .orElseThrow();
    assertEquals(Grade.MANUAL, finding.grade());
  }
}
