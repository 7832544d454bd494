package io.signalbox.app.fixes;

import io.signalbox.app.document.RoutePath;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.PageId;
import io.signalbox.engine.catalog.Catalog;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.edit.GraphEdit;
import io.signalbox.engine.graph.proof.Promises;
import io.signalbox.engine.graph.proof.Verdict;
import java.util.List;
import java.util.Optional;

/// Something that fixes a problem, or goes to where it can be fixed. Immutable.
public sealed interface Fix {
  /// What is done, for a link: `Move above rule 2`.
  String words();

  /// Does it. On the UI thread.
  void apply(FixContext on);

  /// An edit of the graph; one step of undo.
  record Edit(String words, GraphEdit edit) implements Fix {
    @Override
    public void apply(FixContext on) {
      on.editor().edit(words, edit);
    }
  }

  /// Other words in the place of a stretch of the text; it fixes a text that cannot be read.
  record Retype(String words, Problem.Spot at, String text) implements Fix {
    @Override
    public void apply(FixContext on) {
      on.editor().type(words, typed(on.editor().document().text()), false);
    }

    /// The text afterwards; the same if the place is not in it any more.
    String typed(String whole) {
      int start = 0;
      for (int line = 1; line < at.line(); line++) {
        start = whole.indexOf('\n', start) + 1;
        if (start == 0) {
          return whole;
        }
      }
      start += at.column() - 1;
      int end = start + at.length();
      return end > whole.length() ? whole : whole.substring(0, start) + text + whole.substring(end);
    }
  }

  /// A page on which it can be fixed.
  record Go(String words, PageId place) implements Fix {
    @Override
    public void apply(FixContext on) {
      on.views().show(place);
    }
  }

  /// Highlights the path on which a promise is broken.
  record ShowPath(String words, Promise promise) implements Fix {
    @Override
    public void apply(FixContext on) {
      RoutingGraph graph = on.editor().document().graph();
      on.background()
          .run(
              () -> path(graph, on.catalog()),
              found -> show(on, graph, found),
              trouble ->
                  on.notices()
                      .tell(
                          Notice.trouble(
                              "The path could not be found: " + trouble.getMessage() + ".")));
    }

    /// A path and what is the matter with it.
    private record BrokenRoute(List<String> path, String words) {}

    private void show(FixContext on, RoutingGraph graph, Optional<BrokenRoute> found) {
      if (!on.editor().document().graph().equals(graph)) {
        return; // something else is in front now
      }
      if (found.isEmpty()) {
        on.notices().tell(Notice.said("“" + promise.name() + "” now holds on every path."));
        return;
      }
      on.views().show(PageId.GRAPH);
      on.simulator().point(found.get().words(), RoutePath.along(found.get().path(), graph));
    }

    private Optional<BrokenRoute> path(RoutingGraph graph, Catalog catalog) {
      return Promises.prove(graph, model -> catalog.cardOf(model.provider(), model.model()))
          .stream()
          .filter(verdict -> verdict.promise().equals(promise))
          .map(this::found)
          .filter(found -> !found.path().isEmpty())
          .findFirst();
    }

    private BrokenRoute found(Verdict verdict) {
      String name = "“" + promise.name() + "” ";
      return switch (verdict) {
        case Verdict.Holds holds -> new BrokenRoute(List.of(), "");
        case Verdict.Broken broken ->
            new BrokenRoute(broken.path(), name + "is broken on the highlighted path.");
        case Verdict.Unknown unknown ->
            new BrokenRoute(unknown.path(), name + "cannot be proved on the highlighted path.");
      };
    }
  }
}
