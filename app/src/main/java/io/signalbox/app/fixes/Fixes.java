package io.signalbox.app.fixes;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.document.Document;
import io.signalbox.app.state.PageId;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.BranchingNode;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.Frame;
import io.signalbox.engine.graph.Id;
import io.signalbox.engine.graph.LimitNode;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.Place;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.edit.GraphEdit;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.text.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// What fixes a problem. After an edit or a text that is offered here the problem is gone and no
/// error has come in its place.
public final class Fixes {
  private static final int MOST_RETRIES = 10;

  private final Document document;
  private final RoutingGraph graph;
  private final Installation known;
  private final WireFixes wires;

  private Fixes(Document document, Installation known) {
    this.document = document;
    this.graph = document.graph();
    this.known = known;
    wires = new WireFixes(graph);
  }

  /// What fixes a problem of a document, the best first; may be empty.
  public static List<Fix> of(Problem problem, Document document, Installation known) {
    return new Fixes(document, known).of(problem);
  }

  private List<Fix> of(Problem problem) {
    return switch (problem.code()) {
      case UNKNOWN_KEY, UNKNOWN_VALUE, CONDITION -> retyped(problem);
      case SECRET, KEY_REFERENCE, NO_KEY ->
          List.of(new Fix.Go("Open models and keys", PageId.MODELS));
      case NO_START -> wires.starts();
      case UNKNOWN_TARGET -> wires.target(problem, problem.suggestion());
      case NO_TARGET, CYCLE -> wires.target(problem, Optional.empty());
      case UNREACHABLE -> wires.unreachable(problem);
      case DISABLED, DISABLED_START -> wires.disabled(problem);
      case PROMISE_BROKEN, PROMISE_IN_DOUBT, EMPTY_PROMISE -> new PromiseFixes(graph).of(problem);
      case EMPTY_FRAME -> frame(problem);
      default -> ofPart(problem);
    };
  }

  private List<Fix> ofPart(Problem problem) {
    Place place = problem.place();
    Optional<String> id = place.id().filter(graph::has);
    if (id.isEmpty()) {
      return problem.code() == ProblemCode.MISSING_VALUE ? named(problem) : List.of();
    }
    if (problem.code() == ProblemCode.BAD_ID) {
      return renamed(id.get());
    }
    return place.model().isPresent()
        ? graph.model(id.get()).map(each -> ofModel(problem, each)).orElse(List.of())
        : graph.node(id.get()).map(each -> ofNode(problem, each, place.field())).orElse(List.of());
  }

  private List<Fix> ofModel(Problem problem, Model model) {
    return switch (problem.code()) {
      case UNKNOWN_PROVIDER -> provider(model);
      case NO_PRICE -> priced(model);
      case RETIRED -> successors(model);
      case MISSING_VALUE ->
          problem.argument("field").equals(Optional.of("provider")) ? offering(model) : List.of();
      default -> List.of();
    };
  }

  private List<Fix> ofNode(Problem problem, Node node, Place field) {
    return switch (problem.code()) {
      case SMALLER_CONTEXT, DUPLICATE_BRANCH -> wires.withoutBranch(node, field);
      case NO_BRANCHES -> node instanceof BranchingNode n ? wires.firstBranch(n) : List.of();
      case NO_RULES, NO_CHANGE -> wires.straightOn(node);
      case NO_FAILURE_CLASSES -> node instanceof FallbackNode n ? usualFailures(n) : List.of();
      case COST_WITHOUT_PRICE -> node instanceof BalanceNode n ? byLatency(n) : List.of();
      case NO_LIMIT -> node instanceof LimitNode n ? limited(n) : List.of();
      case OUT_OF_RANGE -> inRange(node, field.path());
      case ATTEMPTS_ABOVE_LIMIT -> node instanceof FallbackNode n ? fewer(n) : List.of();
      case NOBODY_CONTINUES -> node instanceof FallbackNode n ? stopping(n) : List.of();
      case MISSING_VALUE -> node instanceof RejectNode n ? says(n) : List.of();
      default ->
          node instanceof RulesNode n ? new RuleFixes(n).of(problem, field.index(1)) : List.of();
    };
  }

  /// A key that stands there already is not what was meant.
  private List<Fix> retyped(Problem problem) {
    Optional<String> word = problem.suggestion().filter(each -> !isThere(problem, each));
    return problem.at().stream()
        .flatMap(at -> word.stream().<Fix>map(each -> new Fix.Retype("Use " + each, at, each)))
        .toList();
  }

  private boolean isThere(Problem problem, String word) {
    if (problem.code() != ProblemCode.UNKNOWN_KEY) {
      return false;
    }
    return document.read().spotOf(problem.place().parent().at(word)).isPresent();
  }

  private List<Fix> renamed(String id) {
    String fits = Id.free(graph, id);
    return edit("Rename to " + fits, new GraphEdit.Rename(id, fits));
  }

  private List<Fix> named(Problem problem) {
    OptionalInt index = problem.place().promise();
    if (problem.place().equals(Place.WHOLE.at("name"))) {
      String name = document.file().replaceFirst("\\.ya?ml$", "");
      return name.isBlank() ? List.of() : edit("Name it " + name, new GraphEdit.SetName(name));
    }
    if (index.isPresent()) {
      Promise old = graph.promises().get(index.getAsInt());
      String name = "Promise " + (index.getAsInt() + 1);
      var said = new Promise(name, old.when(), old.only(), old.attempts(), old.usd());
      return edit("Name it " + name, new GraphEdit.PutPromise(index.getAsInt(), said));
    }
    return List.of();
  }

  private List<Fix> frame(Problem problem) {
    OptionalInt index = problem.place().index(1);
    List<Frame> frames = graph.frames();
    return index.isPresent() && index.getAsInt() < frames.size()
        ? edit("Remove the frame", new GraphEdit.RemoveFrame(index.getAsInt()))
        : List.of();
  }

  private List<Fix> provider(Model model) {
    List<String> ids = known.providers().stream().map(Provider::id).toList();
    return Nearest.to(model.provider(), ids).stream()
        .<Fix>map(id -> new Fix.Edit("Use " + id, put(model, id, model.model())))
        .toList();
  }

  /// The provider that has a model of this name.
  private List<Fix> offering(Model model) {
    return known.catalog().cards().stream()
        .filter(card -> card.model().equals(model.model()))
        .limit(2)
        .<Fix>map(card ->
            new Fix.Edit("Use " + card.provider(), put(model, card.provider(), card.model())))
        .toList();
  }

  /// A model with a known price whose name is nearly the same.
  private List<Fix> priced(Model model) {
    List<String> names =
        known.catalog().of(model.provider()).stream()
            .filter(card -> card.price().isPresent())
            .map(ModelCard::model)
            .filter(name -> !name.equals(model.model()))
            .toList();
    return Nearest.to(model.model(), names).stream()
        .<Fix>map(name -> new Fix.Edit("Use " + name, put(model, model.provider(), name)))
        .toList();
  }

  /// The model that its provider names in its place, and models of the same provider that can still
  /// be had, as able as they come.
  private List<Fix> successors(Model model) {
    Stream<String> named =
        known.catalog().find(model.provider(), model.model()).stream()
            .flatMap(card -> card.details().successor().stream());
    Stream<String> others =
        known.catalog().of(model.provider()).stream()
            .filter(card -> !card.retired())
            .map(ModelCard::model);
    return Stream.concat(named, others)
        .distinct()
        .limit(2)
        .<Fix>map(name -> new Fix.Edit("Use " + name, put(model, model.provider(), name)))
        .toList();
  }

  private static GraphEdit put(Model old, String provider, String model) {
    return new GraphEdit.PutModel(old.withProvider(provider).withModel(model));
  }

  private static List<Fix> usualFailures(FallbackNode n) {
    return edit("Use default failure classes", new GraphEdit.PutNode(n.withOn(FallbackNode.USUAL)));
  }

  private static List<Fix> byLatency(BalanceNode n) {
    return edit(
        "Balance by latency",
        new GraphEdit.PutNode(
            new BalanceNode(n.id(), n.about(), n.to(), BalanceNode.Measure.LATENCY, n.where())));
  }

  private static List<Fix> limited(LimitNode n) {
    return edit(
        "Allow 60 requests",
        new GraphEdit.PutNode(
            new LimitNode(
                n.id(),
                n.about(),
                OptionalLong.of(60),
                n.tokens(),
                n.per(),
                n.of(),
                n.within(),
                n.over())));
  }

  private static List<Fix> says(RejectNode n) {
    String words = "Not allowed here.";
    return edit(
        "Use “" + words + "”",
        new GraphEdit.PutNode(new RejectNode(n.id(), n.about(), n.status(), words)));
  }

  private static List<Fix> inRange(Node node, String rest) {
    return switch (node) {
      case FallbackNode n when rest.equals("retries") -> {
        int most = Math.clamp(n.retries(), 0, MOST_RETRIES);
        yield edit("Use " + most, tried(n, most, n.attempts()));
      }
      case FallbackNode n when rest.equals("attempts") -> {
        int most = Math.clamp(n.mostCalls(), 1, RoutingGraph.MOST_ASKED_ATTEMPTS);
        yield edit("Use " + most, tried(n, n.retries(), OptionalInt.of(most)));
      }
      case RejectNode n when rest.equals("status") ->
          edit(
              "Use 403",
              new GraphEdit.PutNode(new RejectNode(n.id(), n.about(), 403, n.message())));
      default -> List.of();
    };
  }

  private static List<Fix> fewer(FallbackNode n) {
    int most = RoutingGraph.MOST_ATTEMPTS;
    return edit("Use " + most, tried(n, n.retries(), OptionalInt.of(most)));
  }

  private static List<Fix> stopping(FallbackNode n) {
    var stopping = n.withMidStream(FallbackNode.MidStream.STOP);
    return edit("End with error event", new GraphEdit.PutNode(stopping));
  }

  private static GraphEdit tried(FallbackNode n, int retries, OptionalInt attempts) {
    return new GraphEdit.PutNode(n.withRetries(retries).withAttempts(attempts));
  }

  static List<Fix> edit(String words, GraphEdit edit) {
    return List.of(new Fix.Edit(words, edit));
  }
}
