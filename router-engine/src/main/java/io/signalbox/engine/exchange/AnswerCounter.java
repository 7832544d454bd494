package io.signalbox.engine.exchange;

import io.signalbox.engine.catalog.Cost;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.exchange.answer.BadEnd;
import java.util.List;
import java.util.Optional;

/// Counts what an answer holds as it goes by, without keeping it. Belongs to one thread.
final class AnswerCounter {
  private final ServedModel served;
  private final ChatRequest request;
  private final long answers;
  private Optional<Usage> usage = Optional.empty();
  private Optional<Metering> metering = Optional.empty();
  private long chars;
  private long reasoningChars;
  private long vectors;
  private Optional<ReplyEvent.Finished> end = Optional.empty();

  /// @param served the model that answers
  /// @param request what it was asked
  /// @param answers how many it writes at most
  AnswerCounter(ServedModel served, ChatRequest request, long answers) {
    this.served = served;
    this.request = request;
    this.answers = answers;
  }

  /// Takes a piece; the first failure in it, if there is one.
  Optional<Failure> take(List<ReplyEvent> events) {
    metering = Optional.empty();
    Optional<Failure> failure = Optional.empty();
    for (ReplyEvent event : events) {
      switch (event) {
        case ReplyEvent.TextDelta text -> chars += text.text().length();
        case ReplyEvent.RefusalDelta text -> chars += text.text().length();
        case ReplyEvent.ToolCallStarted call -> chars += call.name().length();
        case ReplyEvent.ToolCallDelta call -> chars += call.arguments().length();
        case ReplyEvent.ReasoningDelta text -> reasoningChars += text.text().length();
        case ReplyEvent.UsageReported reported -> usage = Optional.of(grown(reported.usage()));
        case ReplyEvent.Finished finished -> end = Optional.of(finished);
        case ReplyEvent.Failed failed -> failure = failure.or(() -> Optional.of(failed.failure()));
        case ReplyEvent.Started started -> served.heard(started.model());
        case ReplyEvent.ReasoningSigned s -> {}
        case ReplyEvent.ReasoningRedacted r -> {}
        case ReplyEvent.Foreign piece -> chars += otherAnswer(piece);
        case ReplyEvent.KeepAlive k -> {}
        case ReplyEvent.Embedded vector -> vectors++;
      }
    }
    return failure;
  }

  /// Pieces of other answers are charged for like those of the first.
  private static int otherAnswer(ReplyEvent.Foreign piece) {
    return switch (piece.kind()) {
      case ReplyEvent.Foreign.CHOICE, "candidate" -> piece.json().length();
      default -> 0;
    };
  }

  private Usage grown(Usage reported) {
    return usage.map(before -> before.atLeast(reported)).orElse(reported);
  }

  /// Whether the answer has come to its end; one that has not was cut.
  boolean finished() {
    return end.isPresent();
  }

  /// Whether the provider's filter ended the answer.
  boolean filtered() {
    return end.filter(each -> each.reason() == FinishReason.CONTENT_FILTER).isPresent();
  }

  /// Why the end of the answer is no good one; empty if it is, or has not come.
  Optional<Failure> badEnd() {
    return end.filter(each -> each.reason() == FinishReason.OTHER)
        .map(each -> BadEnd.of(each.raw()));
  }

  /// Whether anything has come that is charged for.
  boolean isEmpty() {
    return usage.isEmpty() && chars == 0 && reasoningChars == 0 && vectors == 0;
  }

  /// What was used, if the provider told and it can be true.
  Optional<Usage> reported() {
    return usage.filter(told -> metering().reported());
  }

  /// What was used: as reported where that can be true, else estimated from what went by.
  Usage usage() {
    return metering().usage();
  }

  /// What it cost.
  Cost cost() {
    return metering().cost(served.card());
  }

  /// These without usage that cannot be true, for answers that are written anew.
  List<ReplyEvent> credible(List<ReplyEvent> events) {
    return events.stream().allMatch(this::isCredible)
        ? events
        : events.stream().filter(this::isCredible).toList();
  }

  private boolean isCredible(ReplyEvent event) {
    return !(event instanceof ReplyEvent.UsageReported told)
        || (evidence().canBePrompt(told.usage()) && evidence().canBeSoFar(told.usage()));
  }

  private Metering metering() {
    var known = metering.orElseGet(() -> Metering.of(usage, evidence()));
    metering = Optional.of(known);
    return known;
  }

  private UsageEstimate evidence() {
    return new UsageEstimate(served.card(), request, answers, chars, reasoningChars, finished());
  }
}
