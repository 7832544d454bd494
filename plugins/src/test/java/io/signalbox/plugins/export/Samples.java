package io.signalbox.plugins.export;

import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.ProviderPlugin;
import io.signalbox.engine.workspace.GraphText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The sample graphs, and the providers that they name. */
final class Samples {
  private Samples() {}

  static Map<String, RoutingGraph> all() {
    var all = new LinkedHashMap<String, RoutingGraph>();
    List.of(
            "support-desk",
            "coding-agents",
            "team-budget",
            "topics",
            "model-triage",
            "help-center",
            "best-value")
        .forEach(name -> all.put(name, graph("/samples/" + name + "/" + name + ".yaml")));
    return all;
  }

  static Map<String, Provider> providers() {
    return ServiceLoader.load(ProviderPlugin.class).stream()
        .flatMap(found -> found.get().providers().stream())
        .collect(Collectors.toMap(Provider::id, each -> each));
  }

  private static RoutingGraph graph(String file) {
    try (InputStream in = Objects.requireNonNull(Samples.class.getResourceAsStream(file))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return GraphText.read(file, text).graph().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
