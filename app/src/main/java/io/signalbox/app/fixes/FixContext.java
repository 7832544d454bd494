package io.signalbox.app.fixes;

import io.signalbox.app.document.Editor;
import io.signalbox.app.fx.Background;
import io.signalbox.app.state.Notices;
import io.signalbox.app.state.Views;
import io.signalbox.app.tryout.Simulator;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.RoutingGraph;
import java.util.List;
import java.util.function.Function;

/// What fixes act on: the graph in front, what is shown, the paths that are lit, and where notices
/// go.
///
/// @param check what is wrong with a graph; not for the UI thread
public record FixContext(
    Editor editor,
    Views views,
    Simulator simulator,
    Notices notices,
    Background background,
    Function<RoutingGraph, List<Problem>> check) {}
