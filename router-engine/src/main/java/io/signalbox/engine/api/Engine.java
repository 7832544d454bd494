package io.signalbox.engine.api;

import io.signalbox.engine.catalog.Catalog;
import io.signalbox.engine.catalog.Health;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.conform.ConformFinding;
import io.signalbox.engine.conform.ConformReport;
import io.signalbox.engine.exchange.Egress;
import io.signalbox.engine.exchange.Exchange;
import io.signalbox.engine.graph.IntentNode;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.check.GraphCheck;
import io.signalbox.engine.importing.GraphImport;
import io.signalbox.engine.lab.GateBoard;
import io.signalbox.engine.lab.GateReport;
import io.signalbox.engine.lab.GateRun;
import io.signalbox.engine.lab.Given;
import io.signalbox.engine.lab.LiveRun;
import io.signalbox.engine.lab.RouteDiff;
import io.signalbox.engine.lab.RouteSimulation;
import io.signalbox.engine.lab.SampleRequest;
import io.signalbox.engine.lab.SuiteResult;
import io.signalbox.engine.lab.SuiteRun;
import io.signalbox.engine.lab.judge.JudgePlan;
import io.signalbox.engine.lab.judge.JudgeReport;
import io.signalbox.engine.lab.judge.JudgeRun;
import io.signalbox.engine.plugin.Plugins;
import io.signalbox.engine.providers.OwnProvider;
import io.signalbox.engine.providers.OwnProviders;
import io.signalbox.engine.proxy.ProxySettings;
import io.signalbox.engine.refresh.KeptModels;
import io.signalbox.engine.refresh.ModelRefresh;
import io.signalbox.engine.route.Router;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.ModelListing;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.store.Store;
import io.signalbox.engine.trace.RejectedRequest;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.upstream.Script;
import io.signalbox.engine.workspace.GraphText;
import io.signalbox.engine.workspace.SuiteFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/// The program as the terminal and the window see it: it opens and checks graphs, tries requests
/// out, runs tests and serves. Parts are made when they are first asked for, so code that only
/// reads a graph opens no database. Most of it may take its time. Safe for threads.
public interface Engine extends AutoCloseable {
  /// The program's version.
  String VERSION = "0.1.0";

  /// Makes an engine for a home directory.
  @FunctionalInterface
  interface Opening {
    /// Nothing is opened or made yet.
    Engine at(Path home);
  }

  /// The directory of the program's own files; nothing is opened or made for it.
  Path home();

  /// The plug-ins that were found, with what is wrong with them.
  Plugins plugins();

  /// The providers that plug-ins describe.
  default List<Provider> providers() {
    return plugins().providers();
  }

  /// How clients may speak.
  default List<ClientDialect> clientDialects() {
    return plugins().clientDialects();
  }

  /// All models that are known.
  default Catalog catalog() {
    return plugins().catalog();
  }

  /// Newer models and prices from lists that the user names; nothing is fetched for this alone.
  default ModelRefresh refresh() {
    return new ModelRefresh(
        catalog(), providers(), this::models, new KeptModels(home()), InstantSource.system());
  }

  /// What graphs can be exported to.
  default List<ConfigExporter> exporters() {
    return plugins().exporters();
  }

  /// Makes graphs of other gateways' files.
  default GraphImport imports() {
    return new GraphImport(plugins());
  }

  /// Everything that is wrong with a graph that could be read: its structure, nodes, conditions,
  /// providers, models and promises, and with plug-ins.
  default List<Problem> check(RoutingGraph graph) {
    var problems = new ArrayList<>(graphProblems(graph));
    problems.addAll(plugins().problems());
    return problems;
  }

  /// Reads the text of a graph file and checks it. What is wrong with plug-ins is no problem of a
  /// file.
  ///
  /// @param file the file's name as people see it
  default CheckedGraph read(String file, String content) {
    GraphText text = GraphText.read(file, content);
    var problems = new ArrayList<>(text.problems());
    text.graph().ifPresent(graph -> problems.addAll(text.located(graphProblems(graph))));
    return new CheckedGraph(text, problems);
  }

  /// The only place where the checks of a graph are put together.
  private List<Problem> graphProblems(RoutingGraph graph) {
    List<Provider> providers = plugins().providers();
    var problems =
        new ArrayList<>(
            GraphCheck.check(
                graph, plugins()::card, providers.stream().map(Provider::id).toList()));
    problems.addAll(ServerCheck.problems(graph, providers));
    problems.addAll(IntentCheck.problems(graph, plugins()));
    problems.addAll(GateCheck.problems(graph, gates()));
    problems.addAll(LearnedCheck.problems(graph, node -> learned().training(node, graph)));
    return problems;
  }

  /// Works out routes; no provider is called.
  RouteSimulation rehearsal();

  /// The route of a request; no provider is called.
  ///
  /// @param graph a graph without errors
  default Trace estimate(RoutingGraph graph, ChatRequest request, Client client) {
    return rehearsal().of(graph, request, client, Given.NOTHING);
  }

  /// Runs the tests of a graph; no provider is called.
  ///
  /// @param graph a graph without errors
  default SuiteResult test(RoutingGraph graph, SuiteFile suite) {
    return new SuiteRun(rehearsal()).of(graph, suite);
  }

  /// How the routes of requests differ between two graphs; no provider is called.
  ///
  /// @param before a graph without errors
  /// @param after another one
  default RouteDiff compare(RoutingGraph before, RoutingGraph after, List<SampleRequest> samples) {
    return RouteDiff.of(rehearsal(), before, after, samples);
  }

  /// Sends requests for a user who can confirm keys.
  LiveRun live(KeyApproval approval);

  /// What survives a restart.
  ///
  /// @throws EngineException if it cannot be opened
  Store store();

  /// Where the usual key of a provider is; only names are looked at.
  ///
  /// @throws RuntimeException if the keys cannot be read; its message says why
  KeyPlace keyOf(Provider provider);

  /// Why calls do without the usual key of a provider now, for a person: it was refused, or is out
  /// of credit. Empty if they do not.
  Optional<String> keyTrouble(Provider provider);

  /// Whether there is a key to call a model with.
  ModelKey keyOf(Model model);

  /// Where keys are kept, for a person.
  default String keysPlace() {
    return store().keys().where();
  }

  /// The names of the keys that are kept.
  default List<String> keptKeys() {
    return store().keys().names();
  }

  /// Keeps a key.
  ///
  /// @return why it could not be kept; empty if it is
  default Optional<Problem> keepKey(String name, Secret key) {
    return store().keys().put(name, key);
  }

  /// How a model does, from what its last calls through this engine reported; of several keys that
  /// of the one that would be called first. Calls of other processes are not known.
  default Health health(Model model) {
    return Health.UNKNOWN;
  }

  /// Asks a provider for its models, with its usual key.
  ModelListing models(Provider provider);

  /// The models of whose providers was learned how they count tokens.
  default List<CountedModel> counted() {
    return List.of();
  }

  /// Asks a server on this machine for its models, without a key.
  ///
  /// @param address its base address
  ModelListing models(Provider provider, String address);

  /// Asks an endpoint what it really does; interrupting the thread ends it with what was found.
  ///
  /// @param told gets each row as soon as it is there, on the calling thread
  /// @throws EngineException if its key is missing or may not be sent to it
  ConformReport conform(ConformWish wish, KeyApproval approval, Consumer<ConformFinding> told);

  /// Why none of one's own providers can have this id, for a person; empty if one can.
  default Optional<String> ownProviderFault(String id) {
    boolean another =
        plugins().provider(id).isPresent()
            && OwnProviders.read(home()).providers().stream().noneMatch(own -> own.id().equals(id));
    String fault = "the provider " + id + " comes with Signalbox or a plug-in";
    return OwnProvider.idFault(id).or(() -> Optional.of(fault).filter(any -> another));
  }

  /// Keeps a provider that the user has described; it can be used after the next start.
  ///
  /// @throws EngineException if it cannot be kept
  default void keepProvider(OwnProvider own) {
    try {
      OwnProviders.save(home(), own);
    } catch (IOException e) {
      throw new EngineException("the provider cannot be kept: " + e.getMessage());
    }
  }

  /// Carries requests out for real.
  Exchange exchange();

  /// The decisions of a graph.
  Router router(RoutingGraph graph);

  /// Learns the classes of an intent node, unless that was done; may take some seconds.
  ///
  /// @param node one without errors in its fields
  IntentTraining learn(IntentNode node);

  /// What learned nodes learn from their files.
  LearnedFiles learned();

  /// What was measured behind gates.
  GateBoard gates();

  /// Measures what lies behind a gate for real and keeps what came, if enough was answered;
  /// interrupting the thread gives it up.
  ///
  /// @param live sends the requests
  /// @param progress gets how many requests are done, on the calling thread
  /// @throws EngineException if the result cannot be kept
  default GateReport measure(GateRun.Plan plan, LiveRun live, IntConsumer progress) {
    GateReport report = GateRun.of(live, plan, gates(), progress);
    if (report.result().isPresent()) {
      try {
        gates().keep(plan.graph(), plan.gate(), report.result().get());
      } catch (IOException e) {
        throw new EngineException("the result cannot be kept: " + e.getMessage());
      }
    }
    return report;
  }

  /// What a judge would have to compare, and what that costs; no provider is called.
  default JudgeRun.Offer offer(JudgePlan plan) {
    return JudgeRun.offer(store(), plan, plugins()::card);
  }

  /// Asks a judge which of the answers that a mirror recorded is better, for real, and keeps what
  /// it says after each call; interrupting the thread gives it up.
  ///
  /// @param live sends the requests
  /// @param progress gets how many pairs are done, on the calling thread
  default JudgeReport judge(JudgePlan plan, LiveRun live, IntConsumer progress) {
    return JudgeRun.of(live, store(), plan, plugins()::card, gates()::now, progress);
  }

  /// Where the requests of a graph go, and with which keys. Nothing is sent and no name looked up.
  List<Egress> egress(RoutingGraph graph);

  /// The providers whose usual key has this name.
  List<Provider> owners(String key);

  /// Says how simulated models behave; before the first request.
  ///
  /// @param pace 1 for the models' typical speed, 0 for at once
  void simulate(Script script, double pace);

  /// Begins to make what serving needs, on threads of its own, while the caller still reads graphs.
  void prepare();

  /// Opens the proxy.
  ///
  /// @param graphs at least one, without errors; the first is the default
  /// @throws EngineException if it cannot listen; its message says why and what to do
  Serving serve(ProxySettings settings, List<RoutingGraph> graphs);

  /// Opens the proxy for a user who can confirm keys. It listens on this machine only.
  ///
  /// @param port 0 for any free one
  /// @param drain how long answers may take to end while it closes
  Serving serve(int port, Duration drain, List<RoutingGraph> graphs, KeyApproval approval);

  @Override
  void close();

  /// A proxy that listens.
  interface Serving extends AutoCloseable {
    /// Where clients find it.
    URI address();

    /// Replaces the present graphs; requests in progress keep theirs.
    void swap(List<RoutingGraph> graphs);

    /// Requests that were rejected lately, the newest first; at most a hundred.
    List<RejectedRequest> refusals();

    /// Lets answers end no longer while it is being closed.
    void hurry();

    /// Takes no connection any more, lets answers end for a while, ends the others and tells their
    /// clients. All are in the ledger when it returns.
    @Override
    void close();
  }
}
