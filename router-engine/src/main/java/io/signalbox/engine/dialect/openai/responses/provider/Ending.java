package io.signalbox.engine.dialect.openai.responses.provider;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.openai.ErrorBody;
import io.signalbox.engine.dialect.openai.Failures;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What the object of a response says of its beginning and its end.
final class Ending {
  private static final long MOST = 1_000_000_000_000L;

  private Ending() {}

  static ReplyEvent started(JsonNode response) {
    return new ReplyEvent.Started(JsonTree.text(response, "id"), JsonTree.text(response, "model"));
  }

  static Failure unreadable(String what) {
    return Failure.of(
        FailureClass.INTERRUPTED, 0, "The provider's answer cannot be read: it " + what + ".");
  }

  /// The usage, and how it ended: the last event is [ReplyEvent.Finished] or [ReplyEvent.Failed].
  ///
  /// @param called whether a tool was called
  static List<ReplyEvent> of(JsonNode response, boolean called) {
    List<ReplyEvent> out = new ArrayList<>(2);
    usage(response.path("usage")).ifPresent(usage -> out.add(new ReplyEvent.UsageReported(usage)));
    out.add(end(response, called));
    return out;
  }

  private static ReplyEvent end(JsonNode response, boolean called) {
    String status = JsonTree.text(response, "status");
    return switch (status) {
      case "completed" ->
          new ReplyEvent.Finished(called ? FinishReason.TOOL_CALLS : FinishReason.STOP, status);
      case "incomplete" -> incomplete(response.path("incomplete_details"));
      default -> new ReplyEvent.Failed(failure(response, status));
    };
  }

  private static ReplyEvent incomplete(JsonNode details) {
    String reason = JsonTree.text(details, "reason");
    return new ReplyEvent.Finished(
        switch (reason) {
          case "max_output_tokens", "max_tokens", "max_messages" -> FinishReason.LENGTH;
          case "content_filter" -> FinishReason.CONTENT_FILTER;
          default -> FinishReason.OTHER;
        },
        reason.isEmpty() ? "incomplete" : reason);
  }

  private static Failure failure(JsonNode response, String status) {
    JsonNode error = response.path("error");
    if (!error.isObject()) {
      return Failure.of(
          status.equals("cancelled") ? FailureClass.INTERRUPTED : FailureClass.SERVER_ERROR,
          0,
          "The provider ended its answer with the status \"%s\" and no reason."
              .formatted(isWord(status) ? status : ""));
    }
    Failure failure = Failures.inside(ErrorBody.of(JsonTree.bytes(error)));
    return blamesRequest(failure) ? asBadRequest(failure) : failure;
  }

  private static boolean isWord(String status) {
    return status.matches("[a-z_]{1,20}");
  }

  /// Codes of failed responses that another try of the same request would meet again. Source:
  /// OpenAI's description of its API, `ResponseErrorCode`, 2026-08-21.
  private static boolean blamesRequest(Failure failure) {
    String code = failure.code();
    return failure.kind() == FailureClass.SERVER_ERROR
        && (code.startsWith("invalid_") || code.contains("image"));
  }

  private static Failure asBadRequest(Failure failure) {
    return new Failure(
        FailureClass.BAD_REQUEST,
        failure.status(),
        failure.said(),
        failure.code(),
        failure.retryAfter(),
        failure.billed(),
        failure.modelAlone(),
        failure.own());
  }

  private static Optional<Usage> usage(JsonNode usage) {
    if (!usage.isObject()) {
      return Optional.empty();
    }
    JsonNode in = usage.path("input_tokens_details");
    long asked = count(usage, "input_tokens");
    long read = Math.min(count(in, "cached_tokens"), asked);
    long written = Math.min(count(in, "cache_write_tokens"), asked - read);
    long answered = count(usage, "output_tokens");
    long thought = count(usage.path("output_tokens_details"), "reasoning_tokens");
    return Optional.of(
        new Usage(asked, read, written, 0, answered, Math.min(thought, answered), cost(usage)));
  }

  private static long count(JsonNode node, String member) {
    JsonNode value = node.path(member);
    boolean sane = value.isNumber() && value.asDouble(0) >= 0 && value.asDouble(0) < MOST;
    return sane ? (long) value.asDouble(0) : 0;
  }

  /// OpenRouter tells what it charges.
  private static Optional<BigDecimal> cost(JsonNode usage) {
    JsonNode cost = usage.path("cost");
    boolean sane = cost.isNumber() && cost.asDouble(-1) >= 0 && cost.asDouble(-1) < MOST;
    return sane ? Optional.of(BigDecimal.valueOf(cost.asDouble(0))) : Optional.empty();
  }
}
