package io.signalbox.app.session;

import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.store.Ledger;
import io.signalbox.engine.trace.Trace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Requests that were recorded, brought back to the canvas. For the UI thread.
public final class Past {
  private static final String MARK = " (simulated)";

  private final Session session;

  Past(Session session) {
    this.session = session;
  }

  /// Finds a request in the ledger; what was found is told on the UI thread.
  public void find(String requestId, Consumer<Recorded> found) {
    session
        .background()
        .run(
            () -> ledger().view(requestId).map(Recorded::of),
            recorded ->
                recorded.ifPresentOrElse(
                    found,
                    () -> session.tell(Notice.trouble("That request is not kept any more."))),
            trouble -> session.tell(Notice.trouble(String.valueOf(trouble.getMessage()))));
  }

  private Ledger ledger() {
    return session.surroundings().engine().store().ledger();
  }

  /// Lights its way on the canvas of its graph, and says if the graph has changed since.
  public void showWay(Recorded recorded) {
    if (toFront(recorded.trace())) {
      session.simulator().show(ask(recorded), recorded.trace());
      session.views().show(Tool.SIMULATE);
      List<String> gone = recorded.goneFrom(session.document().graph());
      if (!gone.isEmpty()) {
        session.tell(
            Notice.said(
                "The graph has changed since: it has no way "
                    + String.join(", ", gone)
                    + " any more."));
      }
    }
  }

  /// Puts all that is stored of it into the simulator.
  public void tryAgain(Recorded recorded) {
    if (toFront(recorded.trace())) {
      session.simulator().compose(ask(recorded));
      session.views().show(Tool.SIMULATE);
      session.tell(
          Notice.said("Prompts are not stored. Write one: the model and the labels are set."));
    }
  }

  /// The same, on the way to a test.
  public void keepAsTest(Recorded recorded) {
    if (toFront(recorded.trace())) {
      session.simulator().show(ask(recorded), recorded.trace());
      session.views().show(Tool.SIMULATE);
      session.tell(
          Notice.said("Prompts are not stored. Write the prompt, then keep it as a test."));
    }
  }

  private static Ask ask(Recorded recorded) {
    var labels = new LinkedHashMap<>(recorded.metadata());
    labels.values().removeIf(String::isEmpty); // a rule looked for it, and there was none
    return Ask.of("", labels);
  }

  /// The graph that a request passed, as it is now, if it is open.
  ///
  /// @param name as the ledger has it
  public Optional<RoutingGraph> graph(String name) {
    return file(name).map(file -> file.document().graph());
  }

  private Optional<OpenFile> file(String recorded) {
    String name = plain(recorded);
    return session.files().stream()
        .filter(each -> each.document().graph().name().equals(name))
        .findFirst();
  }

  private static String plain(String name) {
    return name.endsWith(MARK) ? name.substring(0, name.length() - MARK.length()) : name;
  }

  private boolean toFront(Trace trace) {
    Optional<OpenFile> file = file(trace.graph());
    file.ifPresentOrElse(
        session::show,
        () ->
            session.tell(
                Notice.trouble(
                    "The graph “" + plain(trace.graph()) + "” is not open. Open it first.")));
    return file.isPresent();
  }
}
