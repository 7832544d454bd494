package io.signalbox.app.fixes;

import io.signalbox.app.document.RoutePath;
import io.signalbox.app.state.PageId;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.graph.edit.GraphEdit;
import java.util.List;

/// Something that fixes a problem, or goes to where it can be fixed. Immutable.
public sealed interface Fix {
  /// What is done, for a link: `Move above rule 2`.
  String words();

  /// Does it. On the UI thread.
  void apply(FixContext on);

  /// An edit of the graph; one step of undo. It is only written at once if no promise breaks by it.
  ///
  /// @param ways edits that fix it, the best first; at least one
  /// @param where where something is added, for a person; may be empty
  record Edit(String words, List<GraphEdit> ways, String where) implements Fix {
    public Edit {
      ways = List.copyOf(ways);
    }

    /// With one way.
    Edit(String words, GraphEdit edit) {
      this(words, List.of(edit), "");
    }

    /// The best way.
    GraphEdit edit() {
      return ways.getFirst();
    }

    @Override
    public void apply(FixContext on) {
      new CheckedEdit(on, this).apply();
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

  /// Highlights the path on which a promise is broken or in doubt.
  record ShowPath(String words, Problem problem) implements Fix {
    @Override
    public void apply(FixContext on) {
      on.views().show(PageId.GRAPH);
      on.simulator()
          .point(said(), RoutePath.along(problem.route(), on.editor().document().graph()));
    }

    private String said() {
      String name = "“" + problem.argument("promise").orElse("") + "” ";
      return problem.code() == ProblemCode.PROMISE_BROKEN
          ? name + "is broken on the highlighted path."
          : name + "cannot be proved on the highlighted path.";
    }
  }
}
