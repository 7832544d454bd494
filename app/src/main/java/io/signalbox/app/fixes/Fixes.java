package io.signalbox.app.fixes;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.document.Document;
import io.signalbox.app.state.PageId;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.Frame;
import io.signalbox.engine.graph.GraphEdit;
import io.signalbox.engine.graph.Id;
import io.signalbox.engine.graph.LimitNode;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.text.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What mends a problem. After an edit or a text that is offered here the problem is gone and no
/// error has come in its place.
public final class Fixes {
  private static final Pattern MEANT =
      Pattern.compile("[Dd]id you mean [`\"“]?([\\w.-]+?)[`\"”]?\\?");
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

  /// What mends a problem of a document, the best first; empty if nobody knows.
  public static List<Fix> of(Problem problem, Document document, Installation known) {
    return new Fixes(document, known).of(problem);
  }

  private List<Fix> of(Problem problem) {
    return switch (problem.code()) {
      case "unknown-key", "unknown-word", "condition" -> retyped(problem);
      case "secret", "no-key" -> List.of(new Fix.Go("Open Models and keys", PageId.MODELS));
      case "no-start" -> wires.starts();
      case "unknown-target" -> wires.target(problem, meant(problem));
      case "no-target", "circle" -> wires.target(problem, Optional.empty());
      case "unreachable" -> wires.unreachable(problem);
      case "disabled" -> wires.disabled(problem);
      case "promise-broken", "promise-in-doubt", "empty-promise" ->
          new PromiseFixes(graph).of(problem);
      case "empty-frame" -> frame(problem);
      default -> ofPart(problem);
    };
  }

  private List<Fix> ofPart(Problem problem) {
    Optional<ProblemPlace> place = ProblemPlace.of(problem, graph);
    if (place.isEmpty()) {
      return problem.code().equals("not-said") ? named(problem) : List.of();
    }
    ProblemPlace where = place.get();
    Optional<Model> model = graph.model(where.id());
    Optional<Node> node = graph.node(where.id());
    if (problem.code().equals("bad-id")) {
      return renamed(where.id());
    }
    return problem.path().startsWith("models.")
        ? model.map(each -> ofModel(problem, each)).orElse(List.of())
        : node.map(each -> ofNode(problem, each, where.rest())).orElse(List.of());
  }

  private List<Fix> ofModel(Problem problem, Model model) {
    return switch (problem.code()) {
      case "unknown-provider" -> provider(model);
      case "no-price" -> priced(model);
      case "retired" -> successors(model);
      case "not-said" -> problem.path().endsWith(".provider") ? offering(model) : List.of();
      default -> List.of();
    };
  }

  private List<Fix> ofNode(Problem problem, Node node, String rest) {
    return switch (problem.code()) {
      case "smaller-context", "duplicate-branch" -> wires.withoutBranch(node, rest);
      case "no-branches" -> wires.firstBranch(node);
      case "no-rules", "no-change" -> wires.straightOn(node);
      case "no-failures" -> node instanceof FallbackNode n ? usualFailures(n) : List.of();
      case "cost-without-price" -> node instanceof BalanceNode n ? byLatency(n) : List.of();
      case "no-limit" -> node instanceof LimitNode n ? limited(n) : List.of();
      case "out-of-range" -> inRange(node, rest);
      case "not-said" -> node instanceof RejectNode n ? says(n) : List.of();
      default ->
          node instanceof RulesNode n
              ? new RuleFixes(n).of(problem, ProblemPlace.index(rest), meant(problem))
              : List.of();
    };
  }

  /// The word that the problem itself says was probably meant.
  private static Optional<String> meant(Problem problem) {
    Matcher found = MEANT.matcher(problem.message() + " " + problem.fix());
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  /// A key that stands there already is not what was meant.
  private List<Fix> retyped(Problem problem) {
    String around = problem.path().substring(0, Math.max(0, problem.path().lastIndexOf('.') + 1));
    boolean twice =
        problem.code().equals("unknown-key")
            && meant(problem).flatMap(word -> document.read().spotOf(around + word)).isPresent();
    return (twice ? Optional.<Problem.Spot>empty() : problem.at())
        .stream()
            .flatMap(at ->
                meant(problem).stream().<Fix>map(word -> new Fix.Retype("Use " + word, at, word)))
            .toList();
  }

  private List<Fix> renamed(String id) {
    String fits = Id.free(graph, id);
    return edit("Call it " + fits, new GraphEdit.Rename(id, fits));
  }

  private List<Fix> named(Problem problem) {
    OptionalInt index = ProblemPlace.index(problem.path());
    if (problem.path().equals("name")) {
      String name = document.file().replaceFirst("\\.ya?ml$", "");
      return name.isBlank() ? List.of() : edit("Call it " + name, new GraphEdit.SetName(name));
    }
    if (problem.path().startsWith("promises[") && index.isPresent()) {
      Promise old = graph.promises().get(index.getAsInt());
      String name = "Promise " + (index.getAsInt() + 1);
      var said = new Promise(name, old.when(), old.only(), old.attempts(), old.usd());
      return edit("Call it " + name, new GraphEdit.PutPromise(index.getAsInt(), said));
    }
    return List.of();
  }

  private List<Fix> frame(Problem problem) {
    OptionalInt index = ProblemPlace.index(problem.path());
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
        known.catalog().cards().stream()
            .filter(card -> card.provider().equals(model.provider()) && card.price().isPresent())
            .map(ModelCard::model)
            .filter(name -> !name.equals(model.model()))
            .toList();
    return Nearest.to(model.model(), names).stream()
        .<Fix>map(name -> new Fix.Edit("Use " + name, put(model, model.provider(), name)))
        .toList();
  }

  /// Models of the same provider that can still be had, as able as they come.
  private List<Fix> successors(Model model) {
    return known.catalog().cards().stream()
        .filter(card -> card.provider().equals(model.provider()) && !card.retired())
        .limit(2)
        .<Fix>map(
            card -> new Fix.Edit("Use " + card.model(), put(model, model.provider(), card.model())))
        .toList();
  }

  private static GraphEdit put(Model old, String provider, String model) {
    return new GraphEdit.PutModel(
        new Model(
            old.id(),
            provider,
            model,
            old.key(),
            old.url(),
            old.params(),
            old.labels(),
            old.about()));
  }

  private static List<Fix> usualFailures(FallbackNode n) {
    return edit(
        "Use the usual failures",
        new GraphEdit.PutNode(
            new FallbackNode(
                n.id(),
                n.about(),
                n.to(),
                FallbackNode.USUAL,
                n.retries(),
                n.firstToken(),
                n.total(),
                n.attempts())));
  }

  private static List<Fix> byLatency(BalanceNode n) {
    return edit(
        "Take the fastest",
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
        "Say “" + words + "”",
        new GraphEdit.PutNode(new RejectNode(n.id(), n.about(), n.status(), words)));
  }

  private static List<Fix> inRange(Node node, String rest) {
    return switch (node) {
      case FallbackNode n when rest.equals("retries") -> {
        int most = Math.clamp(n.retries(), 0, MOST_RETRIES);
        yield edit("Use " + most, tried(n, most, n.attempts()));
      }
      case FallbackNode n when rest.equals("attempts") ->
          edit("Use 1", tried(n, n.retries(), OptionalInt.of(1)));
      case RejectNode n when rest.equals("status") ->
          edit(
              "Use 403",
              new GraphEdit.PutNode(new RejectNode(n.id(), n.about(), 403, n.message())));
      default -> List.of();
    };
  }

  private static GraphEdit tried(FallbackNode n, int retries, OptionalInt attempts) {
    return new GraphEdit.PutNode(
        new FallbackNode(
            n.id(), n.about(), n.to(), n.on(), retries, n.firstToken(), n.total(), attempts));
  }

  static List<Fix> edit(String words, GraphEdit edit) {
    return List.of(new Fix.Edit(words, edit));
  }
}
