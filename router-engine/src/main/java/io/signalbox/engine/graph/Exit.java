package io.signalbox.engine.graph;

/// Where a node can lead. Immutable.
///
/// @param path the field that holds it, below the node: `rules[1].to`, `otherwise`
/// @param label what the canvas writes beside the port
/// @param to the id of a node or model; empty while it leads nowhere
public record Exit(String path, String label, String to) {}
