package io.signalbox.plugins.export.mlflow;

import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.plugins.export.Address;
import io.signalbox.plugins.export.FidelityReport;
import io.signalbox.plugins.export.ways.Plan;
import io.signalbox.plugins.export.ways.Way;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The models and endpoints that the script makes, as values of JSON. Belongs to one thread.
final class Endpoints {
  private static final int MOST_DIGITS = 9;

  /// Databases keep 255 characters of a name.
  private static final int LONGEST = 200;

  private final String name;
  private final RoutingGraph graph;
  private final Map<String, Address> addresses;
  private final FidelityReport report;
  private final Map<String, Map<String, Object>> models = new LinkedHashMap<>();
  private final List<Map<String, Object>> endpoints = new ArrayList<>();

  /// @param name before the names of models
  /// @param addresses by the models' ids
  Endpoints(
      String name, RoutingGraph graph, Map<String, Address> addresses, FidelityReport report) {
    this.name = name;
    this.graph = graph;
    this.addresses = addresses;
    this.report = report;
  }

  /// The whole file.
  Map<String, Object> all() {
    var all = new LinkedHashMap<String, Object>();
    all.put("graph", graph.name());
    all.put("made_by", "signalbox:" + name + ":" + Integer.toHexString(graph.name().hashCode()));
    all.put("models", List.copyOf(models.values()));
    all.put("endpoints", List.copyOf(endpoints));
    return all;
  }

  /// One endpoint; of a way that calls no model the place where it would stand.
  void add(Way<String> way) {
    var endpoint = new LinkedHashMap<String, Object>();
    endpoint.put("name", way.name());
    endpoint.put("when", way.when());
    List<Plan.Share> shares =
        way.plan().shares().stream().filter(each -> !each.chain().calls().isEmpty()).toList();
    var first = new LinkedHashMap<String, BigDecimal>();
    shares.forEach(share ->
        first.merge(share.chain().calls().getFirst().model(), share.weight(), BigDecimal::add));
    int scale = first.values().stream().mapToInt(Endpoints::scale).max().orElse(0);
    endpoint.put("first", first.entrySet().stream().map(share -> weighed(share, scale)).toList());
    endpoint.put("then", numbered(rest(shares)));
    endpoints.add(endpoint);
  }

  private static int scale(BigDecimal weight) {
    return Math.clamp(weight.stripTrailingZeros().scale(), 0, MOST_DIGITS);
  }

  /// A share as a whole number, since MLflow cuts off fractions of a hundredth.
  private Map<String, Object> weighed(Map.Entry<String, BigDecimal> share, int scale) {
    long weight = share.getValue().movePointRight(scale).setScale(0, RoundingMode.UP).longValue();
    var all = new LinkedHashMap<String, Object>();
    all.put("model", model(share.getKey(), 1));
    all.put("weight", weight);
    return all;
  }

  /// What follows the first call: one list, whichever model was drawn.
  private List<Plan.Call> rest(List<Plan.Share> shares) {
    List<List<Plan.Call>> all =
        shares.stream()
            .map(each -> each.chain().calls().subList(1, each.chain().calls().size()))
            .distinct()
            .toList();
    if (all.size() > 1) {
      report.unsupported(
          FidelityReport.WHOLE,
          "Fallbacks of the branches of a split are left out where they differ: MLflow has one"
              + " list for all models of an endpoint.");
    }
    return all.size() == 1 ? all.getFirst() : List.of();
  }

  /// Each time that a model stands in a list it needs a definition of its own.
  private List<String> numbered(List<Plan.Call> calls) {
    Map<String, Integer> times = new HashMap<>();
    return calls.stream()
        .map(call -> model(call.model(), times.merge(call.model(), 1, Integer::sum)))
        .toList();
  }

  /// The name of a model's definition.
  private String model(String id, int number) {
    String named = name + "/" + shortened(id) + (number == 1 ? "" : " (" + number + ")");
    models.computeIfAbsent(named, each -> definition(each, addresses.get(id)));
    return named;
  }

  private static String shortened(String id) {
    return id.length() <= LONGEST
        ? id
        : id.substring(0, id.offsetByCodePoints(0, id.codePointCount(0, LONGEST)))
            + "-"
            + Integer.toHexString(id.hashCode());
  }

  private static Map<String, Object> definition(String named, @Nullable Address at) {
    Address address = Objects.requireNonNull(at);
    var model = new LinkedHashMap<String, Object>();
    model.put("name", named);
    model.put("model", address.model().model());
    model.put("key", address.key().orElse(""));
    model.put("api_base", address.url().toString());
    return model;
  }

  /// Hosts that MLflow calls only if it is told to.
  static boolean isPrivate(Address address) {
    return !address.url().getScheme().equals("https")
        || Set.of("localhost", "[::1]").contains(address.host())
        || address.host().matches("(127|10|192\\.168|172\\.(1[6-9]|2\\d|3[01]))\\..*");
  }
}
