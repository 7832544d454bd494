package io.signalbox.engine.exchange;

import io.signalbox.engine.cache.KeptTurns;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.trace.Attempt;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Where an answer goes, piece by piece. All methods but [#silent] are called by one thread. An
/// `IOException` says that the client closed the connection.
public interface ReplySink {

  /// The commit point: a model answers, and no other will be called.
  void begin(Beginning beginning) throws IOException;

  /// A piece of the answer.
  ///
  /// @param raw the provider's own bytes of it; only of use if the beginning said `verbatim`
  void take(List<ReplyEvent> events, byte[] raw) throws IOException;

  /// Whether the client has been passed a stream up to its finish. It has the whole answer then,
  /// and may disconnect at it without waiting for the end of the body.
  default boolean finished() {
    return false;
  }

  /// Whether an interrupt ends the answer because the program ends, and not because the client went
  /// away. Whoever waits for the answer is still there then, and is told by [#broken].
  default boolean isStopping() {
    return false;
  }

  /// Why an answer that comes whole cannot be written truthfully for the client; empty if it can.
  ///
  /// @param events all of the answer
  default Optional<String> objection(List<ReplyEvent> events) {
    return Optional.empty();
  }

  /// Whether the bytes of a provider that speaks the client's dialect can be the answer as they
  /// are.
  ///
  /// @param events what they say first
  default boolean passesOn(List<ReplyEvent> events) {
    return true;
  }

  /// Whether another model could go on with the answer, should it break off now.
  ///
  /// @param sent the request of the model that speaks
  default boolean canGoOn(ChatRequest sent) {
    return false;
  }

  /// The answer broke off, and another model is asked to go on with it.
  default void pause() {}

  /// Another model goes on: what it says follows what was said, written anew.
  default void resume() throws IOException {}

  /// Whether the client is told a piece: a call of a tool, or one that only the provider's dialect
  /// knows.
  default boolean tells(ReplyEvent piece) {
    return true;
  }

  /// The answer is whole.
  void end(Ending ending) throws IOException;

  /// The answer broke off after it began.
  void broken(Failure failure) throws IOException;

  /// Nothing has come for a while; called by another thread, before the beginning.
  void silent();

  /// What is known when the answer begins.
  ///
  /// @param graph the name of the graph that was used
  /// @param model the model's id in the graph
  /// @param path the nodes that the request passed
  /// @param experiments the branches of experiments that were taken, as in `name=branch`
  /// @param attempts how many models were called, this one included
  /// @param verbatim whether the provider's bytes can go to the client as they are
  /// @param simulated whether no provider was really called
  /// @param cache what the last cache on the path had; empty if there was none
  /// @param continuable whether another model may go on with the answer should it break off: then
  ///   what is passed on as it is must be followed, too, to be written anew from any place
  /// @param keeper where the answer is kept if its provider keeps any; empty if no provider was
  ///   called for it
  record Beginning(
      String graph,
      String model,
      List<String> path,
      List<String> experiments,
      int attempts,
      boolean verbatim,
      boolean simulated,
      Optional<CacheUse> cache,
      boolean continuable,
      Optional<KeptTurns.Keeper> keeper) {

    /// The beginning of an answer that no cache keeps.
    public Beginning(
        String graph,
        String model,
        List<String> path,
        List<String> experiments,
        int attempts,
        boolean verbatim,
        boolean simulated) {
      this(
          graph,
          model,
          path,
          experiments,
          attempts,
          verbatim,
          simulated,
          Optional.empty(),
          false,
          Optional.empty());
    }

    /// The same of an answer of a provider.
    public Beginning by(KeptTurns.Keeper provider) {
      return new Beginning(
          graph,
          model,
          path,
          experiments,
          attempts,
          verbatim,
          simulated,
          cache,
          continuable,
          Optional.of(provider));
    }

    /// The same for an answer that is written anew.
    public Beginning rewritten() {
      return new Beginning(
          graph, model, path, experiments, attempts, false, simulated, cache, continuable, keeper);
    }

    /// The same behind a cache.
    public Beginning using(CacheUse use) {
      return new Beginning(
          graph,
          model,
          path,
          experiments,
          attempts,
          verbatim,
          simulated,
          Optional.of(use),
          continuable,
          keeper);
    }

    /// The same for an answer that another model may go on with.
    public Beginning continued() {
      return new Beginning(
          graph, model, path, experiments, attempts, verbatim, simulated, cache, true, keeper);
    }
  }

  /// What a cache had for a request.
  sealed interface CacheUse {
    /// An earlier answer.
    ///
    /// @param age how long ago it was given
    record Hit(Duration age) implements CacheUse {}

    /// Nothing.
    record Miss() implements CacheUse {}
  }

  /// What is known when the answer is whole.
  ///
  /// @param usage as the provider told it; empty if it told nothing, for no client is told an
  ///   estimate
  /// @param attempt the call that answered; empty for an earlier answer, whose usage is that of the
  ///   call that was made for it
  record Ending(Optional<Usage> usage, Optional<Attempt> attempt) {

    /// The end of an answer of a call.
    public Ending(Optional<Usage> usage, Attempt attempt) {
      this(usage, Optional.of(attempt));
    }
  }

  /// A sink without a client.
  ReplySink NOBODY =
      new ReplySink() {
        @Override
        public void begin(Beginning beginning) {}

        @Override
        public void take(List<ReplyEvent> events, byte[] raw) {}

        @Override
        public void end(Ending ending) {}

        @Override
        public void broken(Failure failure) {}

        @Override
        public void silent() {}
      };
}
