package io.signalbox.app.fixes;

import io.signalbox.app.document.Editor;
import io.signalbox.app.fx.Background;
import io.signalbox.app.state.Notices;
import io.signalbox.app.state.Views;
import io.signalbox.app.tryout.Simulator;
import io.signalbox.engine.catalog.Catalog;

/// What fixes act on: the graph in front, what is shown, and where notices go.
///
/// @param catalog the models that proofs of promises know
public record FixContext(
    Editor editor,
    Views views,
    Simulator simulator,
    Notices notices,
    Background background,
    Catalog catalog) {}
