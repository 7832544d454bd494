package io.signalbox.app.fixes;

import io.signalbox.app.document.Document;
import io.signalbox.app.document.PromiseLosses;
import io.signalbox.app.state.Notice;
import io.signalbox.app.wording.Wording;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.edit.GraphEdit;
import io.signalbox.engine.workspace.GraphText;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Writes a fix, unless that would break a promise: then it says which, and is done only if it is
/// asked for again. Of several ways the first one that breaks none is taken. For the UI thread;
/// promises are proved in the background.
record CheckedEdit(FixContext on, Fix.Edit fix) {

  /// A way, and the promises that it costs.
  ///
  /// @param proved whether those promises are known to hold now
  private record Choice(GraphEdit way, List<String> lost, boolean proved) {}

  void apply() {
    Document asked = on.editor().document();
    if (asked.graph().promises().isEmpty()) {
      write(new Choice(fix.edit(), List.of(), true));
      return;
    }
    on.background()
        .run(
            () -> choose(asked.read(), fix.ways(), on.check()),
            choice -> chosen(asked, choice),
            trouble ->
                on.notices()
                    .tell(
                        Notice.trouble(
                            "Not changed: the promises cannot be checked: "
                                + Wording.why(trouble)
                                + ".")));
  }

  /// Checks each way until one costs nothing.
  private static Choice choose(
      GraphText read, List<GraphEdit> ways, Function<RoutingGraph, List<Problem>> check) {
    List<Problem> before = read.graph().map(check).orElse(List.of());
    boolean proved = PromiseLosses.isProved(before);
    Optional<Choice> first = Optional.empty();
    for (GraphEdit way : ways) {
      List<Problem> after = read.with(way).graph().map(check).orElse(List.of());
      var choice = new Choice(way, PromiseLosses.between(before, after), proved);
      if (choice.lost().isEmpty()) {
        return choice;
      }
      first = first.or(() -> Optional.of(choice));
    }
    return first.orElseThrow();
  }

  private void chosen(Document asked, Choice choice) {
    if (on.editor().document().read() != asked.read()) {
      on.notices().tell(Notice.info("The graph has changed meanwhile. Choose the fix again."));
    } else if (choice.lost().isEmpty() || !choice.proved()) {
      write(choice);
    } else {
      on.notices()
          .tell(
              Notice.trouble(
                      "Not changed: “" + fix.words() + "” would break " + names(choice) + ".")
                  .with("Change it anyway", () -> write(choice)));
    }
  }

  private void write(Choice choice) {
    if (!on.editor().edit(fix.words(), choice.way())) {
      return;
    }
    String graph = on.editor().document().graph().name();
    if (!choice.lost().isEmpty()) {
      on.notices().tell(Notice.info(names(choice) + " does not hold in " + graph + "."));
    } else if (!fix.where().isEmpty()) {
      on.notices().tell(Notice.said("Added as " + fix.where() + " in " + graph + "."));
    }
  }

  private static String names(Choice choice) {
    return "“" + String.join("”, “", choice.lost()) + "”";
  }
}
