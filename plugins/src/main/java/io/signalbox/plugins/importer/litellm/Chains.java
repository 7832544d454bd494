package io.signalbox.plugins.importer.litellm;

import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.Calls;
import io.signalbox.plugins.importer.GraphDraft;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The fallbacks of groups: those for a prompt that is too long or filtered, those for any other
/// failure, and those of groups that have none. Belongs to one thread.
final class Chains {
  private static final int MOST_DEPTH = 5;

  private final Groups groups;
  private final Settings settings;
  private final Calls calls;
  private final GraphDraft draft;
  private final Map<String, List<ConfigValue>> usual;
  private final Map<String, List<ConfigValue>> tooLong;
  private final Map<String, List<ConfigValue>> filtered;
  private final List<ConfigValue> byDefault;
  private final Map<String, String> made = new HashMap<>();

  Chains(Groups groups, Settings settings, GraphDraft draft) {
    this.groups = groups;
    this.settings = settings;
    this.draft = draft;
    this.calls = new Calls(draft);
    this.usual = lists("fallbacks");
    this.tooLong = lists("context_window_fallbacks");
    this.filtered = lists("content_policy_fallbacks");
    this.byDefault = settings.either("default_fallbacks").map(ConfigValue::list).orElse(List.of());
  }

  /// A list of maps from a group to others; a map alone is read, too.
  private Map<String, List<ConfigValue>> lists(String key) {
    var all = new LinkedHashMap<String, List<ConfigValue>>();
    for (ConfigValue value : settings.either(key).stream().toList()) {
      List<ConfigValue> maps = value.map().isEmpty() ? value.list() : List.of(value);
      maps.forEach(map -> map.map().forEach((group, to) -> put(all, group, to)));
    }
    return all;
  }

  private void put(Map<String, List<ConfigValue>> all, String group, ConfigValue to) {
    List<ConfigValue> targets = to.list().isEmpty() ? List.of(to) : to.list();
    if (all.putIfAbsent(group, targets) != null) {
      draft.unsupported(to, "LiteLLM takes the first fallbacks of a group; these are left out.");
    } else if (!group.equals("*") && groups.target(group).isEmpty()) {
      draft.manual(to, "model_list has no group of that name, so nothing falls back like this.");
    }
  }

  /// Where the requests for a group go.
  String entry(String group, String target) {
    return entry(group, target, Set.of(group));
  }

  /// @param before the groups that were tried, whose fallbacks are not followed again
  private String entry(String group, String target, Set<String> before) {
    String key = group + " " + (reaches(group, before) ? new TreeSet<>(before) : "");
    Optional<String> known = Optional.ofNullable(made.get(key));
    if (known.isPresent()) {
      return known.get();
    }
    String wish = group.equals("*") ? "any" : group;
    Set<FailureClass> on = EnumSet.allOf(FailureClass.class);
    if (!tooLong.isEmpty()) {
      on.remove(FailureClass.CONTEXT_TOO_LONG);
    }
    if (!filtered.isEmpty()) {
      on.remove(FailureClass.CONTENT_FILTERED);
    }
    String all =
        chain(
            wish + "-fallbacks",
            target,
            rest(group, usual.getOrDefault(group, wildcard()), before),
            on);
    all =
        chain(
            wish + "-too-long",
            all,
            rest(group, tooLong.getOrDefault(group, List.of()), before),
            EnumSet.of(FailureClass.CONTEXT_TOO_LONG));
    all =
        chain(
            wish + "-filtered",
            all,
            rest(group, filtered.getOrDefault(group, List.of()), before),
            EnumSet.of(FailureClass.CONTENT_FILTERED));
    made.put(key, all);
    return all;
  }

  /// Whether the fallbacks of a group come to one that was tried before it.
  private boolean reaches(String group, Set<String> before) {
    var seen = new HashSet<String>();
    var next = new ArrayDeque<String>(List.of(group));
    while (!next.isEmpty()) {
      String each = next.pop();
      if (seen.add(each)) {
        names(each).forEach(next::add);
      }
    }
    seen.remove(group);
    return seen.stream().anyMatch(before::contains);
  }

  private Stream<String> names(String group) {
    return Stream.of(
            usual.getOrDefault(group, wildcard()),
            tooLong.getOrDefault(group, List.of()),
            filtered.getOrDefault(group, List.of()))
        .flatMap(List::stream)
        .flatMap(each -> name(each).stream());
  }

  private static Optional<String> name(ConfigValue value) {
    return value.asText().or(() -> value.text("model"));
  }

  /// What stands behind a group.
  ///
  /// @param names in the source, for the report
  private record Rest(List<String> targets, List<ConfigValue> names) {}

  private Rest rest(String group, List<ConfigValue> names, Set<String> before) {
    return new Rest(targets(group, names, before), names);
  }

  private List<ConfigValue> wildcard() {
    return usual.getOrDefault("*", byDefault);
  }

  private List<String> targets(String group, List<ConfigValue> names, Set<String> before) {
    var targets = new LinkedHashSet<String>();
    for (ConfigValue value : names) {
      Optional<String> name = name(value);
      if (name.filter(each -> each.equals(group) || before.contains(each)).isPresent()) {
        continue;
      }
      name.flatMap(each -> groups.target(each).map(to -> behind(each, to, before)))
          .ifPresentOrElse(
              targets::add,
              () ->
                  draft.manual(
                      value, "model_list has no group of that name; this fallback was left out."));
    }
    return List.copyOf(targets);
  }

  /// A group with its own fallbacks, which LiteLLM follows up to a depth of five.
  private String behind(String group, String target, Set<String> before) {
    if (before.size() >= MOST_DEPTH) {
      return target;
    }
    var all = new HashSet<String>(before);
    all.add(group);
    return entry(group, target, all);
  }

  private String chain(String wish, String first, Rest rest, Set<FailureClass> on) {
    var to = new ArrayList<String>();
    to.add(first);
    rest.targets().stream().filter(each -> !each.equals(first)).forEach(to::add);
    if (to.size() == 1) {
      return first;
    }
    String id = draft.id(wish);
    rest.names().forEach(each -> draft.became(each, id));
    return draft.add(
        new FallbackNode(
            id,
            About.NOTHING,
            to,
            on,
            0,
            Optional.empty(),
            Optional.empty(),
            calls.attempts(calls.inTurn(to), rest.names().getLast())));
  }
}
