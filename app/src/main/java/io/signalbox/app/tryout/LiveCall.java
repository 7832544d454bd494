package io.signalbox.app.tryout;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.fx.Background;
import io.signalbox.app.fx.Mailbox;
import io.signalbox.engine.api.KeyApproval;
import io.signalbox.engine.catalog.Cost;
import io.signalbox.engine.catalog.CostLine;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.TokenCounter;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.lab.LiveRun;
import io.signalbox.engine.lab.SentCall;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.workspace.SuiteCase;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// A live request under way, and its answer as it comes. For the UI thread.
public final class LiveCall {
  private final Installation installation;
  private final KeyApproval consent;
  private final RoutingGraph graph;
  private final ReadOnlyObjectWrapper<Answer> answer =
      new ReadOnlyObjectWrapper<>(this, "answer", Answer.ASKED);
  private final Mailbox<Heard> mailbox = new Mailbox<>(this::read);
  private final long begun = System.nanoTime();
  private final StringBuilder text = new StringBuilder();
  private final List<SentCall> sent = new CopyOnWriteArrayList<>();
  private Background.Stop stop = Background.Stop.NOTHING;
  private long promptTokens;

  private LiveCall(Installation installation, KeyApproval consent, RoutingGraph graph) {
    this.installation = installation;
    this.consent = consent;
    this.graph = graph;
  }

  /// Sends a request for real.
  ///
  /// @param graph a graph without errors
  /// @param supposed the world that it meets
  static LiveCall start(
      LiveCalls calls,
      RoutingGraph graph,
      ChatRequest request,
      Client client,
      SuiteCase.Fixture supposed) {
    var call = new LiveCall(calls.installation(), calls.consent(), graph);
    call.stop =
        calls
            .background()
            .run(
                () -> call.ask(request, client, supposed),
                call::end,
                trouble -> call.fail(words(trouble)));
    return call;
  }

  /// What has left for providers and what came back, in the order in which the calls ended.
  public List<SentCall> sent() {
    return List.copyOf(sent);
  }

  /// The answer as far as it has come.
  public ReadOnlyObjectProperty<Answer> answerProperty() {
    return answer.getReadOnlyProperty();
  }

  /// The same, now.
  public Answer answer() {
    return answer.get();
  }

  /// Gives it up; what has come stays.
  public void stop() {
    if (!answer().phase().isOver()) {
      stop.stop();
      mailbox.empty();
      put(answer(), Answer.Phase.STOPPED, millis(System.nanoTime()), answer().trouble());
    }
  }

  /// Something that was told, and when.
  ///
  /// @param told empty: only the prompt was counted
  /// @param tokens how many tokens it has
  private record Heard(long nanos, Optional<LiveRun.Told> told, long tokens) {}

  private Trace ask(ChatRequest request, Client client, SuiteCase.Fixture supposed) {
    mailbox.post(
        new Heard(System.nanoTime(), Optional.empty(), TokenCounter.promptTokens(request)));
    return installation
        .engine()
        .live(consent)
        .in(
            supposed,
            graph,
            request,
            client,
            told -> mailbox.post(new Heard(System.nanoTime(), Optional.of(told), tokens(told))),
            sent::add);
  }

  private static long tokens(LiveRun.Told told) {
    return told instanceof LiveRun.Told.Said said ? tokens(said.event()) : 0;
  }

  private static long tokens(ReplyEvent event) {
    return switch (event) {
      case ReplyEvent.TextDelta each -> TokenCounter.textTokens(each.text());
      case ReplyEvent.ReasoningDelta each -> TokenCounter.textTokens(each.text());
      case ReplyEvent.RefusalDelta each -> TokenCounter.textTokens(each.text());
      case ReplyEvent.ToolCallStarted each -> TokenCounter.textTokens(each.name());
      case ReplyEvent.ToolCallDelta each -> TokenCounter.textTokens(each.arguments());
      default -> 0;
    };
  }

  private void read(List<Heard> all) {
    if (answer().phase().isOver()) {
      return;
    }
    Answer next = answer();
    for (Heard heard : all) {
      next = after(next, heard);
    }
    answer.set(priced(next));
  }

  private Answer after(Answer now, Heard heard) {
    if (heard.told().isEmpty()) {
      promptTokens = heard.tokens();
      return now;
    }
    long millis = millis(heard.nanos());
    return switch (heard.told().get()) {
      case LiveRun.Told.Begun told ->
          with(now, told.model(), told.simulated(), now.firstTokenMillis(), millis, now.tokens());
      case LiveRun.Told.Said told -> said(now, told.event(), millis, heard.tokens());
      case LiveRun.Told.Ended told ->
          with(
              now,
              now.model(),
              now.simulated(),
              now.firstTokenMillis(),
              millis,
              told.usage().map(Usage::completionTokens).orElse(now.tokens()));
      case LiveRun.Told.Broken told ->
          troubled(now, "The answer is incomplete: " + told.failure().message());
      case LiveRun.Told.Refused told -> troubled(now, told.message());
    };
  }

  private Answer said(Answer now, ReplyEvent event, long millis, long tokens) {
    switch (event) {
      case ReplyEvent.TextDelta each -> text.append(each.text());
      case ReplyEvent.RefusalDelta each -> text.append(each.text());
      case ReplyEvent.ToolCallStarted each ->
          text.append(text.isEmpty() ? "" : "\n").append("```\n").append(each.name()).append(' ');
      case ReplyEvent.ToolCallDelta each -> text.append(each.arguments());
      default -> {}
    }
    OptionalLong first =
        now.firstTokenMillis().isEmpty() && tokens > 0
            ? OptionalLong.of(millis)
            : now.firstTokenMillis();
    return with(now, now.model(), now.simulated(), first, millis, now.tokens() + tokens);
  }

  private Answer with(
      Answer now, String model, boolean simulated, OptionalLong first, long millis, long tokens) {
    return new Answer(
        Answer.Phase.STREAMING,
        model,
        simulated,
        text.toString(),
        first,
        millis,
        tokens,
        now.usd(),
        now.trouble(),
        Optional.empty());
  }

  private static Answer troubled(Answer now, String trouble) {
    return new Answer(
        now.phase(),
        now.model(),
        now.simulated(),
        now.text(),
        now.firstTokenMillis(),
        now.millis(),
        now.tokens(),
        now.usd(),
        trouble,
        Optional.empty());
  }

  private Answer priced(Answer now) {
    return new Answer(
        now.phase(),
        now.model(),
        now.simulated(),
        now.text(),
        now.firstTokenMillis(),
        now.millis(),
        now.tokens(),
        usd(now),
        now.trouble(),
        now.trace());
  }

  private Optional<Money> usd(Answer now) {
    var usage = Usage.of(promptTokens, now.tokens());
    return graph
        .model(now.model())
        .flatMap(model -> installation.catalog().find(model.provider(), model.model()))
        .flatMap(card -> card.price())
        .flatMap(price -> Cost.of(Optional.of(price), usage, CostLine.Count.ESTIMATED).total());
  }

  private void end(Trace trace) {
    mailbox.empty();
    Answer now = answer();
    boolean whole = now.trouble().isEmpty() && trace.isAnswered();
    String trouble = whole || !now.trouble().isEmpty() ? now.trouble() : unanswered(trace);
    answer.set(
        new Answer(
            whole ? Answer.Phase.WHOLE : Answer.Phase.FAILED,
            now.model(),
            now.simulated(),
            now.text(),
            now.firstTokenMillis(),
            trace.millis() > 0 ? trace.millis() : now.millis(),
            now.tokens(),
            whole ? trace.cost() : trace.cost().filter(cost -> !trace.calls().isEmpty()),
            trouble,
            Optional.of(trace)));
  }

  private static String unanswered(Trace trace) {
    return trace.error().isEmpty() ? "No model answered." : trace.error();
  }

  private void fail(String trouble) {
    mailbox.empty();
    put(answer(), Answer.Phase.FAILED, millis(System.nanoTime()), trouble);
  }

  private void put(Answer now, Answer.Phase phase, long millis, String trouble) {
    answer.set(
        new Answer(
            phase,
            now.model(),
            now.simulated(),
            now.text(),
            now.firstTokenMillis(),
            millis,
            now.tokens(),
            now.usd(),
            trouble,
            Optional.empty()));
  }

  private long millis(long nanos) {
    return (nanos - begun) / 1_000_000;
  }

  /// What an exception says.
  public static String words(Exception trouble) {
    return Optional.ofNullable(trouble.getMessage()).orElseGet(trouble::toString);
  }
}
