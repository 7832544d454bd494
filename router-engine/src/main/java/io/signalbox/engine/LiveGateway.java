package io.signalbox.engine;

import io.signalbox.engine.exchange.Exchange;
import io.signalbox.engine.exchange.IncomingRequest;
import io.signalbox.engine.exchange.ReplySink;
import io.signalbox.engine.exchange.Result;
import io.signalbox.engine.lab.SimulatedGraph;
import io.signalbox.engine.proxy.Gateway;
import io.signalbox.engine.route.Router;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.EarlierTurns;
import io.signalbox.engine.spi.ToldAnswer;
import io.signalbox.engine.store.Store;
import io.signalbox.engine.store.StoreException;
import io.signalbox.engine.trace.Feedback;
import io.signalbox.engine.trace.RejectedRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The engine behind the proxy. It holds one immutable snapshot of the graphs; a request keeps the
/// one that it began with.
final class LiveGateway implements Gateway {
  private final Exchange exchange;
  private final Store store;
  private final List<ClientDialect> dialects;
  private final RejectedRequests refusals;
  private final RequestsUnderWay underWay;
  private final LiveTurns turns;
  private volatile Snapshot snapshot;

  /// The graphs at one time, by the names that clients use.
  private record Snapshot(Router first, Map<String, Router> byName) {
    static Snapshot of(List<Router> routers) {
      var byName = new LinkedHashMap<String, Router>();
      routers.forEach(
          router -> byName.putIfAbsent(SimulatedGraph.clientName(router.graph()), router));
      return new Snapshot(routers.getFirst(), byName);
    }
  }

  LiveGateway(
      Exchange exchange,
      Store store,
      List<ClientDialect> dialects,
      List<Router> routers,
      RejectedRequests refusals,
      RequestsUnderWay underWay,
      LiveTurns turns) {
    this.exchange = exchange;
    this.store = store;
    this.dialects = dialects;
    this.refusals = refusals;
    this.underWay = underWay;
    this.turns = turns;
    this.snapshot = Snapshot.of(routers);
  }

  void swap(List<Router> routers) {
    snapshot = Snapshot.of(routers);
  }

  @Override
  public Optional<String> appOf(Secret key) {
    return store.apps().appOf(key);
  }

  @Override
  public Feedback.Receipt feedback(String app, Feedback feedback) {
    underWay.await(app, feedback.about());
    try {
      return store.feedback().record(app, feedback);
    } catch (StoreException e) {
      return new Feedback.Receipt.NotNow(String.valueOf(e.getMessage()));
    }
  }

  List<RejectedRequest> refusals() {
    return refusals.latest();
  }

  @Override
  public void refused(ClientError why) {
    refusals.add(why);
  }

  @Override
  public List<String> models() {
    return new ArrayList<>(snapshot.byName().keySet());
  }

  @Override
  public List<ClientDialect> dialects() {
    return dialects;
  }

  @Override
  public EarlierTurns earlier(String app) {
    return turns.earlier(app);
  }

  @Override
  public void told(
      String app,
      ReplySink.Beginning beginning,
      ToldAnswer answer,
      Optional<List<String>> conversation) {
    turns.told(app, beginning, answer, conversation);
  }

  private Router router(IncomingRequest incoming) {
    Snapshot now = snapshot;
    return now.byName().getOrDefault(incoming.request().model(), now.first());
  }

  @Override
  public OptionalLong count(IncomingRequest incoming) {
    return exchange.count(router(incoming), incoming);
  }

  @Override
  public Result handle(IncomingRequest incoming, ReplySink sink) {
    Router router = router(incoming);
    try (var _ = underWay.way(incoming)) {
      return exchange.run(router, incoming, sink);
    }
  }
}
