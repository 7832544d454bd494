package io.signalbox.engine.exchange;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Transcript;
import io.signalbox.engine.exchange.paired.PairedText;
import io.signalbox.engine.graph.MirrorNode;
import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.graph.RewriteNode.Redaction;
import io.signalbox.engine.route.Facts;
import io.signalbox.engine.route.Move;
import io.signalbox.engine.route.RoutePlan;
import io.signalbox.engine.route.Router;
import io.signalbox.engine.trace.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Keeps what a request and its copies asked and answered, where their mirrors say so, once the
/// client has its answer. Belongs to one thread.
final class PairedTexts {
  private final ExchangeContext context;
  private final Router router;
  private final RoutePlan plan;
  private final String request;
  private final Optional<Facts> asked;
  private final boolean forbidden;
  private final List<MirrorNode> mirrors = new ArrayList<>();
  private final IdentityHashMap<Move.Call, HeardAnswer> heard = new IdentityHashMap<>();

  /// @param request the id of the client's request
  /// @param client who may forbid that anything is kept
  /// @param asked that request as it came; empty for a copy of it
  PairedTexts(
      ExchangeContext context,
      Router router,
      RoutePlan plan,
      String request,
      Client client,
      Optional<Facts> asked) {
    this.context = context;
    this.router = router;
    this.plan = plan;
    this.request = request;
    this.asked = asked;
    this.forbidden = client.forbidsKeeping();
  }

  /// A node has copied the request, or made this copy.
  void copiedBy(String node) {
    if (!forbidden
        && router.graph().nodes().get(node) instanceof MirrorNode mirror
        && mirror.keepTexts().isPresent()) {
      mirrors.add(mirror);
    }
  }

  /// The sink to which the answer of a call is passed.
  ReplySink of(Move.Call call, ReplySink client) {
    if (mirrors.isEmpty()) {
      return client;
    }
    var hearing = new HeardAnswer(client);
    heard.put(call, hearing);
    return hearing;
  }

  /// The request ended with this call. One that went on with another's answer has only half of it.
  void ended(Move.Call call, AttemptEnd.Over over) {
    HeardAnswer answer = heard.get(call);
    boolean whole = call.request().begun().isEmpty();
    if (answer != null && whole && over.attempt().outcome() instanceof Outcome.Answered) {
      answer.words().ifPresent(words -> mirrors.forEach(each -> keep(each, call, words)));
    }
  }

  private void keep(MirrorNode mirror, Move.Call call, String words) {
    context
        .paired()
        .accept(
            new PairedText(
                request,
                router.graph().name(),
                mirror,
                asked.isEmpty(),
                context.world().now(),
                call.model().id(),
                Transcript.of(call.request()),
                words,
                redacted(),
                asked.map(router::promised).orElse(List.of())));
  }

  private Set<Redaction> redacted() {
    var all = EnumSet.noneOf(Redaction.class);
    for (String id : plan.path()) {
      if (router.graph().nodes().get(id) instanceof RewriteNode rewrite) {
        all.addAll(rewrite.redact());
      }
    }
    return all;
  }

  /// Passes an answer on and remembers its words: texts, refusals and calls of tools, without
  /// thinking. Belongs to one thread, but for [#silent()].
  private static final class HeardAnswer implements ReplySink {
    /// Of a longer answer nothing is remembered, in characters.
    private static final int MOST = 500_000;

    private final ReplySink client;
    private final StringBuilder text = new StringBuilder();
    private final Map<Integer, ToolCall> calls = new TreeMap<>();
    private long length;

    private record ToolCall(String name, StringBuilder arguments) {}

    HeardAnswer(ReplySink client) {
      this.client = client;
    }

    /// What has been said; empty if that is nothing, or too much.
    Optional<String> words() {
      if (length > MOST) {
        return Optional.empty();
      }
      var all = new StringBuilder(text);
      for (ToolCall call : calls.values()) {
        all.append(all.isEmpty() ? "" : "\n")
            .append(Transcript.call(call.name(), call.arguments().toString()));
      }
      return Optional.of(all.toString()).filter(words -> !words.isBlank());
    }

    private void hear(ReplyEvent event) {
      switch (event) {
        case ReplyEvent.TextDelta delta -> add(text, delta.text());
        case ReplyEvent.RefusalDelta delta -> add(text, delta.text());
        case ReplyEvent.ToolCallStarted call ->
            calls.put(call.index(), new ToolCall(call.name(), new StringBuilder()));
        case ReplyEvent.ToolCallDelta delta -> {
          if (calls.containsKey(delta.index())) {
            add(calls.get(delta.index()).arguments(), delta.arguments());
          }
        }
        case ReplyEvent.Started other -> {}
        case ReplyEvent.ReasoningDelta other -> {}
        case ReplyEvent.ReasoningSigned other -> {}
        case ReplyEvent.ReasoningRedacted other -> {}
        case ReplyEvent.Foreign other -> {}
        case ReplyEvent.UsageReported other -> {}
        case ReplyEvent.Finished other -> {}
        case ReplyEvent.Failed other -> {}
        case ReplyEvent.KeepAlive other -> {}
        case ReplyEvent.Embedded other -> {}
      }
    }

    private void add(StringBuilder to, String more) {
      length += more.length();
      if (length <= MOST) {
        to.append(more);
      }
    }

    @Override
    public void begin(Beginning beginning) throws IOException {
      client.begin(beginning);
    }

    @Override
    public void take(List<ReplyEvent> events, byte[] raw) throws IOException {
      events.forEach(this::hear);
      client.take(events, raw);
    }

    @Override
    public void end(Ending ending) throws IOException {
      client.end(ending);
    }

    @Override
    public boolean tells(ReplyEvent piece) {
      return client.tells(piece);
    }

    @Override
    public boolean canGoOn(ChatRequest sent) {
      return client.canGoOn(sent);
    }

    @Override
    public void pause() {
      client.pause();
    }

    @Override
    public void resume() throws IOException {
      client.resume();
    }

    @Override
    public boolean finished() {
      return client.finished();
    }

    @Override
    public boolean isStopping() {
      return client.isStopping();
    }

    @Override
    public boolean passesOn(List<ReplyEvent> first) {
      return client.passesOn(first);
    }

    @Override
    public Optional<String> objection(List<ReplyEvent> events) {
      return client.objection(events);
    }

    @Override
    public void broken(Failure failure) throws IOException {
      client.broken(failure);
    }

    @Override
    public void silent() {
      client.silent();
    }
  }
}
