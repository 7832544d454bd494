package io.signalbox.plugins.importer.agentgateway;

import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.export.agentgateway.RequestFacts;
import io.signalbox.plugins.importer.ForeignCel;
import io.signalbox.plugins.importer.GraphDraft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Routes of which one is chosen by a header that a gateway works out itself in CEL: conditions
/// with the names of routes, as in `a ? "x" : b ? "y" : "z"`. Belongs to one thread.
///
/// @param header its name
/// @param chosen the expression
/// @param facts expressions by their names below `metadata`
record ChosenRoutes(String header, ConfigValue chosen, Map<String, String> facts) {
  private static final Pattern NAME = Pattern.compile("\"([^\"\\\\]*)\"");

  private static final Pattern REGEX =
      Pattern.compile("(\\.matches\\(\")((?:[^\"\\\\]++|\\\\.)*+)\"");

  private static final Pattern BOUND = Pattern.compile("\\.(?:exists|all)\\(([A-Za-z_]\\w*),");

  /// Those of a gateway of the file; empty if no route is chosen so.
  static Optional<ChosenRoutes> of(ConfigValue root, List<ConfigValue> routes) {
    return root.get("gateways").stream()
        .flatMap(each -> each.map().values().stream())
        .flatMap(each -> each.at("transformations", "request").stream())
        .flatMap(request ->
            request.get("set").stream()
                .flatMap(set -> set.map().entrySet().stream())
                .filter(each ->
                    routes.stream().anyMatch(route -> name(route, each.getKey()).isPresent()))
                .map(each ->
                    new ChosenRoutes(
                        each.getKey(), each.getValue(), texts(request.get("metadata")))))
        .findFirst();
  }

  private static Map<String, String> texts(Optional<ConfigValue> map) {
    var texts = new HashMap<String, String>();
    map.stream()
        .flatMap(each -> each.map().entrySet().stream())
        .forEach(
            each -> each.getValue().asText().ifPresent(text -> texts.put(each.getKey(), text)));
    return texts;
  }

  /// The value of the header that a route wants.
  private static Optional<String> name(ConfigValue route, String header) {
    return route.get("matches").stream()
        .flatMap(each -> each.list().stream())
        .flatMap(each -> each.get("headers").stream())
        .flatMap(each -> each.list().stream())
        .filter(each -> each.text("name").filter(header::equalsIgnoreCase).isPresent())
        .flatMap(each -> each.at("value", "exact").stream())
        .flatMap(each -> each.asText().stream())
        .findFirst();
  }

  /// A node that chooses among the routes; empty if none can be.
  ///
  /// @param target what a route leads to
  Optional<String> start(
      List<ConfigValue> routes, Function<ConfigValue, Optional<String>> target, GraphDraft draft) {
    var named = new HashMap<String, ConfigValue>();
    routes.forEach(route -> name(route, header).ifPresent(name -> named.put(name, route)));
    var made = new HashMap<String, Optional<String>>();
    Function<String, Optional<String>> to =
        name ->
            made.computeIfAbsent(
                name, each -> Optional.ofNullable(named.get(each)).flatMap(target));
    var rules = new ArrayList<RulesNode.Rule>();
    String rest = chosen.asText().orElse("");
    while (!NAME.matcher(rest.strip()).matches()) {
      int then = outside(rest, '?');
      int otherwise = then < 0 ? -1 : outside(rest, ':');
      if (otherwise < then) {
        draft.manual(chosen, "Only a chain of conditions and names of routes can be read.");
        return Optional.empty();
      }
      rule(rest.substring(0, then), rest.substring(then + 1, otherwise), to, draft)
          .ifPresent(rules::add);
      rest = rest.substring(otherwise + 1);
    }
    String otherwise =
        to.apply(named(rest))
            .orElseGet(() -> draft.reject("no-route", 404, "No route takes this request."));
    named.forEach((name, route) ->
        made.getOrDefault(name, Optional.empty()).ifPresent(each -> draft.became(route, each)));
    if (rules.isEmpty()) {
      return Optional.of(otherwise);
    }
    return Optional.of(
        draft.add(
            new RulesNode(
                draft.id("routes"), About.named("Routes"), List.copyOf(rules), otherwise)));
  }

  private static String named(String literal) {
    return literal.strip().replaceAll("^\"|\"$", "");
  }

  private Optional<RulesNode.Rule> rule(
      String when, String name, Function<String, Optional<String>> target, GraphDraft draft) {
    String plain = when.strip();
    if (plain.equals("!metadata.readable") && RequestFacts.isReadable(facts)) {
      return Optional.empty(); // Signalbox refuses such bodies itself
    }
    Optional<Condition> condition = condition(plain);
    Optional<String> to = target.apply(named(name));
    if (condition.isEmpty() || to.isEmpty()) {
      draft.manual(
          chosen,
          "Signalbox has no signal for a part of \"%s\", or there is no route %s: the rule was left out, and its requests take the next one."
              .formatted(plain, name.strip()));
      return Optional.empty();
    }
    return Optional.of(new RulesNode.Rule(condition.get(), to.get(), Optional.empty()));
  }

  private Optional<Condition> condition(String when) {
    var names = new HashMap<String, String>(Map.of("double", "number"));
    String text = withPlainRegexes(when);
    int number = 0;
    for (Map.Entry<String, String> fact : facts.entrySet()) {
      Optional<String> signal = RequestFacts.signal(fact.getValue());
      if (signal.isPresent()) {
        String read = RequestFacts.access(fact.getKey());
        String plain = read.contains("[") ? "metadata.fact_" + ++number : read;
        text = text.replace(read, plain);
        names.put(plain, signal.get());
      }
    }
    BOUND.matcher(text).results().forEach(each -> names.put(each.group(1), each.group(1)));
    // without a value a condition does not hold here either
    String bare = text.replace("coalesce(", "(").replace(", false)", ")");
    return new ForeignCel(names).condition(bare);
  }

  /// Rust's regular expressions as RE2's.
  private static String withPlainRegexes(String text) {
    return REGEX
        .matcher(text)
        .replaceAll(each ->
            java.util.regex.Matcher.quoteReplacement(
                each.group(1)
                    + each.group(2)
                        .replaceAll("\\(\\?-u:(\\\\\\\\[bdsw])\\)", "$1")
                        .replaceAll("\\\\\\\\[uU]([0-9a-f]{8}|[0-9a-f]{4})", "\\\\\\\\x{$1}")
                        .replace("[a&&b]", "[^\\\\x00-\\\\x{10FFFF}]")
                    + "\""));
  }

  /// Where a sign stands outside of texts and brackets; -1 if nowhere.
  private static int outside(String text, char sign) {
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        i += c == '\\' ? 1 : 0;
        quoted = c != '"';
      } else if (c == sign && depth == 0) {
        return i;
      } else {
        quoted = c == '"';
        depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
      }
    }
    return -1;
  }
}
