package io.signalbox.plugins.importer.nginx;

import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.SplitNode;
import io.signalbox.engine.spi.Grade;
import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.Cel;
import io.signalbox.plugins.importer.GraphDraft;
import io.signalbox.plugins.importer.HeaderTests;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/// Variables that choose an upstream: a `map` over a header and `split_clients`. Belongs to one
/// thread.
final class Choices {
  private final ConfigValue http;
  private final GraphDraft draft;

  Choices(ConfigValue http, GraphDraft draft) {
    this.http = http;
    this.draft = draft;
  }

  /// The node for a variable; empty if no map or split that a graph can say sets it.
  ///
  /// @param variable with its sign
  /// @param target of a value of the variable
  Optional<String> of(String variable, Function<String, Optional<String>> target) {
    Optional<Map.Entry<String, ConfigValue>> map = setting("map", variable);
    return map.isPresent()
        ? map.flatMap(each -> rules(variable, each, target))
        : setting("split_clients", variable).flatMap(each -> split(variable, each, target));
  }

  private Optional<Map.Entry<String, ConfigValue>> setting(String kind, String variable) {
    SequencedMap<String, ConfigValue> all =
        http.get(kind).map(ConfigValue::map).orElse(new LinkedHashMap<>());
    return all.entrySet().stream()
        .filter(each -> each.getKey().endsWith(" " + variable))
        .findFirst();
  }

  private Optional<String> rules(
      String variable,
      Map.Entry<String, ConfigValue> map,
      Function<String, Optional<String>> target) {
    Optional<String> header = header(map.getKey());
    if (header.isEmpty()) {
      draft.manual(map.getValue(), "A graph does not see what this map looks at: write rules.");
      return Optional.empty();
    }
    var rules = new ArrayList<RulesNode.Rule>();
    String otherwise = "";
    for (Map.Entry<String, ConfigValue> each : map.getValue().map().entrySet()) {
      String to = each.getValue().asText().flatMap(target).orElse("");
      if (each.getKey().equals("default")) {
        otherwise = to;
      } else {
        test(header.get(), each.getKey())
            .flatMap(Cel::condition)
            .filter(when -> !to.isEmpty())
            .ifPresentOrElse(
                when -> rules.add(new RulesNode.Rule(when, to, Optional.empty())),
                () -> draft.manual(each.getValue(), "This line was left out: write it as a rule."));
      }
    }
    String id = draft.id(variable.substring(1));
    return Optional.of(
        rules.isEmpty()
            ? otherwise
            : draft.add(new RulesNode(id, About.NOTHING, rules, otherwise)));
  }

  /// The header of `$http_x_tier $variable`.
  private static Optional<String> header(String words) {
    String first = words.substring(0, words.indexOf(' '));
    return first.matches("\\$http_[a-z0-9_]{1,80}")
        ? Optional.of(first.substring("$http_".length()).replace('_', '-'))
        : Optional.empty();
  }

  private static Optional<String> test(String header, String line) {
    if (line.startsWith("~*")) {
      return HeaderTests.finds(header, "(?i)" + line.substring(2));
    }
    // texts of maps are compared without regard to case
    return line.startsWith("~")
        ? HeaderTests.finds(header, line.substring(1))
        : HeaderTests.finds(header, "(?i)^" + line.replaceAll("[^A-Za-z0-9_ -]", "\\\\$0") + "$");
  }

  private Optional<String> split(
      String variable,
      Map.Entry<String, ConfigValue> split,
      Function<String, Optional<String>> target) {
    var shares = new ArrayList<SplitNode.Share>();
    BigDecimal rest = BigDecimal.valueOf(100);
    for (Map.Entry<String, ConfigValue> each : split.getValue().map().entrySet()) {
      Optional<String> to = each.getValue().asText().flatMap(target);
      boolean percent = each.getKey().matches("[0-9]{1,3}(\\.[0-9]{1,2})?%");
      BigDecimal share = percent ? new BigDecimal(each.getKey().replace("%", "")) : rest;
      rest = percent ? rest.subtract(share) : rest;
      if (to.isPresent() && share.signum() > 0) {
        shares.add(new SplitNode.Share(to.get(), share));
      }
    }
    boolean drawn = split.getKey().replaceAll("[{}]", "").contains("$request_id");
    if (!drawn) {
      draft.throughout(
          Grade.APPROXIMATE,
          "split_clients is sticky by what it hashes, the split by user; users land in other"
              + " branches than in nginx.");
    }
    SplitNode.Sticky sticky = drawn ? SplitNode.Sticky.REQUEST : SplitNode.Sticky.USER;
    return shares.isEmpty()
        ? Optional.empty()
        : Optional.of(draft.split(variable.substring(1), shares, sticky));
  }
}
