package io.signalbox.app.kinds;

import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.NodeKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// How the kinds of nodes are called, and by which key they are added.
public final class Kinds {
  private Kinds() {}

  /// A kind's face.
  ///
  /// @param style the style class that gives its colour
  /// @param letter the key that adds one
  public record Kind(String style, String name, String letter) {}

  /// What requests come in by.
  public static final Kind START = new Kind("kind-start", "Requests", "");

  /// A model.
  public static final Kind MODEL = new Kind("kind-model", "Model", "T");

  /// The kinds that can be used, models and rejections last.
  public static List<Kind> all() {
    List<Kind> kinds =
        Arrays.stream(NodeKind.values())
            .filter(kind -> kind.supported() && kind != NodeKind.REJECT)
            .map(Kinds::of)
            .toList();
    return java.util.stream.Stream.concat(
            kinds.stream(), java.util.stream.Stream.of(MODEL, of(NodeKind.REJECT)))
        .toList();
  }

  /// The kind of node with this face; empty for models and requests.
  public static Optional<NodeKind> nodeKind(Kind face) {
    return Arrays.stream(NodeKind.values()).filter(kind -> of(kind).equals(face)).findFirst();
  }

  /// The face of a node.
  public static Kind of(Node node) {
    return of(node.kind());
  }

  /// The face of a kind of node.
  public static Kind of(NodeKind kind) {
    String style = "kind-" + kind.id();
    return switch (kind) {
      case RULES -> new Kind(style, "Rules", "R");
      case INTENT -> new Kind(style, "Intent", "I");
      case ASK -> new Kind(style, "Ask a model", "A");
      case SPLIT -> new Kind(style, "Split", "S");
      case BALANCE -> new Kind(style, "Balance", "B");
      case FALLBACK -> new Kind(style, "Fallback", "F");
      case STAY -> new Kind(style, "Stay", "Y");
      case BUDGET -> new Kind(style, "Budget", "$");
      case LIMIT -> new Kind(style, "Limit", "L");
      case GATE -> new Kind(style, "Quality gate", "Q");
      case CACHE -> new Kind(style, "Cache", "C");
      case REWRITE -> new Kind(style, "Rewrite", "W");
      case MIRROR -> new Kind(style, "Mirror", "M");
      case REJECT -> new Kind(style, "Reject", "X");
    };
  }
}
