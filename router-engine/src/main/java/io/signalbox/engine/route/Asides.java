package io.signalbox.engine.route;

import io.signalbox.engine.cache.CacheQuery;
import io.signalbox.engine.cache.KnownLabels;
import io.signalbox.engine.catalog.Claim;
import io.signalbox.engine.catalog.Health;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.catalog.WindowUsage;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.graph.AskNode;
import io.signalbox.engine.graph.CacheNode;
import io.signalbox.engine.graph.MirrorNode;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.condition.Signal;
import io.signalbox.engine.route.client.AssignmentHash;
import io.signalbox.engine.trace.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiFunction;

/// What a request does besides following its route: it calls a model for the decision of a node, is
/// copied, or looks for an earlier answer. Each node does so once for a request, also if the route
/// comes back to it. Belongs to one thread.
final class Asides {
  private final RoutingGraph graph;
  private final World world;
  private final QuotaDecisions quotas;
  private final CallLimit callLimit;
  private final BiFunction<String, RoutePosition, RoutePlan> branchedOff;
  private final Map<String, Finding> findings = new HashMap<>();
  private final Set<String> copied = new HashSet<>();
  private final Map<String, CacheQuery> recalled = new HashMap<>();
  private final Map<String, CacheLookup> caches;
  private final Facts asked;
  private Optional<AskNode> consulting = Optional.empty();
  private Optional<String> question = Optional.empty();
  private Optional<MirrorNode> copying = Optional.empty();

  /// @param asked the request as it came
  /// @param branchedOff makes the route of a copy by a node that begins at a place
  Asides(
      RouteParts parts,
      QuotaDecisions quotas,
      CallLimit callLimit,
      Facts asked,
      BiFunction<String, RoutePosition, RoutePlan> branchedOff) {
    this.graph = parts.graph();
    this.world = parts.world();
    this.quotas = quotas;
    this.caches = parts.caches();
    this.callLimit = callLimit;
    this.asked = asked;
    this.branchedOff = branchedOff;
  }

  /// What was found out for nodes, by their ids.
  Map<String, Finding> findings() {
    return findings;
  }

  /// What is to be done before a node decides.
  Optional<Move> before(Node node, RoutePosition at) {
    if (node instanceof AskNode ask && !findings.containsKey(ask.id())) {
      return consult(ask, at);
    }
    if (at.isBegun() && (node instanceof MirrorNode || node instanceof CacheNode)) {
      findings.putIfAbsent(node.id(), Finding.none("the rest of an answer is asked for"));
      recalled.remove(node.id());
      return Optional.empty();
    }
    if (node instanceof MirrorNode mirror && copied.add(mirror.id())) {
      return copy(mirror, at);
    }
    if (node instanceof CacheNode cache) {
      return recall(cache, at);
    }
    return Optional.empty();
  }

  /// A request that comes back as it was is not looked for again.
  private Optional<Move> recall(CacheNode cache, RoutePosition at) {
    Optional<CacheLookup> lookup = Optional.ofNullable(caches.get(cache.id()));
    if (lookup.isEmpty()) {
      findings.put(cache.id(), Finding.none("a copy is not answered from a cache"));
      return Optional.empty();
    }
    CacheLookup.Wish wish = lookup.get().of(at.facts(), asked);
    boolean again =
        findings.containsKey(cache.id())
            && wish.query().equals(Optional.ofNullable(recalled.get(cache.id())));
    if (!again) {
      findings.put(cache.id(), Finding.none(wish.because()));
      recalled.remove(cache.id());
      wish.query().ifPresent(query -> recalled.put(cache.id(), query));
    }
    return again || !wish.looks()
        ? Optional.empty()
        : wish.query().map(query -> new Move.Recall(cache.id(), query));
  }

  /// No earlier answer was found, or none that may be given.
  void notRecalled(String node, String why) {
    String besides = Optional.ofNullable(findings.get(node)).map(Finding::because).orElse("");
    findings.put(node, Finding.none(besides.isEmpty() ? why : why + "; " + besides));
  }

  /// The same position behind a cache that keeps the answer.
  RoutePosition keeping(String node, RoutePosition behind) {
    return Optional.ofNullable(recalled.get(node)).map(behind::keeping).orElse(behind);
  }

  private Optional<Move> consult(AskNode ask, RoutePosition at) {
    Optional<Model> model = graph.model(ask.model());
    String text = at.facts().request().lastUserText();
    var request = Consultation.request(ask, text);
    question = model.flatMap(each -> question(each, at.facts(), request));
    Optional<Finding> found =
        known(ask, at.facts()).or(() -> obstacle(ask, text, at).map(Finding::none));
    found.ifPresent(finding -> findings.put(ask.id(), finding));
    if (found.isPresent() || model.isEmpty()) {
      return Optional.empty();
    }
    consulting = Optional.of(ask);
    callLimit.besides();
    var claims = quotas.of(model.get(), at.claims());
    Model called = world.keyOrder().first(model.get());
    return Optional.of(new Move.Consult(ask.id(), called, request, claims, ask.within()));
  }

  /// What an answer is known for, and kept for; empty if the client does not want that.
  private static Optional<String> question(Model model, Facts facts, ChatRequest request) {
    return facts.client().forbidsKeeping()
        ? Optional.empty()
        : Optional.of(Consultation.digest(model, facts.text(Signal.APP), request));
  }

  /// What the model said when it was asked the same before.
  private Optional<Finding> known(AskNode ask, Facts facts) {
    return question
        .filter(asking -> !CacheLookup.control(facts).contains(CacheLookup.NO_CACHE))
        .flatMap(world::label)
        .filter(known -> ask.answers().containsKey(known.label()))
        .map(known -> Finding.of(known.label(), cached(ask, known)));
  }

  private static String cached(AskNode ask, KnownLabels.Known known) {
    long minutes = known.age().toMinutes();
    String ago = minutes < 1 ? known.age().toSeconds() + " s ago" : minutes + " min ago";
    return "cached: " + ask.model() + " answered " + known.label() + " " + ago;
  }

  /// Why a model is not called for a decision.
  private Optional<String> obstacle(AskNode ask, String text, RoutePosition at) {
    Optional<Model> model = graph.model(ask.model());
    if (text.isBlank()) {
      return Optional.of("there is no user message");
    }
    if (model.isEmpty()) {
      return Optional.of("there is no model " + ask.model());
    }
    if (!callLimit.hasLeftBesides()) {
      return Optional.of(ask.model() + " was not called: a promise leaves no call for it");
    }
    Health health = world.health(model.get());
    return health.open()
        ? Optional.of(ask.model() + " was not called: it is cooling down")
        : quotas
            .dropped(model.get(), at.claims())
            .map(dropped -> ask.model() + " was not called: " + dropped.why());
  }

  /// The model of the last consultation has answered.
  ///
  /// @param real whether a provider was called for it
  void consulted(String answer, boolean real) {
    AskNode ask = consulting.orElseThrow();
    Optional<String> label = Consultation.label(ask, answer);
    if (real && label.isPresent()) {
      question.ifPresent(asked -> world.labelled(asked, label.get()));
    }
    findings.put(
        ask.id(),
        label
            .map(found -> Finding.of(found, ask.model() + " answered " + found))
            .orElseGet(() -> Finding.none(ask.model() + " answered with none of the labels")));
  }

  /// The model of the last consultation has not answered.
  void notConsulted(String why) {
    AskNode ask = consulting.orElseThrow();
    findings.put(ask.id(), Finding.none(ask.model() + " gave no answer: " + why));
  }

  /// The last copy was not made.
  void notCopied(String why) {
    copying.ifPresent(mirror -> findings.put(mirror.id(), Finding.none("not copied: " + why)));
  }

  private Optional<Move> copy(MirrorNode mirror, RoutePosition at) {
    String draw = graph.name() + "/" + mirror.id() + "\u0000" + at.facts().requestId();
    Optional<String> obstacle =
        AssignmentHash.draw(draw) >= mirror.share()
            ? Optional.of("not copied: outside of the share")
            : obstacle(mirror, at);
    findings.put(
        mirror.id(),
        obstacle
            .map(Finding::none)
            .orElseGet(() -> Finding.of(mirror.shadow(), "copied to " + mirror.shadow())));
    if (obstacle.isPresent()) {
      return Optional.empty();
    }
    copying = Optional.of(mirror);
    callLimit.besides();
    RoutePosition start = at.to(mirror.shadow()).apart();
    RoutePosition capped =
        mirror.usd().map(usd -> start.claiming(claim(mirror, usd, at))).orElse(start);
    return Optional.of(new Move.Copy(mirror.id(), branchedOff.apply(mirror.id(), capped)));
  }

  /// The steps that lead to a copy.
  ///
  /// @param before those to its mirror
  static List<Step> toCopy(List<Step> before, String mirror, RoutePosition at) {
    var all = new ArrayList<>(before);
    all.add(new Step(mirror, "copies", at.at(), "a copy", Map.of(), List.of(), 0).in(mirror));
    return all;
  }

  private Optional<String> obstacle(MirrorNode mirror, RoutePosition at) {
    if (!callLimit.hasLeftBesides()) {
      return Optional.of("not copied: a promise leaves no call for it");
    }
    return mirror
        .usd()
        .filter(usd -> {
          WindowUsage use = world.used(claim(mirror, usd, at));
          return use.usd().compareTo(usd) >= 0;
        })
        .map(usd -> "not copied: " + usd.shown() + " were spent on copies today");
  }

  private Claim claim(MirrorNode mirror, Money usd, RoutePosition at) {
    var start = Window.DAY.startOf(at.facts().now()).toInstant();
    return new Claim(
        graph.name(),
        mirror.id(),
        "",
        Window.DAY,
        start,
        Optional.of(usd),
        OptionalLong.empty(),
        OptionalLong.empty(),
        false);
  }
}
