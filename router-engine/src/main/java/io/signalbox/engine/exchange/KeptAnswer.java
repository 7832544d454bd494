package io.signalbox.engine.exchange;

import io.signalbox.engine.cache.AnswerEvents;
import io.signalbox.engine.cache.CacheQuery;
import io.signalbox.engine.cache.EarlierAnswer;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Passes an answer on and keeps it for the caches on its path. It is kept before the client is
/// told its end, so that the client's next request finds it. Belongs to one thread, but for
/// [#silent()].
final class KeptAnswer implements ReplySink {
  private final ReplySink client;
  private final ExchangeContext context;
  private final List<CacheQuery> queries;
  private final AnswerEvents events = new AnswerEvents();
  private boolean kept;

  /// Passes the answer of a call on, and keeps it if any cache is to keep it.
  ///
  /// @param queries what it is kept for
  /// @param client whom the answer is for
  static ReplySink of(List<CacheQuery> queries, ReplySink client, ExchangeContext context) {
    return queries.isEmpty() ? client : new KeptAnswer(client, context, queries);
  }

  /// The attempt is over. A client that disconnects at the finish of its stream has the whole
  /// answer without having been told the end, and so nobody was told what was used.
  static AttemptEnd over(ReplySink sink, AttemptEnd end) {
    if (sink instanceof KeptAnswer kept
        && end instanceof AttemptEnd.Over over
        && over.attempt().outcome() instanceof Outcome.Answered) {
      kept.keep(over.attempt(), Optional.empty());
    }
    return end;
  }

  private KeptAnswer(ReplySink client, ExchangeContext context, List<CacheQuery> queries) {
    this.client = client;
    this.context = context;
    this.queries = queries;
  }

  @Override
  public void begin(Beginning beginning) throws IOException {
    client.begin(beginning.using(new CacheUse.Miss()));
  }

  @Override
  public void take(List<ReplyEvent> piece, byte[] raw) throws IOException {
    events.take(piece);
    client.take(piece, raw);
  }

  @Override
  public void end(Ending ending) throws IOException {
    ending.attempt().ifPresent(attempt -> keep(attempt, ending.usage()));
    client.end(ending);
  }

  private void keep(Attempt attempt, Optional<Usage> usage) {
    Optional<List<ReplyEvent>> whole = kept ? Optional.empty() : events.whole();
    kept = true;
    if (whole.isPresent()) {
      var answer =
          new EarlierAnswer(
              whole.get(),
              usage,
              attempt.model(),
              attempt.provider(),
              attempt.providerModel(),
              attempt.cost().total(),
              attempt.simulated());
      context.cache().keep(queries, answer, context.world().now());
    }
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
  public void pause() {
    client.pause();
  }

  @Override
  public void resume() throws IOException {
    client.resume();
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
  public Optional<String> objection(List<ReplyEvent> all) {
    return client.objection(all);
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
