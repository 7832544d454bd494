package io.signalbox.engine.exchange;

import io.signalbox.engine.catalog.Ability;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.route.Move;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.Quirk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The rest of an answer that another model has begun, on its way to the client: without a second
/// beginning, without what repeats the words before it, and without thinking, for which it is too
/// late. Belongs to one thread, but for [#silent()].
final class Continuation implements ReplySink {
  private static final byte[] NO_BYTES = {};

  /// Members by which a graph has a model think, with which no answer can be begun for it.
  private static final Set<String> THINKING = Set.of("thinking", "reasoning_effort", "reasoning");

  private static final String ASK =
      "Your message above was cut off before its end. Go on with it exactly where it stops, as if"
          + " it had not been cut: do not repeat any of it, do not begin again and do not mention"
          + " the cut. Your first character is the one that comes next, also if that is a space or"
          + " a line break.";

  private final ReplySink client;
  private final Overlap overlap;

  /// The client's own sink where nothing is continued.
  ///
  /// @param prefilled whether the model is given what was said as the beginning of its answer
  /// @param providers by id
  static ReplySink of(
      ReplySink client,
      Move.Call call,
      boolean prefilled,
      Function<String, Optional<Provider>> providers) {
    String begun = call.request().begun();
    if (begun.isEmpty()) {
      return client;
    }
    boolean echoes =
        providers
            .apply(call.model().provider())
            .filter(each -> each.quirks().contains(Quirk.ECHOES_PREFIX))
            .isPresent();
    return new Continuation(
        client, prefilled ? Overlap.ofPrefilled(begun, echoes) : Overlap.ofAsked(begun));
  }

  /// @param client whom the answer is for
  Continuation(ReplySink client, Overlap overlap) {
    this.client = client;
    this.overlap = overlap;
  }

  /// Whether a model takes the beginning of its answer: as far as is known, at its provider's own
  /// address, and only if it does not think first.
  static boolean isPrefilled(ChatRequest request, Model model, ModelCard card) {
    boolean thinks =
        request.sampling().reasoningEffort().isPresent()
            || THINKING.stream().anyMatch(name -> request.extras().member(name).isPresent())
            || !Collections.disjoint(THINKING, model.params().keySet());
    return card.abilities().contains(Ability.PREFILL) && model.url().isEmpty() && !thinks;
  }

  /// The request that makes a model go on: with the beginning of its answer as the last message, or
  /// with a wish to continue it.
  static ChatRequest written(ChatRequest request, boolean prefilled) {
    var messages = new ArrayList<>(request.messages());
    String said = request.begun();
    messages.add(Message.of(Role.ASSISTANT, prefilled ? said.stripTrailing() : said));
    if (!prefilled) {
      messages.add(Message.of(Role.USER, ASK));
    }
    return request.withMessages(messages).withBegun("");
  }

  @Override
  public void begin(Beginning beginning) throws IOException {
    client.begin(beginning);
  }

  @Override
  public void take(List<ReplyEvent> events, byte[] raw) throws IOException {
    var passed = new ArrayList<ReplyEvent>();
    events.forEach(event -> take(event, passed));
    if (!passed.isEmpty()) {
      client.take(passed, NO_BYTES);
    }
  }

  private void take(ReplyEvent event, List<ReplyEvent> passed) {
    switch (event) {
      case ReplyEvent.TextDelta(String text) -> say(overlap.take(text), passed);
      case ReplyEvent.RefusalDelta refusal -> behind(refusal, passed);
      case ReplyEvent.Finished finished -> behind(finished, passed);
      case ReplyEvent.UsageReported usage -> passed.add(usage);
      case ReplyEvent.KeepAlive sign -> passed.add(sign);
      case ReplyEvent.Embedded vector -> passed.add(vector);
      case ReplyEvent.Failed failed -> passed.add(failed);
      case ReplyEvent.Started started -> {}
      case ReplyEvent.ReasoningDelta thought -> {}
      case ReplyEvent.ReasoningSigned signed -> {}
      case ReplyEvent.ReasoningRedacted redacted -> {}
      case ReplyEvent.ToolCallStarted call -> {}
      case ReplyEvent.ToolCallDelta more -> {}
      case ReplyEvent.Foreign foreign -> {}
    }
  }

  private void behind(ReplyEvent event, List<ReplyEvent> passed) {
    say(overlap.flush(), passed);
    passed.add(event);
  }

  private static void say(String text, List<ReplyEvent> passed) {
    if (!text.isEmpty()) {
      passed.add(new ReplyEvent.TextDelta(text));
    }
  }

  private void flush() throws IOException {
    String rest = overlap.flush();
    if (!rest.isEmpty()) {
      client.take(List.of(new ReplyEvent.TextDelta(rest)), NO_BYTES);
    }
  }

  @Override
  public void end(Ending ending) throws IOException {
    flush();
    client.end(ending);
  }

  @Override
  public void broken(Failure failure) throws IOException {
    flush();
    client.broken(failure);
  }

  @Override
  public boolean tells(ReplyEvent piece) {
    return client.tells(piece);
  }

  @Override
  public boolean finished() {
    return client.finished();
  }

  @Override
  public boolean canGoOn(ChatRequest sent) {
    return client.canGoOn(sent);
  }

  @Override
  public boolean isStopping() {
    return client.isStopping();
  }

  @Override
  public Optional<String> objection(List<ReplyEvent> events) {
    return client.objection(events);
  }

  @Override
  public void silent() {
    client.silent();
  }
}
