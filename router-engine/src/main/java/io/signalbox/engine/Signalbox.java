package io.signalbox.engine;

import io.signalbox.engine.api.ConformWish;
import io.signalbox.engine.api.CountedModel;
import io.signalbox.engine.api.Engine;
import io.signalbox.engine.api.EngineException;
import io.signalbox.engine.api.IntentTraining;
import io.signalbox.engine.api.KeyApproval;
import io.signalbox.engine.api.KeyPlace;
import io.signalbox.engine.api.LearnedFiles;
import io.signalbox.engine.api.ModelKey;
import io.signalbox.engine.cache.KeptTurns;
import io.signalbox.engine.catalog.Health;
import io.signalbox.engine.catalog.TokenCounter;
import io.signalbox.engine.conform.ConformFinding;
import io.signalbox.engine.conform.ConformReport;
import io.signalbox.engine.exchange.Egress;
import io.signalbox.engine.exchange.Exchange;
import io.signalbox.engine.exchange.ExchangeContext;
import io.signalbox.engine.exchange.KeyConsent;
import io.signalbox.engine.exchange.LiveCopies;
import io.signalbox.engine.graph.IntentNode;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.lab.GateBoard;
import io.signalbox.engine.lab.LiveRun;
import io.signalbox.engine.lab.RouteSimulation;
import io.signalbox.engine.plugin.Plugins;
import io.signalbox.engine.providers.OwnProviders;
import io.signalbox.engine.proxy.ProxyException;
import io.signalbox.engine.proxy.ProxyServer;
import io.signalbox.engine.proxy.ProxySettings;
import io.signalbox.engine.refresh.KeptModels;
import io.signalbox.engine.route.Router;
import io.signalbox.engine.spi.ModelListing;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.store.Store;
import io.signalbox.engine.store.StoreResult;
import io.signalbox.engine.store.sqlite.StoreOpening;
import io.signalbox.engine.upstream.Delay;
import io.signalbox.engine.upstream.HealthBoard;
import io.signalbox.engine.upstream.LiveUpstream;
import io.signalbox.engine.upstream.Script;
import io.signalbox.engine.upstream.SimulatedUpstream;
import io.signalbox.engine.upstream.Upstream;
import io.signalbox.engine.upstream.UpstreamCall;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Joins the parts of one running program around a home directory. Parts are made when they are
/// first needed. Safe for threads.
public final class Signalbox implements Engine {
  private static final System.Logger LOG = System.getLogger(Signalbox.class.getName());

  /// It tells of a missing keychain with a whole stack trace. Held, else its level is forgotten.
  private static final Logger KEYCHAINS = Logger.getLogger("com.microsoft.credentialstorage");

  private final BackgroundTasks background = new BackgroundTasks();
  private final Path home;
  private final InstantSource clock;
  private final UpstreamCall.Deadlines deadlines;
  private final Lazy<Store> store;
  private final Lazy<Plugins> plugins = new Lazy<>(this::foundPlugins);
  private final Lazy<Encoders> encoders = new Lazy<>(() -> new Encoders(plugins.get()));
  private final Lazy<Intents> intents = new Lazy<>(() -> new Intents(encoders.get()));
  private final Lazy<LearnedRouters> learned = new Lazy<>(() -> new LearnedRouters(encoders.get()));
  private final RequestsUnderWay underWay = new RequestsUnderWay();
  private final Lazy<GateBoard> gates;
  private final Lazy<LiveUpstream> live = new Lazy<>(this::newLive);
  private final LiveAnswers answers;
  private final KeptTurns turns = new KeptTurns();
  private final ModelFindings findings;
  private final LivePlans plans;
  private final HealthBoard board;
  private final Lazy<Keyring> keyring = new Lazy<>(this::newKeyring);
  private final Lazy<ExchangeContext> context = new Lazy<>(this::exchangeContext);
  private final LiveCopies copies = new LiveCopies(Duration.ofSeconds(10));
  private final Lazy<Exchange> exchange = new Lazy<>(() -> exchange(KeyConsent.NONE));
  private volatile Upstream simulation = new SimulatedUpstream(1, Delay.real());

  private Signalbox(Path home, InstantSource clock, UpstreamCall.Deadlines deadlines) {
    this.home = home;
    this.clock = clock;
    this.deadlines = deadlines;
    this.board = new HealthBoard(clock);
    this.store = new Lazy<>(() -> opened(home));
    this.findings = new ModelFindings(home, clock, plugins, live);
    this.answers = new LiveAnswers(store, encoders);
    this.plans = new LivePlans(home, () -> store.get().budgets(), clock, plugins);
    this.gates = new Lazy<>(() -> new GateBoard(home, clock));
  }

  /// A program around a home directory; nothing is opened yet.
  public static Signalbox at(Path home) {
    return new Signalbox(home, Clock.systemUTC(), UpstreamCall.Deadlines.USUAL);
  }

  /// The same in a time and with a patience of one's own; stored entries keep the system's time.
  static Signalbox at(Path home, InstantSource clock, UpstreamCall.Deadlines deadlines) {
    return new Signalbox(home, clock, deadlines);
  }

  private static Store opened(Path home) {
    KEYCHAINS.setLevel(Level.OFF);
    return switch (StoreOpening.open(home)) {
      case StoreResult.Ready ready -> {
        ready.notices().forEach(notice -> LOG.log(System.Logger.Level.WARNING, notice.line()));
        yield ready.store();
      }
      case StoreResult.Refused refused -> throw new EngineException(refused.problem().line());
    };
  }

  /// Plug-ins of the class path, and of the home's directory for them.
  private Plugins foundPlugins() {
    Plugins found =
        Plugins.find(home.resolve("plugins"), OwnProviders.read(home), new KeptModels(home)::of);
    found.problems().forEach(problem -> LOG.log(System.Logger.Level.WARNING, problem.line()));
    return found;
  }

  @Override
  public Plugins plugins() {
    return plugins.get();
  }

  @Override
  public Store store() {
    return store.get();
  }

  @Override
  public RouteSimulation rehearsal() {
    return new RouteSimulation(
        plugins.get()::provider, plugins.get()::providerDialect, this::router, clock);
  }

  @Override
  public Router router(RoutingGraph graph) {
    var sources = new PatientSources(intents.get(), learned.get(), gates.get());
    return new Router(graph, plugins.get()::card, sources);
  }

  RequestsUnderWay underWay() {
    return underWay;
  }

  @Override
  public GateBoard gates() {
    return gates.get();
  }

  @Override
  public IntentTraining learn(IntentNode node) {
    return intents.get().of(node).training();
  }

  @Override
  public LearnedFiles learned() {
    return learned.get();
  }

  /// The same for requests to come: what its nodes learn is learned meanwhile.
  private Router liveRouter(RoutingGraph graph) {
    var sources = new LearnedSources(intents.get(), learned.get(), gates.get());
    Router router = new Router(graph, plugins.get()::card, sources, findings::over);
    background.start("ask-local-servers", () -> findings.look(graph));
    background.start("learn", sources::learn);
    background.start("prepare-router", router::prepare);
    background.start("open-caches", () -> answers.prepare(graph));
    return router;
  }

  @Override
  public Exchange exchange() {
    return exchange.get();
  }

  @Override
  public void simulate(Script script, double pace) {
    simulation = new SimulatedUpstream(script, pace, Delay.real());
  }

  private Exchange exchange(KeyConsent consent) {
    return new Exchange(
        context.get().withKeys(model -> keyring.get().keyOf(model, consent)), copies);
  }

  private ExchangeContext exchangeContext() {
    return new ExchangeContext(
        upstream(),
        new LiveWorld(clock, board, keyring.get(), store, turns, findings::shares, plans),
        new LiveReservations(store),
        new LiveCircuitBreakers(board, keyring.get()),
        plugins.get()::provider,
        plugins.get()::providerDialect,
        keyring.get()::keyOf,
        Thread::sleep,
        deadlines,
        trace -> store.get().ledger().record(trace),
        answers,
        new LivePairs(store),
        plans);
  }

  private Keyring newKeyring() {
    return new Keyring(plugins.get(), Keyring::environment, store, board);
  }

  @Override
  public Path home() {
    return home;
  }

  @Override
  public Health health(Model model) {
    Model called = plans.order(keyring.get()::health).first(model);
    return plans.over(called, keyring.get().health(called));
  }

  @Override
  public LiveRun live(KeyApproval approval) {
    return new LiveRun(exchange(approval.consent()), this::router);
  }

  @Override
  public KeyPlace keyOf(Provider provider) {
    return discovery().keyOf(provider);
  }

  @Override
  public Optional<String> keyTrouble(Provider provider) {
    return discovery().keyTrouble(provider);
  }

  @Override
  public ModelKey keyOf(Model model) {
    return discovery().keyOf(model);
  }

  @Override
  public List<CountedModel> counted() {
    return findings.shares().all();
  }

  @Override
  public ModelListing models(Provider provider) {
    return discovery().models(provider);
  }

  @Override
  public ModelListing models(Provider provider, String address) {
    return discovery().models(provider, address);
  }

  private Upstream upstream() {
    return call ->
        call.provider().reach() == Provider.Reach.SIMULATED
            ? simulation.ask(call)
            : live.get().ask(call);
  }

  private LiveUpstream newLive() {
    return new LiveUpstream(Authorities.of(plugins.get(), Keyring::environment), clock);
  }

  @Override
  public ConformReport conform(
      ConformWish wish, KeyApproval approval, Consumer<ConformFinding> told) {
    return new EndpointCheck(plugins.get(), keyring.get()).run(wish, approval, told);
  }

  private Discovery discovery() {
    return new Discovery(keyring.get(), plugins.get(), live);
  }

  @Override
  public void prepare() {
    background.start("open-store", store::get);
    background.start("count-tokens", () -> TokenCounter.textTokens("warm"));
    background.start(
        "warm-up", () -> new WarmUp(exchangeContext(), plugins.get(), this::router).run());
  }

  @Override
  public List<Egress> egress(RoutingGraph graph) {
    return keyring.get().egress(graph, this::isConfirmed);
  }

  /// Looking at a graph makes no home, and a home that cannot be opened has confirmed nothing.
  private boolean isConfirmed(String key, String origin) {
    try {
      return Files.isDirectory(home) && store.get().bindings().has(key, origin);
    } catch (EngineException e) {
      return false;
    }
  }

  @Override
  public List<Provider> owners(String key) {
    return keyring.get().owners(key);
  }

  @Override
  public Serving serve(ProxySettings settings, List<RoutingGraph> graphs) {
    return serve(settings, graphs, exchange());
  }

  @Override
  public Serving serve(int port, Duration drain, List<RoutingGraph> graphs, KeyApproval approval) {
    return serve(ProxySettings.local(port).draining(drain), graphs, exchange(approval.consent()));
  }

  private Serving serve(ProxySettings settings, List<RoutingGraph> graphs, Exchange exchange) {
    var routers = graphs.stream().map(this::liveRouter).toList();
    var gateway =
        new LiveGateway(
            exchange,
            store.get(),
            plugins.get().clientDialects(),
            routers,
            new RejectedRequests(clock),
            underWay,
            new LiveTurns(turns, clock));
    try {
      return new RunningProxy(
          ProxyServer.start(settings, gateway), gateway, this::liveRouter, store.get());
    } catch (ProxyException e) {
      throw new EngineException(e.getMessage() + "; choose another --port, 0 takes any free one");
    }
  }

  @Override
  public void close() {
    background.await();
    copies.close();
    live.ifMade(LiveUpstream::close);
    findings.close();
    store.ifMade(Store::close);
  }
}
