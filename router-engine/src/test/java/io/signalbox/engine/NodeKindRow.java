package io.signalbox.engine;

import io.signalbox.engine.graph.NodeKind;

/// One line of the table of node kinds: a graph, and what must be seen when requests pass it.
///
/// @param kind what the row is about
/// @param name what must happen, for a person
/// @param graph the graph from `start` on; `a: $priced` is a model whose provider is played by the
///   row, `a: $priced@gemini` one that speaks another dialect than OpenAI's
/// @param alone whether the script lets time pass, which no other may notice
/// @param script the requests, and what must be seen
record NodeKindRow(NodeKind kind, String name, String graph, boolean alone, Script script) {
  NodeKindRow(NodeKind kind, String name, String graph, Script script) {
    this(kind, name, graph, false, script);
  }

  /// The same while no other script runs.
  NodeKindRow byItself() {
    return new NodeKindRow(kind, name, graph, true, script);
  }

  /// What is done and seen.
  interface Script {
    void play(NodeKindScene scene) throws Exception;
  }
}
