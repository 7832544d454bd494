package io.signalbox.plugins.importer.agentgateway;

import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.GraphDraft;
import io.signalbox.plugins.importer.HeaderTests;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What requests must have besides a model or a path, in CEL.
final class Matches {
  private Matches() {}

  /// That one of several matches holds; empty: all requests.
  static Optional<String> any(Optional<ConfigValue> matches, GraphDraft draft) {
    List<String> all =
        matches.map(ConfigValue::list).orElse(List.of()).stream()
            .flatMap(each -> headers(each, draft).stream())
            .map(each -> "(" + each + ")")
            .toList();
    return all.isEmpty() ? Optional.empty() : Optional.of(String.join(" || ", all));
  }

  /// That all headers of one match are so.
  static Optional<String> headers(ConfigValue match, GraphDraft draft) {
    var all = new ArrayList<String>();
    for (ConfigValue header : match.get("headers").map(ConfigValue::list).orElse(List.of())) {
      String name = header.text("name").orElse("");
      Optional<ConfigValue> value = header.get("value");
      Optional<String> exact = value.flatMap(each -> each.text("exact"));
      Optional<String> regex = value.flatMap(each -> each.text("regex"));
      Optional<String> said =
          exact
              .flatMap(each -> HeaderTests.is(name, each))
              .or(() -> regex.flatMap(each -> HeaderTests.matches(name, each)));
      said.ifPresentOrElse(
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
}
