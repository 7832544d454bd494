package io.signalbox.plugins.importer.vllmsr;

import static io.signalbox.plugins.importer.vllmsr.ServedModels.list;

import io.signalbox.engine.workspace.config.ConfigValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What signals that are learned look for, as examples of an intent. Belongs to one thread.
final class Examples {
  private final Map<String, List<String>> byName = new HashMap<>();

  Examples(ConfigValue root) {
    for (ConfigValue each : SignalConditions.each(root, "embeddings", "embedding_rules")) {
      put("embedding", each, texts(each, "candidates"));
    }
    for (ConfigValue each : SignalConditions.each(root, "preferences", "preference_rules")) {
      put("preference", each, texts(each, "examples"));
    }
    for (ConfigValue each : SignalConditions.each(root, "domains", "categories")) {
      put("domain", each, List.of(each.text("description").or(() -> each.text("name")).orElse("")));
    }
  }

  private void put(String type, ConfigValue signal, List<String> examples) {
    signal
        .text("name")
        .filter(name -> !examples.isEmpty())
        .ifPresent(name -> byName.put(type + " " + name, examples));
  }

  private static List<String> texts(ConfigValue signal, String key) {
    return list(signal.get(key)).stream()
        .flatMap(each -> each.asText().stream())
        .filter(each -> !each.isBlank())
        .distinct()
        .toList();
  }

  /// The examples of a tree that asks for one of some learned signals and for nothing else; empty
  /// if it asks for more.
  List<String> of(ConfigValue tree) {
    if (tree.text("type").isPresent()) {
      String name = tree.text("type").orElse("") + " " + tree.text("name").orElse("");
      return byName.getOrDefault(name, List.of());
    }
    List<List<String>> all = list(tree.get("conditions")).stream().map(this::of).toList();
    boolean either = all.size() == 1 || tree.text("operator").filter("OR"::equals).isPresent();
    boolean known = either && all.stream().noneMatch(List::isEmpty);
    boolean not = tree.text("operator").filter("NOT"::equals).isPresent();
    return known && !not ? all.stream().flatMap(List::stream).distinct().toList() : List.of();
  }

  /// The example of a category.
  List<String> ofDomain(String name) {
    return byName.getOrDefault("domain " + name, List.of(name));
  }
}
