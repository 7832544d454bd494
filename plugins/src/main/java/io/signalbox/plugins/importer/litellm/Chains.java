package io.signalbox.plugins.importer.litellm;

import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.Calls;
import io.signalbox.plugins.importer.GraphDraft;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The fallbacks of groups: those for a prompt that is too long or filtered, those for any other
/// failure, and those of groups that have none. Belongs to one thread.
final class Chains {
  private static final int MOST_DEPTH = 5;

  /// A request makes no more.
  private static final int MOST_CALLS = 10;

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

  /// The names of groups in all lists, before and behind the colons.
  Set<String> named() {
    var names = new LinkedHashSet<String>();
    Stream.of(usual, tooLong, filtered)
        .forEach(lists ->
            lists.forEach((group, to) -> {
              names.add(group);
              to.forEach(each -> name(each).ifPresent(names::add));
            }));
    byDefault.forEach(each -> name(each).ifPresent(names::add));
    return names;
  }

  /// Whether a list is for one name alone.
  boolean hasOwn(String group) {
    return Stream.of(usual, tooLong, filtered).anyMatch(lists -> lists.containsKey(group));
  }

  /// Where the requests for a group go.
  String entry(String group, String target) {
    String wish = group.equals("*") ? "any" : group;
    List<ConfigValue> names = usual.getOrDefault(group, wildcard());
    List<String> others =
        walk(group, names).stream().flatMap(each -> own(each).stream()).distinct().toList();
    return special(group, chain(wish + "-fallbacks", target, new Rest(others, names), usually()));
  }

  private Set<FailureClass> usually() {
    Set<FailureClass> on = EnumSet.allOf(FailureClass.class);
    if (!tooLong.isEmpty()) {
      on.remove(FailureClass.CONTEXT_TOO_LONG);
    }
    if (!filtered.isEmpty()) {
      on.remove(FailureClass.CONTENT_FILTERED);
    }
    return on;
  }

  /// A group as one of several, with its own fallbacks for prompts that are too long or filtered.
  private Optional<String> own(String group) {
    if (!made.containsKey(group)) {
      groups.target(group).ifPresent(target -> made.put(group, special(group, target)));
    }
    return Optional.ofNullable(made.get(group));
  }

  private String special(String group, String target) {
    String wish = group.equals("*") ? "any" : group;
    String all = special(wish + "-too-long", group, target, tooLong, FailureClass.CONTEXT_TOO_LONG);
    return special(wish + "-filtered", group, all, filtered, FailureClass.CONTENT_FILTERED);
  }

  private String special(
      String wish,
      String group,
      String target,
      Map<String, List<ConfigValue>> lists,
      FailureClass on) {
    List<ConfigValue> names = lists.getOrDefault(group, List.of());
    List<String> others =
        walk(group, names).stream()
            .flatMap(each -> groups.target(each).stream())
            .distinct()
            .toList();
    return chain(wish, target, new Rest(others, names), EnumSet.of(on));
  }

  /// The groups that LiteLLM tries after one, each with the fallbacks that it has itself before the
  /// next one, none twice, up to a depth of five.
  private List<String> walk(String group, List<ConfigValue> names) {
    var tried = new LinkedHashSet<String>();
    tried.add(group);
    walk(names, tried, 1);
    tried.remove(group);
    return List.copyOf(tried);
  }

  private void walk(List<ConfigValue> names, Set<String> tried, int depth) {
    for (ConfigValue value : names) {
      Optional<String> name = name(value);
      if (name.flatMap(groups::target).isEmpty()) {
        draft.manual(value, "model_list has no group of that name; this fallback was left out.");
      } else if (tried.add(name.get()) && depth < MOST_DEPTH) {
        walk(usual.getOrDefault(name.get(), wildcard()), tried, depth + 1);
      }
    }
  }

  private static Optional<String> name(ConfigValue value) {
    return value.asText().or(() -> value.text("model"));
  }

  private List<ConfigValue> wildcard() {
    return usual.getOrDefault("*", byDefault);
  }

  /// What stands behind a group.
  ///
  /// @param names in the source, for the report
  private record Rest(List<String> targets, List<ConfigValue> names) {}

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
            to.stream().limit(MOST_CALLS).toList(),
            on,
            0,
            Optional.empty(),
            Optional.empty(),
            calls.attempts(calls.inTurn(to), rest.names().getLast())));
  }
}
