package io.signalbox.engine.exchange.toolcalls;

import io.signalbox.engine.cache.CallThoughts;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.route.World;
import io.signalbox.engine.upstream.UpstreamAnswer.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// An answer on its way from the provider: tools get back the names that the client gave them, and
/// what was thought before calls of tools is remembered. Belongs to one thread.
public final class ReturningAnswer {
  private final FittedCalls calls;
  private final AnswerThoughts thoughts;

  /// @param calls how tools are called at the provider
  /// @param wanted the part that the provider wants back for something that only it knows
  public ReturningAnswer(FittedCalls calls, Function<ReplyEvent.Foreign, Optional<Part>> wanted) {
    this.calls = calls;
    this.thoughts = new AnswerThoughts(wanted);
  }

  /// A piece as the client is to get it.
  public Piece take(Piece piece) {
    List<ReplyEvent> events = calls.restored(piece.events());
    thoughts.take(events);
    return calls.names().isEmpty() ? piece : new Piece(events, piece.raw());
  }

  /// Remembers what was thought, once the answer is whole.
  ///
  /// @param app whose answer it is
  /// @param provider whose model gave it
  public void remember(World world, String app, String provider) {
    thoughts
        .kept(provider)
        .ifPresent(kept -> world.thinks(new CallThoughts.Call(app, kept.call()), kept.thoughts()));
  }

  /// What an answer thinks before it calls tools, as it goes by. Belongs to one thread.
  private static final class AnswerThoughts {
    private static final int LONGEST = 1_000_000;

    private final Function<ReplyEvent.Foreign, Optional<Part>> wanted;
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private String firstCall = "";
    private int chars;

    /// @param wanted the part that the provider wants back for something that only it knows
    AnswerThoughts(Function<ReplyEvent.Foreign, Optional<Part>> wanted) {
      this.wanted = wanted;
    }

    void take(List<ReplyEvent> events) {
      events.forEach(this::take);
    }

    private void take(ReplyEvent event) {
      switch (event) {
        case ReplyEvent.ReasoningDelta more -> text.append(bounded(more.text()));
        case ReplyEvent.ReasoningSigned signed -> close(Optional.of(signed.signature()));
        case ReplyEvent.ReasoningRedacted redacted -> {
          close(Optional.empty());
          parts.add(new Part.Reasoning("", Optional.empty(), Optional.of(redacted.data())));
        }
        case ReplyEvent.Foreign foreign -> wanted.apply(foreign).ifPresent(parts::add);
        case ReplyEvent.ToolCallStarted call ->
            firstCall = firstCall.isEmpty() ? call.id() : firstCall;
        case ReplyEvent.TextDelta t -> close(Optional.empty());
        case ReplyEvent.RefusalDelta r -> {}
        case ReplyEvent.ToolCallDelta t -> {}
        case ReplyEvent.Started s -> {}
        case ReplyEvent.UsageReported u -> {}
        case ReplyEvent.Finished f -> {}
        case ReplyEvent.Failed f -> {}
        case ReplyEvent.KeepAlive k -> {}
        case ReplyEvent.Embedded e -> {}
      }
    }

    private String bounded(String more) {
      chars += more.length();
      return chars <= LONGEST ? more : "";
    }

    /// What is to be kept, and the first call that it was thought before; empty if there is
    /// nothing.
    Optional<Kept> kept(String provider) {
      close(Optional.empty());
      return firstCall.isEmpty() || parts.isEmpty() || chars > LONGEST
          ? Optional.empty()
          : Optional.of(new Kept(firstCall, new CallThoughts.Remembered(provider, parts)));
    }

    /// @param call the id of the first call
    record Kept(String call, CallThoughts.Remembered thoughts) {}

    private void close(Optional<String> signature) {
      if (!text.isEmpty() || signature.isPresent()) {
        parts.add(new Part.Reasoning(text.toString(), signature, Optional.empty()));
        text.setLength(0);
      }
    }
  }
}
