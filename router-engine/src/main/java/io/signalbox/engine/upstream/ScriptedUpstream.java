package io.signalbox.engine.upstream;

import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.spi.RateLimits;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Failures that were written down, for tests and what-if questions: some models fail at once, and
/// are not called. Immutable, safe for threads.
public final class ScriptedUpstream implements Upstream {
  private final Map<String, FailureClass> failures;
  private final Upstream others;

  /// @param failures the models that fail, by their ids in the graph; all others answer at once,
  ///   without text, without usage
  public ScriptedUpstream(Map<String, FailureClass> failures) {
    this(failures, ScriptedUpstream::answered);
  }

  /// @param failures the models that fail, by their ids in the graph
  /// @param others answers for all other models
  public ScriptedUpstream(Map<String, FailureClass> failures, Upstream others) {
    this.failures = Map.copyOf(failures);
    this.others = others;
  }

  @Override
  public UpstreamAnswer ask(UpstreamCall call) {
    return Optional.ofNullable(failures.get(call.model()))
        .<UpstreamAnswer>map(kind -> failed(call.model(), kind))
        .orElseGet(() -> others.ask(call));
  }

  private static UpstreamAnswer failed(String model, FailureClass kind) {
    var failure = Script.failure(model, Script.ScriptedOutcome.Fails.of(kind));
    return new UpstreamAnswer.Failed(failure, RateLimits.NONE);
  }

  private static UpstreamAnswer answered(UpstreamCall call) {
    return new PlayedAnswer(
        List.of(
            new ReplyEvent.Started("", call.card().model()),
            new ReplyEvent.Finished(FinishReason.STOP, "stop")));
  }
}
