package io.signalbox.app.fixes;

import io.signalbox.app.document.Editor;
import io.signalbox.app.fx.Background;
import io.signalbox.app.state.Notices;
import io.signalbox.app.state.Views;
import io.signalbox.app.tryout.Simulator;

/// What fixes act on: the graph in front, what is shown, the paths that are lit, and where notices
/// go.
public record FixContext(
    Editor editor, Views views, Simulator simulator, Notices notices, Background background) {}
