package io.signalbox.plugins.importer.litellm;

import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.GraphDraft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// The model groups of `model_list`: entries with one `model_name` are deployments of one group. A
/// name with a star stands for many. Belongs to one thread.
final class Groups {
  private final SequencedMap<String, List<ConfigValue>> entries = new LinkedHashMap<>();
  private final Map<String, String> targets = new HashMap<>();

  /// The groups by their aliases, which LiteLLM looks at first.
  private final Map<String, String> aliases;

  private final Deployments deployments;
  private final Pools pools;

  Groups(
      ConfigValue root,
      Map<String, String> aliases,
      Deployments deployments,
      Pools pools,
      GraphDraft draft) {
    this.aliases = aliases;
    this.deployments = deployments;
    this.pools = pools;
    for (ConfigValue entry : root.get("model_list").map(ConfigValue::list).orElse(List.of())) {
      entry
          .text("model_name")
          .ifPresentOrElse(
              name -> entries.computeIfAbsent(name, each -> new ArrayList<>()).add(entry),
              () -> draft.manual(entry, "LiteLLM's deployments need a model_name; left out."));
    }
  }

  /// The names of all groups without a star.
  List<String> plain() {
    return entries.keySet().stream().filter(name -> !name.contains("*")).toList();
  }

  /// The names with a star, the longest first, as LiteLLM prefers them.
  List<String> stars() {
    return entries.keySet().stream()
        .filter(name -> name.contains("*"))
        .sorted((one, other) -> Integer.compare(other.length(), one.length()))
        .toList();
  }

  /// The target of a group or an alias, or of a model that a star stands for; empty if there is
  /// none.
  Optional<String> target(String name) {
    return direct(aliases.getOrDefault(name, name));
  }

  /// Whether only a star serves a name without one, and passes it on.
  boolean isOpen(String name) {
    return !entries.containsKey(name)
        && !name.contains("*")
        && star(name).filter(each -> fixed(each).isEmpty()).isPresent();
  }

  private Optional<String> star(String name) {
    return stars().stream().filter(star -> Star.of(star).matches(name)).findFirst();
  }

  /// The target of a name that is no alias.
  private Optional<String> direct(String name) {
    if (targets.containsKey(name)) {
      return Optional.ofNullable(targets.get(name));
    }
    if (entries.containsKey(name) && !name.contains("*")) {
      return Optional.of(made(name, name, Optional.empty()));
    }
    return star(name).map(star -> fixed(star).orElseGet(() -> made(star, name, Optional.of(name))));
  }

  /// The target of a name with a star whose deployments are fixed models.
  Optional<String> fixed(String star) {
    boolean open =
        entries.getOrDefault(star, List.of()).stream()
            .anyMatch(each -> model(each).contains("*") || model(each).isEmpty());
    if (open) {
      return Optional.empty();
    }
    return Optional.of(
        targets.containsKey(star)
            ? targets.getOrDefault(star, "")
            : made(star, star, Optional.empty()));
  }

  List<ConfigValue> entries(String name) {
    return entries.getOrDefault(name, List.of());
  }

  static String model(ConfigValue entry) {
    return entry.at("litellm_params", "model").flatMap(ConfigValue::asText).orElse("");
  }

  private String made(String entry, String name, Optional<String> asked) {
    List<Deployment> all =
        entries.getOrDefault(entry, List.of()).stream()
            .map(each -> deployments.of(each, asked))
            .toList();
    String target = pools.of(name.equals("*") ? "any" : name, all);
    targets.put(name, target);
    return target;
  }
}
