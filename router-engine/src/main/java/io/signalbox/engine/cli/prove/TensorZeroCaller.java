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
import java.util.function.UnaryOperator;

/// Names the function that a caller of TensorZero has to, as the export says it: the first of
/// tensorzero.toml whose description holds, else `main`.
record TensorZeroCaller(Engine engine, RoutingGraph choice) implements UnaryOperator<ProofRequest> {
  private static final String MAIN = "main";

  /// @param graph whose time zone counts
  /// @param directory of the exported file
  static TensorZeroCaller of(Engine engine, RoutingGraph graph, Path directory) {
    var models = new LinkedHashMap<String, Model>();
    var rules = new ArrayList<RulesNode.Rule>();
    functions(directory)
        .forEach((name, function) -> {
          models.put(name, Model.of(name, "openai", name));
          function
              .text("description")
              .ifPresent(when ->
                  rules.add(new RulesNode.Rule(Condition.of(when), name, Optional.empty())));
        });
    Map<String, Node> nodes = new LinkedHashMap<>();
    nodes.put("choice", new RulesNode("choice", About.NOTHING, rules, MAIN));
    return new TensorZeroCaller(
        engine,
        new RoutingGraph(
            graph.name(),
            "choice",
            graph.timezone(),
            models,
            new LinkedHashMap<>(nodes),
            List.of()));
  }

  private static Map<String, ConfigValue> functions(Path directory) {
    try {
      String text = Files.readString(directory.resolve("tensorzero.toml"));
      return switch (ConfigReader.read("tensorzero.toml", text)) {
        case ConfigReader.Understood read ->
            read.file().root().get("functions").map(ConfigValue::map).orElseThrow();
        case ConfigReader.Unreadable wrong ->
            throw new EngineException("The export is no TOML: " + wrong.problem().line());
      };
    } catch (IOException e) {
      throw new EngineException("The exported file cannot be read: " + e.getMessage());
    }
  }

  @Override
  public ProofRequest apply(ProofRequest request) {
    String function =
        Proof.predicted(engine, choice, request.failing(Map.of()))
            .flatMap(did -> did.models().stream().findFirst())
            .orElse(MAIN);
    var body = new LinkedHashMap<>(request.body());
    body.put("model", "tensorzero::function_name::" + function);
    return new ProofRequest(
        request.name(), body, request.headers(), request.failing(), request.as());
  }
}
