package io.signalbox.engine.exchange;

import io.signalbox.engine.cache.AnswerCache;
import io.signalbox.engine.cache.AnswerEvents;
import io.signalbox.engine.cache.EarlierAnswer;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.route.Move;
import io.signalbox.engine.route.RoutePlan;
import io.signalbox.engine.route.Router;
import io.signalbox.engine.trace.Trace;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Answers a request from an earlier reply, if there is one that this request may be given. That is
/// no attempt: no budget, limit or circuit breaker hears of it. Belongs to one thread.
record Recalling(
    ExchangeContext context,
    IncomingRequest incoming,
    ReplySink sink,
    RoutePlan plan,
    Router router) {
  private static final byte[] NO_BYTES = {};

  /// The client has the answer, or went away.
  ///
  /// @param status for the trace
  record Given(Trace.Cached cached, int status) {}

  /// How it went.
  ///
  /// @param given what the client was given; empty: the request goes on
  /// @param why why nothing was given
  record Result(Optional<Given> given, String why) {}

  Result of(Move.Recall recall) {
    return switch (context.cache().find(recall.query(), context.world().now())) {
      case AnswerCache.Miss miss -> new Result(Optional.empty(), miss.why());
      case AnswerCache.Hit hit -> {
        Optional<String> objection =
            plan.forbids(hit.answer().model()).or(() -> untold(hit.answer()));
        yield objection.isPresent()
            ? new Result(Optional.empty(), objection.get())
            : new Result(Optional.of(given(recall.node(), hit)), "");
      }
    };
  }

  /// An answer that comes whole may hold what cannot be written in the client's dialect.
  private Optional<String> untold(EarlierAnswer answer) {
    return incoming.request().stream() ? Optional.empty() : sink.objection(answer.events());
  }

  private Given given(String node, AnswerCache.Hit hit) {
    EarlierAnswer answer = hit.answer();
    plan.recalled(node, because(hit));
    var cached =
        new Trace.Cached(
            node,
            answer.model(),
            answer.provider(),
            answer.providerModel(),
            hit.age(),
            hit.likeness(),
            answer.usage(),
            answer.usd());
    context.cache().given(hit, context.world().now());
    try {
      tell(answer, hit.age());
      return new Given(cached, 200);
    } catch (IOException e) {
      return new Given(cached, sink.finished() ? 200 : 499);
    }
  }

  private static String because(AnswerCache.Hit hit) {
    String how =
        hit.likeness() < 1
            ? String.format(Locale.ROOT, "a similar request (%.3f)", hit.likeness())
            : "an equal request";
    String saved = hit.answer().usd().map(usd -> ", " + usd.shown() + " saved").orElse("");
    return how + " was answered by " + hit.answer().model() + " " + ago(hit.age()) + saved;
  }

  private static String ago(Duration age) {
    long minutes = age.toMinutes();
    return minutes < 1
        ? age.toSeconds() + " s ago"
        : minutes < 120 ? minutes + " min ago" : age.toHours() + " h ago";
  }

  private void tell(EarlierAnswer answer, Duration age) throws IOException {
    var beginning =
        new ReplySink.Beginning(
            router.graph().name(),
            answer.model(),
            plan.path(),
            plan.experiments().stream().map(step -> step.experiment() + "=" + step.to()).toList(),
            plan.calls(),
            false,
            answer.simulated());
    sink.begin(beginning.using(new ReplySink.CacheUse.Hit(age)));
    List<ReplyEvent> events =
        incoming.request().stream() ? AnswerEvents.pieces(answer.events()) : answer.events();
    for (ReplyEvent event : events) {
      if (event instanceof ReplyEvent.Finished && answer.usage().isPresent()) {
        sink.take(List.of(new ReplyEvent.UsageReported(answer.usage().get())), NO_BYTES);
      }
      sink.take(List.of(event), NO_BYTES);
    }
    sink.end(new ReplySink.Ending(answer.usage(), Optional.empty()));
  }
}
