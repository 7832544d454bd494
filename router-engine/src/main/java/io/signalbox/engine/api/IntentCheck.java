package io.signalbox.engine.api;

import io.signalbox.engine.graph.CacheNode;
import io.signalbox.engine.graph.IntentNode;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.Place;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.language.TextLanguage;
import io.signalbox.engine.plugin.Encoder;
import io.signalbox.engine.plugin.Plugins;
import io.signalbox.engine.spi.TextEncoder;
import io.signalbox.engine.text.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Checks that nodes that compare texts have an encoder, and intent nodes one for the language of
/// their examples. Loads the encoder if there is such a node. A graph runs without; its intent
/// nodes take `otherwise` then, and its caches compare exactly.
final class IntentCheck {
  private IntentCheck() {}

  static List<Problem> problems(RoutingGraph graph, Plugins plugins) {
    return graph.nodes().values().stream()
        .filter(node -> !graph.isDisabled(node.id()))
        .flatMap(node -> problem(node, plugins).stream())
        .toList();
  }

  private static Optional<Problem> problem(Node node, Plugins plugins) {
    if (node instanceof IntentNode intent) {
      return problem(node, intent.encoder(), plugins, encoder -> foreign(intent, encoder));
    }
    return node instanceof CacheNode cache && cache.match() == CacheNode.Match.SIMILAR
        ? problem(node, cache.encoder(), plugins, encoder -> Optional.empty())
        : Optional.empty();
  }

  /// @param fit finds out whether an encoder that can be used suits the node
  private static Optional<Problem> problem(
      Node node, String name, Plugins plugins, Function<TextEncoder, Optional<Problem>> fit) {
    Place place = Place.node(node.id()).at("encoder");
    Optional<Encoder> encoder = plugins.encoder(name);
    if (encoder.isEmpty()) {
      List<String> known = plugins.encoders().stream().map(Encoder::name).toList();
      return Optional.of(
          Problem.of(ProblemCode.UNKNOWN_ENCODER, place)
              .with("id", node.id())
              .with("encoder", name)
              .with("effect", effect(node))
              .with("known", String.join(", ", known))
              .suggesting(Nearest.to(name, known)));
    }
    return switch (encoder.get().open()) {
      case Encoder.Opened.Broken broken -> Optional.of(broken.problem().on(place));
      case Encoder.Opened.Ready ready -> fit.apply(ready.encoder());
    };
  }

  private static String effect(Node node) {
    return node instanceof CacheNode
        ? "only equal requests are answered from it"
        : "every request takes the otherwise branch";
  }

  private static Optional<Problem> foreign(IntentNode node, TextEncoder encoder) {
    String all =
        node.examples().values().stream().flatMap(List::stream).collect(Collectors.joining("\n"));
    String language = TextLanguage.of(all);
    return language.isEmpty() || encoder.languages().contains(language)
        ? Optional.empty()
        : Optional.of(
            Problem.of(ProblemCode.EXAMPLES_LANGUAGE, Place.node(node.id()).at("classes"))
                .with("id", node.id())
                .with("language", language)
                .with("encoder", node.encoder())
                .with(
                    "languages",
                    encoder.languages().stream().sorted().collect(Collectors.joining(", "))));
  }
}
