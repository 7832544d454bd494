package io.signalbox.engine.lab;

import io.signalbox.engine.graph.RoutingGraph;

/// A picture of a graph, as text or pixels. The same graph always gives the same text. Safe for
/// threads.
public final class Drawing {
  private Drawing() {}

  /// A Mermaid flowchart.
  public static String mermaid(RoutingGraph graph) {
    return MermaidText.of(graph);
  }

  /// An SVG image on a light ground.
  public static String svg(RoutingGraph graph) {
    return SvgText.of(Scene.of(graph));
  }

  /// A PNG image of twice the size of the SVG one, on a light ground.
  public static byte[] png(RoutingGraph graph) {
    return PngImage.of(Scene.of(graph));
  }
}
