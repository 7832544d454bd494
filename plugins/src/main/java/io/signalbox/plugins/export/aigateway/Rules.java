package io.signalbox.plugins.export.aigateway;

import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.plugins.export.Address;
import io.signalbox.plugins.export.FidelityReport;
import io.signalbox.plugins.export.Scripts;
import io.signalbox.plugins.export.Statuses;
import io.signalbox.plugins.export.UnspeakableException;
import io.signalbox.plugins.export.choice.ChosenPlan;
import io.signalbox.plugins.export.choice.ChosenWay;
import io.signalbox.plugins.export.choice.Speech;
import io.signalbox.plugins.export.choice.Test;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Writes ways as the rules of an `AIGatewayRoute`. Envoy Gateway tries the matches with most
/// headers first and equals in the order of the file, so earlier rules are given headers that every
/// request has. Belongs to one thread.
final class Rules {
  /// The resource takes 15 rules; Go sorts no more than twelve routes in a stable way.
  private static final int MOST_MATCHES = 10;

  private static final int MOST_MUTATIONS = 16;

  /// Headers that Envoy or the gateway itself sets in each request.
  private static final List<String> ALWAYS =
      List.of(HeaderMatches.MODEL, "x-request-id", "x-forwarded-proto");

  private final Map<String, Address> addresses;
  private final Resources resources;
  private final Speech speech;
  private final FidelityReport report;
  private final Set<String> names = new HashSet<>();

  Rules(Map<String, Address> addresses, Resources resources, Speech speech, FidelityReport report) {
    this.addresses = addresses;
    this.resources = resources;
    this.speech = speech;
    this.report = report;
  }

  /// A way in the words of the resource.
  private record Rule(ChosenWay way, List<Map<String, HeaderMatches.Value>> matches) {}

  /// All rules, in order.
  List<Map<String, Object>> of(List<ChosenWay> ways) {
    var rules = new ArrayList<Rule>();
    int room = MOST_MATCHES;
    for (ChosenWay way : ways.subList(0, ways.size() - 1)) {
      List<Map<String, HeaderMatches.Value>> matches = matches(way);
      if (!matches.isEmpty() && matches.size() <= room) {
        rules.add(new Rule(way, matches));
        room -= matches.size();
      } else if (!matches.isEmpty()) {
        leftOut(way, "there are more matches than can be kept in order");
      }
    }
    List<Rule> ordered = ordered(rules);
    var written = new ArrayList<Map<String, Object>>();
    ordered.forEach(rule -> written.add(written(rule)));
    written.add(written(new Rule(ways.getLast(), List.of())));
    return written;
  }

  /// A promise may lose no way: what it forbids would be called. Any other way only falls through.
  private void leftOut(ChosenWay way, String why) {
    report.unsupported(
        FidelityReport.WHOLE,
        "%s: %s; these requests take the next rule.".formatted(way.text(), why));
    if (way.tests().stream().anyMatch(Test::unlessFalse)) {
      throw new TooManyPromisesException();
    }
  }

  /// A promise cannot be kept by a rule.
  static final class TooManyPromisesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyPromisesException() {
      super("a promise needs more rules than there can be", null, false, false);
    }
  }

  private List<Map<String, HeaderMatches.Value>> matches(ChosenWay way) {
    try {
      Set<Map<String, HeaderMatches.Value>> all = Set.of(Map.of());
      for (Test test : way.tests()) {
        all = HeaderMatches.both(all, HeaderMatches.of(test.when()));
      }
      return List.copyOf(all);
    } catch (UnspeakableException e) {
      leftOut(way, AiGatewaySpeech.NAME + " has no words here for " + e.why());
      return List.of();
    }
  }

  /// Each with as many headers as those after it at least.
  private List<Rule> ordered(List<Rule> rules) {
    var ordered = new ArrayList<Rule>();
    int most = 1;
    for (Rule rule : rules.reversed()) {
      int least = most;
      var padded = new ArrayList<Map<String, HeaderMatches.Value>>();
      rule.matches().forEach(match -> padded.add(padded(match, least)));
      if (padded.stream().allMatch(each -> each.size() >= least)) {
        ordered.addFirst(new Rule(rule.way(), padded));
        most = Math.max(most, padded.stream().mapToInt(Map::size).max().orElse(0));
      } else {
        leftOut(rule.way(), "a later rule looks at more headers and would be tried first");
      }
    }
    return ordered;
  }

  private static Map<String, HeaderMatches.Value> padded(
      Map<String, HeaderMatches.Value> match, int least) {
    var padded = new LinkedHashMap<>(match);
    for (String header : ALWAYS) {
      if (padded.size() < least) {
        padded.putIfAbsent(header, new HeaderMatches.Value(false, ".*"));
      }
    }
    return padded;
  }

  private Map<String, Object> written(Rule rule) {
    String name = Resources.name(rule.way().label(), names);
    names.add(name);
    var written = Resources.map("name", name);
    if (!rule.matches().isEmpty()) {
      written.put("matches", rule.matches().stream().map(Rules::match).toList());
    }
    ChosenPlan plan = rule.way().plan();
    plan.shares().stream()
        .flatMap(each -> each.chain().limits().total().stream())
        .min(java.util.Comparator.naturalOrder())
        .ifPresent(total -> written.put("timeouts", Map.of("request", millis(total.toMillis()))));
    written.put("backendRefs", plan.isDraw() ? drawn(plan) : chain(name, plan.likeliest()));
    return written;
  }

  /// At most five digits each.
  private static String millis(long millis) {
    return millis < 100_000 ? millis + "ms" : Math.min(99_999, millis / 1000) + "s";
  }

  private static Map<String, Object> match(Map<String, HeaderMatches.Value> match) {
    var headers = new ArrayList<Map<String, Object>>();
    match.forEach((name, value) ->
        headers.add(
            Resources.map(
                "type",
                value.exact() ? "Exact" : "RegularExpression",
                "name",
                name,
                "value",
                value.text())));
    return Map.of("headers", headers);
  }

  private List<Map<String, Object>> drawn(ChosenPlan plan) {
    return plan.shares().stream()
        .map(share -> {
          var calls = share.chain().calls();
          var ref = calls.isEmpty() ? nobody() : ref(calls.getFirst());
          ref.put("weight", weight(share.weight()));
          return ref;
        })
        .toList();
  }

  private static long weight(BigDecimal share) {
    return Math.clamp(
        share.movePointRight(3).setScale(0, RoundingMode.HALF_UP).longValue(), 1, 1_000_000);
  }

  private Map<String, Object> nobody() {
    return Resources.map("name", resources.nobody());
  }

  private List<Map<String, Object>> chain(String rule, ChosenPlan.ChosenChain chain) {
    if (chain.calls().isEmpty()) {
      return List.of(nobody());
    }
    var refs = new ArrayList<Map<String, Object>>();
    int priority = 0;
    for (ChosenPlan.ChosenCall call : chain.calls()) {
      priority += refs.isEmpty() || call.beside() ? 0 : 1;
      var ref = ref(call);
      if (chain.calls().size() > 1) {
        ref.put("priority", priority);
      }
      refs.add(ref);
    }
    int retries = chain.calls().size() * (1 + chain.limits().retries()) - 1;
    Set<FailureClass> on = chain.limits().on().orElse(FallbackNode.USUAL);
    if (retries > 0) {
      resources.retries(
          rule,
          retries,
          1 + chain.limits().retries(),
          Statuses.of(on),
          on.contains(FailureClass.UNREACHABLE));
    }
    return List.copyOf(refs);
  }

  private Map<String, Object> ref(ChosenPlan.ChosenCall call) {
    Address address = java.util.Objects.requireNonNull(addresses.get(call.model()));
    var ref =
        Resources.map(
            "name", resources.backend(address),
            "modelNameOverride", address.model().model());
    Map<String, Object> mutation = mutation(address, call.change());
    if (!mutation.isEmpty()) {
      ref.put("bodyMutation", mutation);
    }
    return ref;
  }

  private static List<String> removed(String name) {
    return name.equals("tools")
        ? List.of("tools", "tool_choice", "parallel_tool_calls")
        : List.of(name);
  }

  private Map<String, Object> mutation(Address address, ChosenPlan.ChosenChange change) {
    var set = new LinkedHashMap<>(change.set());
    address.model().params().entrySet().stream()
        .filter(each -> speech.objection(each.getKey(), Scripts.parsed(each.getValue())).isEmpty())
        .forEach(each -> set.put(each.getKey(), Scripts.json(Scripts.parsed(each.getValue()))));
    var values = new ArrayList<Map<String, Object>>();
    set.forEach((path, json) -> values.add(Resources.map("path", path, "value", json)));
    List<String> gone =
        change.drop().stream()
            .flatMap(name -> removed(name).stream())
            .filter(name -> !set.containsKey(name))
            .toList();
    if (values.size() > MOST_MUTATIONS || gone.size() > MOST_MUTATIONS) {
      report.unsupported(
          address.model().id(),
          "Only %d members can be set, and as many removed.".formatted(MOST_MUTATIONS));
    }
    var mutation = new LinkedHashMap<String, Object>();
    if (!values.isEmpty()) {
      mutation.put("set", values.stream().limit(MOST_MUTATIONS).toList());
    }
    if (!gone.isEmpty()) {
      mutation.put("remove", gone.stream().limit(MOST_MUTATIONS).toList());
    }
    return mutation;
  }
}
