package io.signalbox.engine.cli.prove;

import io.signalbox.engine.graph.KeyRef;
import io.signalbox.engine.graph.LimitNode;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.Provider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// A copy of a graph whose models have keys that fakes tell apart, and for gateways that take
/// addresses from the graph those of the fakes.
///
/// @param graph the copy
/// @param environment the keys by their variables
record ProofCopy(RoutingGraph graph, Map<String, String> environment) {
  private static final long NEVER_REACHED = 1_000_000;

  /// @param port of the fakes
  static ProofCopy of(
      RoutingGraph graph, GatewayKind kind, Map<String, Provider> providers, int port) {
    var models = new LinkedHashMap<String, Model>();
    var environment = new LinkedHashMap<String, String>();
    int number = 0;
    for (Model model : graph.models().values()) {
      var key = FakeProviders.key(number++);
      environment.put(key.getKey(), key.getValue());
      Model copy = model.withKeys(List.of(new KeyRef.Env(key.getKey())));
      models.put(
          model.id(),
          kind.takesAddresses() ? copy.withUrl(Optional.of(url(model, providers, port))) : copy);
    }
    return new ProofCopy(graph.withModels(models).withNodes(unlimited(graph)), environment);
  }

  /// Each request is compared with what Signalbox does while nothing is used up; a gateway that
  /// counts must not come to the end of a limit by the requests of the proof itself.
  private static Map<String, Node> unlimited(RoutingGraph graph) {
    var nodes = new LinkedHashMap<String, Node>();
    graph
        .nodes()
        .forEach((id, node) ->
            nodes.put(
                id,
                node instanceof LimitNode limit && limit.requests().orElse(0) > 0
                    ? limit.withRequests(OptionalLong.of(NEVER_REACHED))
                    : node));
    return nodes;
  }

  private static String url(Model model, Map<String, Provider> providers, int port) {
    String dialect =
        Optional.ofNullable(providers.get(model.provider()))
            .map(Provider::dialect)
            .orElse("openai");
    String path =
        switch (dialect) {
          case "anthropic" -> "";
          case "gemini" -> "/v1beta";
          default -> "/v1";
        };
    return "http://127.0.0.1:" + port + path;
  }
}
