package io.signalbox.engine.cli.prove;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.api.EngineException;
import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.workspace.config.ConfigReader;
import io.signalbox.engine.workspace.config.ConfigValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;

/// Names the way that a caller has to, where a gateway has no conditions, as the export says it:
/// the first one whose condition holds.
///
/// @param choice the ways as models, and their conditions as rules
/// @param address what is written before the name of a way
record WayCaller(Engine engine, RoutingGraph choice, String main, String address)
    implements UnaryOperator<ProofRequest> {

  /// Functions of tensorzero.toml, by their descriptions.
  ///
  /// @param graph whose time zone counts
  /// @param directory of the exported file
  static WayCaller ofTensorZero(Engine engine, RoutingGraph graph, Path directory) {
    var ways = new LinkedHashMap<String, String>();
    read(directory.resolve("tensorzero.toml"))
        .get("functions")
        .map(ConfigValue::map)
        .orElseThrow()
        .forEach((name, function) -> ways.put(name, function.text("description").orElse("")));
    return of(engine, graph, ways, "tensorzero::function_name::");
  }

  /// Endpoints of MLflow, by what the exported file says of them.
  ///
  /// @param graph whose time zone counts
  /// @param directory of the exported file
  static WayCaller ofMlflow(Engine engine, RoutingGraph graph, Path directory) {
    var ways = new LinkedHashMap<String, String>();
    read(directory.resolve("signalbox_endpoints.json"))
        .get("endpoints")
        .map(ConfigValue::list)
        .orElseThrow()
        .forEach(
            each -> ways.put(each.text("name").orElseThrow(), each.text("when").orElseThrow()));
    return of(engine, graph, ways, "");
  }

  /// @param ways their conditions by name, in order; the last one has none
  private static WayCaller of(
      Engine engine, RoutingGraph graph, SequencedMap<String, String> ways, String address) {
    var models = new LinkedHashMap<String, Model>();
    var rules = new ArrayList<RulesNode.Rule>();
    ways.forEach((name, when) -> {
      models.put(name, Model.of(name, "openai", name));
      if (!when.isEmpty()) {
        rules.add(new RulesNode.Rule(Condition.of(when), name, Optional.empty()));
      }
    });
    String main = ways.lastEntry().getKey();
    Map<String, Node> nodes = new LinkedHashMap<>();
    nodes.put("a choice", new RulesNode("a choice", About.NOTHING, rules, main));
    var choice =
        new RoutingGraph(
            graph.name(),
            "a choice",
            graph.timezone(),
            models,
            new LinkedHashMap<>(nodes),
            List.of());
    return new WayCaller(engine, choice, main, address);
  }

  private static ConfigValue read(Path file) {
    try {
      return switch (ConfigReader.read(file.toString(), Files.readString(file))) {
        case ConfigReader.Understood read -> read.file().root();
        case ConfigReader.Unreadable wrong ->
            throw new EngineException("The export cannot be read: " + wrong.problem().line());
      };
    } catch (IOException e) {
      throw new EngineException("The exported file cannot be read: " + e.getMessage());
    }
  }

  @Override
  public ProofRequest apply(ProofRequest request) {
    String way =
        Proof.predicted(engine, choice, request.failing(Map.of()))
            .flatMap(did -> did.models().stream().findFirst())
            .orElse(main);
    var body = new LinkedHashMap<>(request.body());
    body.put("model", address + way);
    return new ProofRequest(
        request.name(), body, request.headers(), request.failing(), request.as());
  }
}
