package io.signalbox.engine;

import io.signalbox.engine.exchange.paired.PairedText;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.store.Pairs;
import io.signalbox.engine.store.Store;
import io.signalbox.engine.store.StoreException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Keeps the texts of copied requests in the store. What cannot be kept is only logged: the client
/// has its answer. Safe for threads.
record LivePairs(Supplier<Store> store) implements Consumer<PairedText> {
  private static final System.Logger LOG = System.getLogger(LivePairs.class.getName());

  @Override
  public void accept(PairedText text) {
    try {
      store
          .get()
          .pairs()
          .keep(
              new Pairs.PairKey(text.request(), text.graph(), text.mirror().id()),
              text.copy(),
              side(text),
              text.at(),
              text.keep());
    } catch (StoreException e) {
      LOG.log(System.Logger.Level.WARNING, "A text for a judge is lost: " + e.getMessage());
    }
  }

  private static Pairs.Side side(PairedText text) {
    return new Pairs.Side(
        text.model(),
        text.prompt(),
        text.answer(),
        text.redacted().stream().map(Enum::name).sorted().toList(),
        text.promises().stream().map(LivePairs::promised).toList());
  }

  private static Pairs.PromisedModel promised(Promise.OfRequest asked) {
    Promise promise = asked.promise();
    return new Pairs.PromisedModel(
        promise.name(),
        promise.when().map(Condition::text).orElse(""),
        promise.only().map(Condition::text).orElse(""),
        asked.about());
  }
}
