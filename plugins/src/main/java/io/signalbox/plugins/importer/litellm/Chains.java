package io.signalbox.plugins.importer.litellm;

import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.Calls;
import io.signalbox.plugins.importer.GraphDraft;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The fallbacks of groups: those for a prompt that is too long or filtered, those for any other
/// failure, and those of groups that have none. Belongs to one thread.
final class Chains {
  private final Groups groups;
  private final Settings settings;
  private final Calls calls;
  private final GraphDraft draft;
  private final Map<String, List<ConfigValue>> usual;
  private final Map<String, List<ConfigValue>> tooLong;
  private final Map<String, List<ConfigValue>> filtered;
  private final List<ConfigValue> byDefault;

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
    String wish = group.equals("*") ? "any" : group;
    Rest others = rest(group, usual.getOrDefault(group, wildcard()));
    Set<FailureClass> on = EnumSet.copyOf(FallbackNode.USUAL);
    Rest longer = rest(group, tooLong.getOrDefault(group, List.of()));
    if (!longer.targets().isEmpty()) {
      on.remove(FailureClass.CONTEXT_TOO_LONG);
    }
    String all = chain(wish + "-fallbacks", target, others, on);
    all = chain(wish + "-too-long", all, longer, EnumSet.of(FailureClass.CONTEXT_TOO_LONG));
    return chain(
        wish + "-filtered",
        all,
        rest(group, filtered.getOrDefault(group, List.of())),
        EnumSet.of(FailureClass.CONTENT_FILTERED));
  }

  /// What stands behind a group.
  ///
  /// @param names in the source, for the report
  private record Rest(List<String> targets, List<ConfigValue> names) {}

  private Rest rest(String group, List<ConfigValue> names) {
    return new Rest(targets(group, names), names);
  }

  private List<ConfigValue> wildcard() {
    return usual.getOrDefault("*", byDefault);
  }

  private List<String> targets(String group, List<ConfigValue> names) {
    var targets = new LinkedHashSet<String>();
    for (ConfigValue value : names) {
      Optional<String> name = value.asText().or(() -> value.text("model"));
      if (name.filter(group::equals).isPresent()) {
        continue;
      }
      name.flatMap(groups::target)
          .ifPresentOrElse(
              targets::add,
              () ->
                  draft.manual(
                      value, "model_list has no group of that name; this fallback was left out."));
    }
    return List.copyOf(targets);
  }

  private String chain(String wish, String first, Rest rest, Set<FailureClass> on) {
    var to = new ArrayList<String>();
    to.add(first);
    rest.targets().stream().filter(each -> !each.equals(first)).forEach(to::add);
    if (to.size() == 1) {
      return first;
    }
    return draft.add(
        new FallbackNode(
            draft.id(wish),
            About.NOTHING,
            to,
            on,
            0,
            Optional.empty(),
            Optional.empty(),
            calls.attempts(calls.inTurn(to), rest.names().getLast())));
  }
}
