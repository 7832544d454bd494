package io.signalbox.plugins.importer.litellm;

import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.GraphDraft;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The further names of groups in `model_group_alias`. Belongs to one thread.
final class Aliases {
  private final Map<String, String> groups = new LinkedHashMap<>();
  private final Set<String> known;
  private final GraphDraft draft;

  Aliases(ConfigValue root, Settings settings, GraphDraft draft) {
    this.draft = draft;
    this.known =
        root.get("model_list").map(ConfigValue::list).orElse(List.of()).stream()
            .flatMap(each -> each.text("model_name").stream())
            .collect(Collectors.toSet());
    settings.either("model_group_alias").ifPresent(all -> all.map().forEach(this::put));
  }

  private void put(String alias, ConfigValue value) {
    Optional<String> group = value.asText().or(() -> value.text("model"));
    if (group.filter(this::isServed).isPresent()) {
      groups.put(alias, group.get());
    } else {
      draft.manual(
          value,
          value.list().isEmpty()
              ? "model_list has no group of that name; the alias was left out."
              : "LiteLLM takes the name of one group here, not a list; the alias was left out.");
    }
  }

  private boolean isServed(String name) {
    return known.stream()
        .anyMatch(each -> each.contains("*") ? Star.of(each).matches(name) : each.equals(name));
  }

  /// The groups by alias.
  Map<String, String> all() {
    return groups;
  }

  /// The aliases of a group.
  List<String> of(String group) {
    return groups.keySet().stream().filter(each -> group.equals(groups.get(each))).toList();
  }
}
