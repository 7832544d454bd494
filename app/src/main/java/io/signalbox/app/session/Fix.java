package io.signalbox.app.session;

import io.signalbox.engine.graph.GraphEdit;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.proof.Promises;
import io.signalbox.engine.graph.proof.Verdict;
import java.util.List;
import java.util.Optional;

/// Something that mends a problem, or leads to where it can be mended. Immutable.
public sealed interface Fix {
  /// What is done, for a link: `Move above rule 2`.
  String words();

  /// Does it. On the UI thread.
  void apply(Session session);

  /// An edit of the graph; one step of undo.
  record Edit(String words, GraphEdit edit) implements Fix {
    @Override
    public void apply(Session session) {
      session.edit(words, edit);
    }
  }

  /// Other words in the place of a stretch of the text; it mends a text that cannot be read.
  record Retype(String words, Problem.Spot at, String text) implements Fix {
    @Override
    public void apply(Session session) {
      session.type(words, typed(session.document().text()), false);
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

  /// A page on which it can be mended.
  record Go(String words, Place place) implements Fix {
    @Override
    public void apply(Session session) {
      session.views().show(place);
    }
  }

  /// Lights the way on which a promise is broken.
  record ShowWay(String words, Promise promise) implements Fix {
    @Override
    public void apply(Session session) {
      RoutingGraph graph = session.document().graph();
      session
          .background()
          .run(
              () -> way(graph, session.surroundings()),
              found -> show(session, graph, found),
              trouble ->
                  session.tell(
                      Notice.trouble("The way could not be found: " + trouble.getMessage() + ".")));
    }

    /// A way and what is the matter with it.
    private record Found(List<String> path, String words) {}

    private void show(Session session, RoutingGraph graph, Optional<Found> found) {
      if (!session.document().graph().equals(graph)) {
        return; // something else is in front now
      }
      if (found.isEmpty()) {
        session.tell(Notice.said("“" + promise.name() + "” holds on every way now."));
        return;
      }
      session.views().show(Place.GRAPH);
      session.simulator().point(found.get().words(), Way.along(found.get().path(), graph));
    }

    private Optional<Found> way(RoutingGraph graph, Surroundings known) {
      return Promises.prove(graph, model -> known.catalog().cardOf(model.provider(), model.model()))
          .stream()
          .filter(verdict -> verdict.promise().equals(promise))
          .map(this::found)
          .filter(found -> !found.path().isEmpty())
          .findFirst();
    }

    private Found found(Verdict verdict) {
      String name = "“" + promise.name() + "” ";
      return switch (verdict) {
        case Verdict.Holds holds -> new Found(List.of(), "");
        case Verdict.Broken broken ->
            new Found(broken.path(), name + "is broken on the way that is lit.");
        case Verdict.Unknown unknown ->
            new Found(unknown.path(), name + "is in doubt on the way that is lit.");
      };
    }
  }
}
