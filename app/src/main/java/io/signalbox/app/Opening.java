package io.signalbox.app;

import io.signalbox.app.session.Decider;
import io.signalbox.app.session.Document;
import io.signalbox.app.session.Surroundings;
import io.signalbox.engine.Signalbox;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.graph.GraphCheck;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.lab.Given;
import io.signalbox.engine.lab.Rehearsal;
import io.signalbox.engine.plugin.Plugins;
import io.signalbox.engine.route.Client;
import io.signalbox.engine.store.Homes;
import io.signalbox.engine.workspace.GraphText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is opened when the program starts. Reading never fails: what is wrong is a problem of the
/// document.
record Opening(Surroundings surroundings, Plugins plugins) {
  private static final String SAMPLE = "support-desk.yaml";
  private static final long MOST_BYTES = 4_000_000;

  /// With the providers of the plug-ins that are installed.
  static Opening withPlugins() {
    Signalbox engine = Signalbox.at(Homes.usual());
    Plugins plugins = engine.plugins();
    Rehearsal rehearsal = engine.rehearsal();
    Decider decider =
        (graph, prompt, metadata, model) ->
            rehearsal.of(
                graph,
                ChatRequest.ofText(model, prompt),
                new Client("", "", Map.of(), metadata),
                Given.NOTHING);
    var around =
        new Surroundings(
            plugins.providers(), plugins.catalog(), plugins.exporters(), Optional.of(decider));
    return new Opening(around, plugins);
  }

  /// The document in this file.
  Document file(Path file) {
    String name = String.valueOf(file.getFileName());
    try {
      if (Files.size(file) > MOST_BYTES) {
        return broken(name, "The file is larger than 4 MB.", "A graph is a few kilobytes of YAML.");
      }
      return read(name, Files.readString(file));
    } catch (IOException trouble) {
      return broken(name, "The file cannot be read: " + trouble.getMessage(), "");
    }
  }

  /// The sample that comes with the program.
  Document sample() {
    try (InputStream in = Opening.class.getResourceAsStream("/samples/support-desk/" + SAMPLE)) {
      return in == null
          ? new Document("untitled.yaml", "", RoutingGraph.empty("Untitled"), List.of())
          : read(SAMPLE, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException trouble) {
      return broken(SAMPLE, "The sample cannot be read: " + trouble.getMessage(), "");
    }
  }

  private Document read(String name, String text) {
    GraphText read = GraphText.read(name, text);
    var problems = new ArrayList<>(read.problems());
    RoutingGraph graph = read.graph().orElseGet(() -> RoutingGraph.empty(name));
    if (read.isSound()) {
      problems.addAll(read.located(GraphCheck.check(graph, plugins::card)));
      problems.addAll(read.located(plugins.check(graph)));
    }
    return new Document(name, text, graph, problems);
  }

  private static Document broken(String name, String message, String fix) {
    return new Document(
        name,
        "",
        RoutingGraph.empty(name),
        List.of(Problem.error("file.unreadable", "", message, fix)));
  }
}
