package io.signalbox.plugins.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The shapes of Portkey's targets.
final class PortkeyTarget {
  private PortkeyTarget() {}

  static Map<String, Object> choice(
      List<Map<String, Object>> conditions,
      Optional<String> otherwise,
      List<Map<String, Object>> targets) {
    var strategy = new LinkedHashMap<String, Object>();
    strategy.put("mode", "conditional");
    strategy.put("conditions", conditions);
    otherwise.ifPresent(name -> strategy.put("default", name));
    return group(strategy, targets);
  }

  static Map<String, Object> condition(Map<String, Object> query, String then) {
    var condition = new LinkedHashMap<String, Object>();
    condition.put("query", query);
    condition.put("then", then);
    return condition;
  }

  static Map<String, Object> group(
      Map<String, Object> strategy, List<Map<String, Object>> targets) {
    var group = new LinkedHashMap<String, Object>();
    group.put("strategy", strategy);
    group.put("targets", targets);
    return group;
  }

  static Map<String, Object> named(String name, Map<String, Object> target) {
    var named = new LinkedHashMap<String, Object>();
    named.put("name", name);
    named.putAll(target);
    named.put("name", name);
    return named;
  }

  /// A choice that chooses nothing: the gateway answers 400 and calls no provider.
  static Map<String, Object> refusal() {
    return choice(List.of(), Optional.empty(), List.of());
  }
}
