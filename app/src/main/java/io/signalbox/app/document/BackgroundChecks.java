package io.signalbox.app.document;

import io.signalbox.app.fx.Background;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.Notices;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.RoutingGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// Checks graphs in the background. For the UI thread.
///
/// @param check what is wrong with a graph; called in the background
/// @param notes what is noted beside that; called on the UI thread
public record BackgroundChecks(
    Background background,
    Notices notices,
    Function<RoutingGraph, List<Problem>> check,
    Function<RoutingGraph, List<Problem>> notes) {

  /// Checks a document whose text can be read; a broken text is not checked.
  ///
  /// @param then told what was found, on the UI thread
  void run(Document asked, Consumer<List<Problem>> then) {
    if (!asked.sound()) {
      return;
    }
    background.run(
        () -> check.apply(asked.graph()),
        found -> {
          var all = new ArrayList<>(found);
          all.addAll(notes.apply(asked.graph()));
          then.accept(all);
        },
        trouble ->
            notices.tell(
                Notice.trouble("The graph could not be checked: " + trouble.getMessage())));
  }
}
