package io.signalbox.plugins.importer.envoy;

import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.GraphDraft;
import io.signalbox.plugins.importer.HeaderTests;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Envoy's header matchers in CEL.
final class HeaderMatchers {
  private HeaderMatchers() {}

  /// That all of them hold; empty: there is none that a graph can look at.
  static Optional<String> all(ConfigValue match, GraphDraft draft) {
    var all = new ArrayList<String>();
    for (ConfigValue header : match.get("headers").map(ConfigValue::list).orElse(List.of())) {
      of(header)
          .ifPresentOrElse(
              all::add,
              () -> {
                all.add("false"); // alone, the others would match more requests
                draft.manual(
                    header,
                    "No condition of a graph says this: the rule takes no request until you write"
                        + " one.");
              });
    }
    return all.isEmpty() ? Optional.empty() : Optional.of(String.join(" && ", all));
  }

  private static Optional<String> of(ConfigValue header) {
    String name = header.text("name").orElse("");
    boolean caseless =
        header.at("string_match", "ignore_case").flatMap(ConfigValue::asTruth).orElse(false);
    Optional<String> said = caseless ? Optional.empty() : test(name, header);
    boolean not = header.get("invert_match").flatMap(ConfigValue::asTruth).orElse(false);
    return not ? said.map(each -> "!(" + each + ")") : said;
  }

  private static Optional<String> test(String name, ConfigValue header) {
    ConfigValue match = header.get("string_match").orElse(header);
    for (Map.Entry<String, ConfigValue> each : match.map().entrySet()) {
      Optional<String> said = test(name, each.getKey().replace("_match", ""), each.getValue());
      if (said.isPresent()) {
        return said;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> test(String name, String kind, ConfigValue value) {
    String text = value.asText().or(() -> value.text("regex")).orElse("");
    return switch (kind) {
      case "exact" -> HeaderTests.is(name, text);
      case "prefix" -> HeaderTests.holds(name, "startsWith", text);
      case "suffix" -> HeaderTests.holds(name, "endsWith", text);
      case "contains" -> HeaderTests.holds(name, "contains", text);
      case "safe_regex" -> HeaderTests.matches(name, text);
      case "present" ->
          value.asTruth().orElse(true)
              ? HeaderTests.isThere(name)
              : HeaderTests.isThere(name).map(each -> "!(" + each + ")");
      default -> Optional.empty();
    };
  }
}
