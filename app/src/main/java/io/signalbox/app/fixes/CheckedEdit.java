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

  /// A way, and what it does to promises that hold now.
  ///
  /// @param lost those that it breaks or puts in doubt
  /// @param asks whether it is only written if it is asked for again: a promise that holds is lost,
  ///   or none could be checked any more
  private record Choice(GraphEdit way, List<String> lost, boolean asks) {
    boolean costsNothing() {
      return lost.isEmpty() && !asks;
    }
  }

  void apply() {
    Document asked = on.editor().document();
    if (!asked.sound() || asked.graph().promises().isEmpty()) {
      write(unchecked()); // of a broken text the editor says where
      return;
    }
    on.background()
        .run(
            () -> choose(asked.read(), fix.ways(), on.check()),
            choice -> chosen(asked, choice.orElseGet(this::unchecked)),
            trouble ->
                on.notices()
                    .tell(
                        Notice.trouble(
                            "Not changed: the promises cannot be checked: "
                                + Wording.why(trouble)
                                + ".")));
  }

  private Choice unchecked() {
    return new Choice(fix.edit(), List.of(), false);
  }

  /// Checks each way until one costs nothing; empty if none can be written.
  private static Optional<Choice> choose(
      GraphText read, List<GraphEdit> ways, Function<RoutingGraph, List<Problem>> check) {
    List<Problem> before = read.graph().map(check).orElse(List.of());
    Optional<Choice> first = Optional.empty();
    for (GraphEdit way : ways) {
      Optional<Choice> choice =
          written(read, way).map(after -> choice(way, before, after.graph().map(check)));
      if (choice.filter(Choice::costsNothing).isPresent()) {
        return choice;
      }
      first = first.or(() -> choice);
    }
    return first;
  }

  private static Optional<GraphText> written(GraphText read, GraphEdit way) {
    try {
      return Optional.of(read.with(way));
    } catch (IllegalStateException cannotBeWritten) {
      return Optional.empty();
    }
  }

  private static Choice choice(GraphEdit way, List<Problem> before, Optional<List<Problem>> after) {
    List<String> lost = PromiseLosses.between(before, after.orElse(List.of()));
    boolean free = lost.isEmpty() && after.filter(PromiseLosses::isProved).isPresent();
    return new Choice(way, lost, PromiseLosses.isProved(before) && !free);
  }

  private void chosen(Document asked, Choice choice) {
    if (!choice.asks()) {
      writeOn(asked, choice);
      return;
    }
    String cost =
        choice.lost().isEmpty()
            ? "no promise could be checked after “" + fix.words() + "”"
            : "“" + fix.words() + "” would break " + names(choice);
    on.notices()
        .tell(
            Notice.trouble("Not changed: " + cost + ".")
                .with("Change it anyway", () -> writeOn(asked, choice)));
  }

  /// Writes it if what was checked is still what is in front.
  private void writeOn(Document asked, Choice choice) {
    if (on.editor().document().read() == asked.read()) {
      write(choice);
    } else {
      on.notices().tell(Notice.info("The graph has changed meanwhile. Choose the fix again."));
    }
  }

  private void write(Choice choice) {
    if (!on.editor().edit(fix.words(), choice.way())) {
      return;
    }
    String graph = on.editor().document().graph().name();
    if (!choice.lost().isEmpty()) {
      String verb = choice.lost().size() == 1 ? " does" : " do";
      on.notices().tell(Notice.info(names(choice) + verb + " not hold in " + graph + "."));
    } else if (!fix.where().isEmpty()) {
      on.notices().tell(Notice.said("Added as " + fix.where() + " in " + graph + "."));
    }
  }

  private static String names(Choice choice) {
    return "“" + String.join("”, “", choice.lost()) + "”";
  }
}
