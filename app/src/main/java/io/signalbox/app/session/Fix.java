package io.signalbox.app.session;

import io.signalbox.engine.graph.GraphEdit;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.Promises;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.Verdict;
import java.util.List;

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
              ids -> {
                session.views().show(Place.GRAPH);
                session
                    .simulator()
                    .point(
                        "“" + promise.name() + "” is broken on the way that is lit.",
                        Way.along(ids, graph));
              },
              trouble ->
                  session.tell(
                      Notice.trouble("The way could not be found: " + trouble.getMessage() + ".")));
    }

    private List<String> way(RoutingGraph graph, Surroundings known) {
      return Promises.prove(graph, model -> known.catalog().cardOf(model.provider(), model.model()))
          .stream()
          .filter(verdict -> verdict.promise().equals(promise))
          .map(ShowWay::path)
          .filter(path -> !path.isEmpty())
          .findFirst()
          .orElse(List.of());
    }

    private static List<String> path(Verdict verdict) {
      return switch (verdict) {
        case Verdict.Holds holds -> List.of();
        case Verdict.Broken broken -> broken.path();
        case Verdict.Unknown unknown -> unknown.path();
      };
    }
  }
}
