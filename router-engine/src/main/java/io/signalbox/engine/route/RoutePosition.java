package io.signalbox.engine.route;

import io.signalbox.engine.cache.CacheQuery;
import io.signalbox.engine.catalog.Claim;
import io.signalbox.engine.catalog.TokenCounter;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.route.redaction.RedactionMarks;
import io.signalbox.engine.route.redaction.RequestRedaction;
import io.signalbox.engine.route.redaction.RestoredThinking;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// A request at a place in the graph, with what it collected on its path. Immutable.
///
/// @param at the id of the node or model
/// @param facts the request as it stands there
/// @param rewritten whether a node changed it
/// @param redact what is redacted in the labels and the user's name before the request goes out
/// @param marks what stands for redacted values that the answer gets back
/// @param claims what budgets and limits on the path reserve
/// @param firstToken the tightest wait for a first token that a node on the path set
/// @param total the tightest time for a whole answer that a node on the path set
/// @param keeping what caches on the path keep the answer for
/// @param warmth what stay nodes on the path want
record RoutePosition(
    String at,
    Facts facts,
    boolean rewritten,
    Set<RewriteNode.Redaction> redact,
    RedactionMarks marks,
    List<Claim> claims,
    Optional<Duration> firstToken,
    Optional<Duration> total,
    List<CacheQuery> keeping,
    Warmth warmth) {

  static RoutePosition start(String at, Facts facts) {
    return new RoutePosition(
        at,
        facts,
        false,
        Set.of(),
        RedactionMarks.NONE,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Warmth.NONE);
  }

  /// The same for a request that is to go on where earlier answers are kept.
  ///
  /// @param home the model there; empty if there is none
  RoutePosition at(Optional<Model> home) {
    return home.isEmpty() ? this : warmed(new Warmth(home, List.of()));
  }

  RoutePosition to(String next) {
    return new RoutePosition(
        next, facts, rewritten, redact, marks, claims, firstToken, total, keeping, warmth);
  }

  /// The same behind a rewrite. Caches before it keep no answer that could only be understood with
  /// values that the rewrite took out: neither marks nor values may reach another request.
  RoutePosition with(Rewriting rewriting, Set<RewriteNode.Redaction> redacted) {
    var all = new HashSet<>(redact);
    all.addAll(redacted);
    boolean more = rewriting.marks().size() > marks.size();
    return new RoutePosition(
        at,
        facts.withRequest(rewriting.request()),
        true,
        Set.copyOf(all),
        rewriting.marks(),
        claims,
        firstToken,
        total,
        more ? List.of() : keeping,
        warmth);
  }

  /// The request as it goes out to a model.
  ChatRequest sent() {
    return new RequestRedaction(redact).ofLabels(RestoredThinking.withoutSealed(facts.request()));
  }

  /// Whether that is something else than what the client wrote.
  boolean isChanged() {
    return rewritten || isBegun() || RestoredThinking.isIn(facts.request());
  }

  /// The same with an answer that has begun. What the client has read of it is redacted as the
  /// request was on its way here, for another model may have said it; the limit of the answer is
  /// what is left of it, and no cache keeps a part.
  ///
  /// @param said what the client has read
  RoutePosition begun(String said) {
    ChatRequest request = facts.request();
    var redaction = RequestRedaction.restorable(redact, marks, request, List.of(said));
    String sent = redaction.of(ChatRequest.ofText("", "").withBegun(said)).begun();
    return new RoutePosition(
        at,
        facts.withRequest(limited(request, said).withBegun(sent)),
        rewritten,
        redact,
        redact.isEmpty() ? marks : redaction.marks(),
        claims,
        firstToken,
        total,
        List.of(),
        warmth);
  }

  private static ChatRequest limited(ChatRequest request, String said) {
    OptionalInt limit = request.sampling().maxTokens();
    int more = TokenCounter.textTokens(said) - TokenCounter.textTokens(request.begun());
    return limit.isEmpty()
        ? request
        : request.withSampling(
            request.sampling().withMaxTokens(OptionalInt.of(Math.max(1, limit.getAsInt() - more))));
  }

  /// Whether a model is to go on with an answer here that has begun.
  boolean isBegun() {
    return !facts.request().begun().isEmpty();
  }

  /// The same for a copy on another thread, to which facts that are worked out there belong. No
  /// conversation remembers it, and no cache keeps its answer.
  RoutePosition apart() {
    var own = facts.withRequest(facts.request());
    return new RoutePosition(
        at, own, rewritten, redact, marks, claims, firstToken, total, List.of(), Warmth.NONE);
  }

  /// The same, looked at without a trace.
  RoutePosition unwatched() {
    return new RoutePosition(
        at,
        facts.unwatched(),
        rewritten,
        redact,
        marks,
        claims,
        firstToken,
        total,
        keeping,
        warmth);
  }

  RoutePosition claiming(Claim claim) {
    return new RoutePosition(
        at,
        facts,
        rewritten,
        redact,
        marks,
        with(claims, claim),
        firstToken,
        total,
        keeping,
        warmth);
  }

  RoutePosition within(Optional<Duration> first, Optional<Duration> whole) {
    return new RoutePosition(
        at,
        facts,
        rewritten,
        redact,
        marks,
        claims,
        tighter(firstToken, first),
        tighter(total, whole),
        keeping,
        warmth);
  }

  RoutePosition keeping(CacheQuery query) {
    return new RoutePosition(
        at,
        facts,
        rewritten,
        redact,
        marks,
        claims,
        firstToken,
        total,
        with(keeping, query),
        warmth);
  }

  /// The same with a conversation that remembers who answers. Where earlier answers are kept, which
  /// the request does not repeat, counts more than where a prompt is cached.
  ///
  /// @param wished the model that is to; empty for any
  RoutePosition remembering(WarmConversation.Owner owner, Optional<Model> wished) {
    boolean bound = facts.continued().any() && warmth.model().isPresent();
    return warmed(warmth.and(owner, bound ? Optional.empty() : wished));
  }

  /// The same without a wish for a model.
  RoutePosition free() {
    return warmth.model().isEmpty() ? this : warmed(warmth.free());
  }

  private RoutePosition warmed(Warmth other) {
    return new RoutePosition(
        at, facts, rewritten, redact, marks, claims, firstToken, total, keeping, other);
  }

  private static <T> List<T> with(List<T> all, T more) {
    var longer = new ArrayList<>(all);
    longer.add(more);
    return List.copyOf(longer);
  }

  private static Optional<Duration> tighter(Optional<Duration> a, Optional<Duration> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.isEmpty() ? b : a;
    }
    return a.get().compareTo(b.get()) <= 0 ? a : b;
  }
}
