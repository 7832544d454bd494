package io.signalbox.app.tryout;

import io.signalbox.app.document.Editor;
import io.signalbox.app.document.OpenFile;
import io.signalbox.app.fx.Background;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.Notices;
import io.signalbox.app.state.ToolPane;
import io.signalbox.app.state.Views;
import io.signalbox.engine.api.Engine;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.store.Ledger;
import io.signalbox.engine.trace.Trace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Requests that were recorded, brought back to the canvas. For the UI thread.
public record RecordedRequests(
    Editor editor,
    Simulator simulator,
    Engine engine,
    Background background,
    Notices notices,
    Views views) {
  private static final String MARK = " (simulated)";
  private static final String SET = "App, model and labels are set";

  /// Finds a request in the ledger; what was found is told on the UI thread.
  public void find(String requestId, Consumer<RecordedTrace> found) {
    background.run(
        () -> ledger().trace(requestId).map(this::withNotices),
        recorded ->
            recorded.ifPresentOrElse(
                found,
                () -> notices.tell(Notice.trouble("The request is no longer in the ledger."))),
        trouble -> notices.tell(Notice.trouble(String.valueOf(trouble.getMessage()))));
  }

  private RecordedTrace withNotices(Trace trace) {
    return new RecordedTrace(trace, engine.store().budgets().notices(trace.at().minusMillis(1)));
  }

  private Ledger ledger() {
    return engine.store().ledger();
  }

  /// Lights its way on the canvas of its graph, and says if the graph has changed since.
  public void showWay(RecordedTrace recorded) {
    if (toFront(recorded.trace())) {
      RequestDraft typed = simulator.askProperty().get();
      boolean nothing = typed.isBlank() && typed.earlier().isEmpty();
      simulator.show(nothing ? ask(recorded) : typed, recorded.trace());
      views.show(ToolPane.SIMULATE);
      List<String> gone = recorded.goneFrom(editor.document().graph());
      if (!gone.isEmpty()) {
        notices.tell(
            Notice.said(
                "The graph has changed since; it no longer has " + String.join(", ", gone) + "."));
      }
    }
  }

  /// Puts all that is stored of it into the simulator.
  public void tryAgain(RecordedTrace recorded) {
    if (toFront(recorded.trace())) {
      simulator.compose(withTyped(recorded));
      views.show(ToolPane.SIMULATE);
      views.askForPrompt();
      notices.tell(Notice.info("Prompts are not stored. " + SET + "; write the prompt."));
    }
  }

  /// The same, on the way to a test.
  public void keepAsTest(RecordedTrace recorded) {
    if (toFront(recorded.trace())) {
      simulator.show(withTyped(recorded), recorded.trace());
      views.show(ToolPane.SIMULATE);
      views.askForPrompt();
      notices.tell(
          Notice.info(
              "Prompts are not stored. " + SET + "; write the prompt, then press Keep as test."));
    }
  }

  /// All that is stored of it, and the prompt that somebody has typed.
  private RequestDraft withTyped(RecordedTrace recorded) {
    RequestDraft typed = simulator.askProperty().get();
    return ask(recorded).withPrompt(typed.prompt()).withEarlier(typed.earlier());
  }

  private static RequestDraft ask(RecordedTrace recorded) {
    var labels = new LinkedHashMap<>(recorded.metadata());
    labels.values().removeIf(String::isEmpty); // a rule looked for it, and there was none
    Trace.Asked asked = recorded.trace().asked();
    boolean graph = asked.model().equals(plain(recorded.trace().graph()));
    return RequestDraft.of("", labels)
        .withModel(graph ? "" : asked.model())
        .withApp(asked.app().equals(Client.WORKBENCH) ? "" : asked.app());
  }

  /// The graph that a request passed, as it is now, if it is open.
  ///
  /// @param name as the ledger has it
  public Optional<RoutingGraph> graph(String name) {
    return file(name).map(file -> file.document().graph());
  }

  private Optional<OpenFile> file(String recorded) {
    String name = plain(recorded);
    return editor.files().stream()
        .filter(each -> each.document().graph().name().equals(name))
        .findFirst();
  }

  private static String plain(String name) {
    return name.endsWith(MARK) ? name.substring(0, name.length() - MARK.length()) : name;
  }

  private boolean toFront(Trace trace) {
    Optional<OpenFile> file = file(trace.graph());
    file.ifPresentOrElse(
        editor::show,
        () ->
            notices.tell(
                Notice.trouble(
                    "The graph “" + plain(trace.graph()) + "” is not open. Open it first.")));
    return file.isPresent();
  }
}
