package io.signalbox.engine.api;

import io.signalbox.engine.graph.IntentNode;
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
import java.util.stream.Collectors;

/// Checks that intent nodes have an encoder, and one for the language of their examples. Loads the
/// encoder if there is such a node. A graph runs without; its intent nodes take `otherwise` then.
final class IntentCheck {
  private IntentCheck() {}

  static List<Problem> problems(RoutingGraph graph, Plugins plugins) {
    return graph.nodes().values().stream()
        .filter(node -> !graph.isDisabled(node.id()))
        .filter(IntentNode.class::isInstance)
        .map(IntentNode.class::cast)
        .flatMap(node -> problem(node, plugins).stream())
        .toList();
  }

  private static Optional<Problem> problem(IntentNode node, Plugins plugins) {
    Place place = Place.node(node.id()).at("encoder");
    Optional<Encoder> encoder = plugins.encoder(node.encoder());
    if (encoder.isEmpty()) {
      List<String> known = plugins.encoders().stream().map(Encoder::name).toList();
      return Optional.of(
          Problem.of(ProblemCode.UNKNOWN_ENCODER, place)
              .with("id", node.id())
              .with("encoder", node.encoder())
              .with("known", String.join(", ", known))
              .suggesting(Nearest.to(node.encoder(), known)));
    }
    return switch (encoder.get().open()) {
      case Encoder.Opened.Broken broken -> Optional.of(broken.problem().on(place));
      case Encoder.Opened.Ready ready -> foreign(node, ready.encoder());
    };
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
