package io.signalbox.engine.lab.matrix;

import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RoutingGraph;
import java.util.Optional;

/// What answers in a comparison: a model alone, or a whole graph. Immutable.
///
/// @param id how people call it; no other of the plan has it
/// @param key the same for the same model with the same parameters, or the same graph: it tells
///   whether an answer is one of it
/// @param graph what is called; for a model one that has nothing else
/// @param model empty: a whole graph
public record MatrixTarget(String id, String key, RoutingGraph graph, Optional<Model> model) {}
