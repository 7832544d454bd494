package io.signalbox.engine.route;

import io.signalbox.engine.cache.CacheQuery;
import io.signalbox.engine.cache.Fingerprint;
import io.signalbox.engine.cache.RequestDigest;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.BottomUp;
import io.signalbox.engine.graph.CacheNode;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.Scope;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.graph.condition.Expr;
import io.signalbox.engine.graph.condition.Signal;
import io.signalbox.engine.graph.condition.Variables;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What a cache node looks for. Two requests share an answer only if all of this is equal:
///
/// - the graph's name, the node and everything behind it: a graph that was changed there answers
///   anew,
/// - the app, and whatever else the node's `of` says,
/// - the request as it stands at the node, see [RequestDigest],
/// - of labels, headers, user, conversation, client and streaming what conditions behind the node
///   or in promises look at. What they say of the moment (time, spend, health) is no part of it: an
///   earlier answer is one of another moment.
///
/// For similar requests the last user message is not compared word for word, so what rules behind
/// the node say of it is a part of it, see [AlikeRules].
///
/// Immutable, safe for threads.
///
/// @param place the hash of the graph's name and of what is behind the node
/// @param looksAt what conditions look at
/// @param rules what rules say of similar requests
record CacheLookup(CacheNode node, String place, Set<Expr.Variable> looksAt, AlikeRules rules) {
  /// Answer anew, say clients with `Cache-Control`.
  static final String NO_CACHE = "no-cache";

  /// What is done for one request.
  ///
  /// @param query what its answer is kept for; empty: for nothing
  /// @param looks whether an earlier answer is looked for
  /// @param because why not, or why no similar one is; for a person
  record Wish(Optional<CacheQuery> query, boolean looks, String because) {}

  static CacheLookup of(RoutingGraph graph, CacheNode node) {
    var hash = new Fingerprint().add(graph.name()).add(node.id());
    hash.add(node.match().name()).add(node.encoder());
    var variables = new LinkedHashSet<Expr.Variable>();
    for (String id : BottomUp.of(graph, node.to())) {
      graph.model(id).ifPresent(each -> hash.add(each.withAbout(About.NOTHING).toString()));
      graph.node(id).ifPresent(each -> hash.add(each.withAbout(About.NOTHING).toString()));
      graph
          .node(id)
          .ifPresent(each -> {
            if (each instanceof RulesNode rules) {
              rules.rules().forEach(rule -> look(rule.when(), variables));
            }
          });
    }
    graph.promises().stream()
        .map(Promise::when)
        .flatMap(Optional::stream)
        .forEach(when -> look(when, variables));
    return new CacheLookup(node, hash.hex(), Set.copyOf(variables), AlikeRules.of(graph, node));
  }

  private static void look(Condition when, Set<Expr.Variable> variables) {
    Variables.of(when.tree()).stream()
        .filter(variable -> isOfClient(variable.signal()))
        .forEach(variables::add);
  }

  /// Whether it says something of who asks and how. What the request itself says is in its hash,
  /// and the rest changes by the moment.
  private static boolean isOfClient(Signal signal) {
    return switch (signal) {
      case USER, CONVERSATION, METADATA, HEADERS, CLIENT, AGENT, PURPOSE, STREAM -> true;
      case APP -> false; // always a part of it
      case MODEL, TEXT, SYSTEM, MESSAGES, TOKENS, MAX_TOKENS, IMAGES -> false;
      case HAS_TOOLS, WANTS_JSON, TOOLS, LANGUAGE, REASONING -> false;
      case HOUR, WEEKDAY, NOW, SPEND, PRICE, HEALTH -> false;
    };
  }

  /// What is done for a request as it stands at the node.
  ///
  /// @param asked the request as it came
  Wish of(Facts here, Facts asked) {
    String control = control(here);
    Optional<String> obstacle =
        here.client().forbidsKeeping()
            ? Optional.of("the client sent cache-control: no-store")
            : unfit(here.request()).or(() -> stranger(here));
    if (obstacle.isPresent()) {
      return new Wish(Optional.empty(), false, obstacle.get());
    }
    boolean anew = control.contains(NO_CACHE);
    String because = anew ? "the client sent cache-control: no-cache" : unlike(here.request());
    return new Wish(Optional.of(query(here, asked)), !anew, because);
  }

  /// What the client says of earlier answers, in lower case.
  static String control(Facts facts) {
    return facts.client().headers().getOrDefault("cache-control", "").toLowerCase(Locale.ROOT);
  }

  /// Why no similar request counts; empty if some do.
  private String unlike(ChatRequest request) {
    if (node.match() == CacheNode.Match.EXACT) {
      return "";
    }
    return request.embedding().isPresent()
        ? "similar ones are not looked for: each text has a vector of its own"
        : rules.obstacle().map(why -> "similar ones are not looked for: " + why).orElse("");
  }

  private CacheQuery query(Facts here, Facts asked) {
    List<String> besides = besides(here, asked);
    ChatRequest request = here.request();
    String text = request.lastUserText();
    boolean onlyEqual =
        node.match() == CacheNode.Match.EXACT
            || text.isBlank()
            || request.embedding().isPresent()
            || rules.obstacle().isPresent();
    Optional<CacheQuery.Alike> alike =
        onlyEqual
            ? Optional.empty()
            : Optional.of(
                new CacheQuery.Alike(
                    RequestDigest.besidesText(rules.and(besides, here), request),
                    text,
                    node.similarity(),
                    node.encoder()));
    return new CacheQuery(node.id(), RequestDigest.exact(besides, request), alike, node.ttl());
  }

  private List<String> besides(Facts here, Facts asked) {
    var all = new ArrayList<String>();
    all.add(place);
    all.add(here.text(Signal.APP));
    all.add(node.of().id());
    all.add(owner(here));
    looksAt.stream()
        .sorted(java.util.Comparator.comparing(Expr.Variable::name))
        .forEach(variable ->
            Stream.of(here, asked)
                .forEach(facts -> all.add(variable.name() + "=" + value(variable, facts))));
    return all;
  }

  private static String value(Expr.Variable variable, Facts facts) {
    Object value = facts.value(variable.signal());
    if (!(value instanceof Map<?, ?> map)) {
      return String.valueOf(value);
    }
    if (variable.path().isEmpty()) {
      var sorted = new TreeMap<String, String>();
      map.forEach((key, each) -> sorted.put(String.valueOf(key), String.valueOf(each)));
      return sorted.toString();
    }
    Object found = map.get(variable.path().getFirst());
    return found == null ? "" : String.valueOf(found);
  }

  private String owner(Facts facts) {
    return switch (node.of()) {
      case Scope.Graph graph -> "";
      case Scope.App app -> "";
      case Scope.User user -> facts.text(Signal.USER);
      case Scope.Computed computed -> computed.by().of(facts);
      case Scope.Metadata label ->
          value(new Expr.Variable(Signal.METADATA, List.of(label.key())), facts);
    };
  }

  /// Requests of nobody in particular share nothing.
  private Optional<String> stranger(Facts facts) {
    boolean narrowed = node.of() instanceof Scope.User || node.of() instanceof Scope.Metadata;
    return narrowed && owner(facts).isBlank()
        ? Optional.of("the request has no " + node.of().id())
        : Optional.empty();
  }

  /// Why an answer to a request is never given again, whatever it says.
  private static Optional<String> unfit(ChatRequest request) {
    boolean results =
        request.messages().stream()
            .map(Message::parts)
            .flatMap(List::stream)
            .anyMatch(Part.ToolResult.class::isInstance);
    if (results) {
      return Optional.of("the request brings results of tools");
    }
    String several = request.extras().member("n").orElse("1").strip();
    return several.equals("1") || several.equals("null")
        ? Optional.empty()
        : Optional.of("the request wants several answers");
  }
}
