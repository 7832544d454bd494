package io.signalbox.engine.route;

import io.signalbox.engine.catalog.Health;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.Success;
import io.signalbox.engine.catalog.TokenCount;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.chat.ResponseFormat;
import io.signalbox.engine.chat.Tool;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.condition.Signal;
import io.signalbox.engine.graph.condition.Signals;
import io.signalbox.engine.language.TextLanguage;
import io.signalbox.engine.route.client.CallingAgent;
import io.signalbox.engine.route.client.ClientProgram;
import io.signalbox.engine.route.client.Continued;
import io.signalbox.engine.route.client.ConversationId;
import io.signalbox.engine.route.client.RequestPurpose;
import io.signalbox.engine.trace.Sightings;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/// What conditions can know of one request. A signal is worked out when it is first asked for, and
/// once. Belongs to one thread.
public final class Facts implements Signals {
  private final RoutingGraph graph;
  private final Function<Model, ModelCard> cards;
  private final ChatRequest arrived;
  private final ChatRequest request;
  private final Client client;
  private final String requestId;
  private final World world;
  private final Continued continued;
  private final Map<Signal, Object> known;
  private final Sightings seen = new Sightings();

  /// @param requestId gives a request its assignment in splits
  public Facts(
      RoutingGraph graph, ChatRequest request, Client client, String requestId, World world) {
    this(graph, Facts::unknown, request, request, client, requestId, world, Continued.NONE);
  }

  /// The same of a request that goes on with earlier answers.
  public Facts continuing(Continued earlier) {
    return new Facts(graph, cards, arrived, request, client, requestId, world, earlier, known);
  }

  /// How it goes on with earlier answers that it does not repeat.
  Continued continued() {
    return continued;
  }

  /// @param arrived the request as the client sent it
  private Facts(
      RoutingGraph graph,
      Function<Model, ModelCard> cards,
      ChatRequest arrived,
      ChatRequest request,
      Client client,
      String requestId,
      World world,
      Continued continued) {
    this(
        graph,
        cards,
        arrived,
        request,
        client,
        requestId,
        world,
        continued,
        new EnumMap<>(Signal.class));
  }

  private Facts(
      RoutingGraph graph,
      Function<Model, ModelCard> cards,
      ChatRequest arrived,
      ChatRequest request,
      Client client,
      String requestId,
      World world,
      Continued continued,
      Map<Signal, Object> known) {
    this.known = known;
    this.continued = continued;
    this.graph = graph;
    this.cards = cards;
    this.arrived = arrived;
    this.request = request;
    this.client = client;
    this.requestId = requestId;
    this.world = world;
  }

  /// The same client with another request.
  public Facts withRequest(ChatRequest other) {
    return new Facts(graph, cards, arrived, other, client, requestId, world, continued);
  }

  /// The same of a graph whose models these are.
  Facts withCards(Function<Model, ModelCard> known) {
    return new Facts(graph, known, arrived, request, client, requestId, world, continued);
  }

  private static ModelCard unknown(Model model) {
    return ModelCard.unknown(model.provider(), model.model());
  }

  /// The same; what is read of it is not told by [#takeSeen].
  Facts unwatched() {
    return new Facts(graph, cards, arrived, request, client, requestId, world, continued, known);
  }

  /// The request as it stands here, rewritten or not.
  public ChatRequest request() {
    return request;
  }

  /// The caller.
  public Client client() {
    return client;
  }

  /// The request's id.
  public String requestId() {
    return requestId;
  }

  /// A signal that is a text.
  public String text(Signal signal) {
    return (String) value(signal);
  }

  /// The estimated size of the prompt in tokens.
  public TokenCount tokens() {
    return (TokenCount) value(Signal.TOKENS);
  }

  /// The moment in the graph's time zone.
  public ZonedDateTime now() {
    return world.now().atZone(graph.timezone());
  }

  /// What has been read since the last call, by name.
  ///
  /// @param counted whether the tokens are counted to be shown, though the decision took no count;
  ///   if not, they are shown as what is known of them
  Map<String, Object> takeSeen(boolean counted) {
    return seen.take(counted ? Facts::exact : Facts::known);
  }

  private static Object exact(Object read) {
    return read instanceof TokenCount tokens ? tokens.exact() : read;
  }

  private static Object known(Object read) {
    return read instanceof TokenCount tokens ? tokens.known() : read;
  }

  /// Prompts are never recorded: of a prompt's text a trace says only how long it was.
  @Override
  public void saw(String name, Object value) {
    boolean prompt = name.equals(Signal.TEXT.id()) || name.equals(Signal.SYSTEM.id());
    seen.add(name, prompt ? String.valueOf(value).length() + " characters" : shown(value));
  }

  @Override
  public Object value(Signal signal) {
    Object value = known.get(signal);
    if (value == null) {
      value = find(signal);
      known.put(signal, value);
    }
    return value;
  }

  private Object find(Signal signal) {
    return switch (signal) {
      case MODEL -> request.model();
      case APP -> client.app();
      case USER -> request.user().orElse(client.user());
      case CONVERSATION -> ConversationId.of(request, client);
      case METADATA -> metadata();
      case HEADERS -> client.headers();
      case TEXT -> request.lastUserText();
      case SYSTEM -> request.systemText();
      case MESSAGES -> (long) request.messages().size();
      case TOKENS -> TokenCount.of(request);
      case MAX_TOKENS -> (long) request.sampling().maxTokens().orElse(0);
      case IMAGES -> (long) request.images();
      case STREAM -> request.stream();
      case HAS_TOOLS -> !request.tools().isEmpty();
      case WANTS_JSON -> !(request.format() instanceof ResponseFormat.Text);
      case TOOLS ->
          Stream.concat(
                  request.tools().stream().map(Tool::name), request.extras().ownTools().stream())
              .toList();
      case LANGUAGE -> TextLanguage.of(text(Signal.TEXT));
      case CLIENT -> ClientProgram.of(client.headers());
      // As the client sent it: a rewrite does not change who asks and what for.
      case AGENT -> CallingAgent.of(arrived, client);
      case PURPOSE -> RequestPurpose.of(arrived, client);
      case REASONING -> request.sampling().reasoningEffort().orElse("");
      case HOUR -> (long) now().getHour();
      case WEEKDAY -> (long) now().getDayOfWeek().getValue();
      case NOW -> world.now();
      case SPEND -> spend();
      case PRICE -> prices();
      case HEALTH -> health();
    };
  }

  private Map<String, String> metadata() {
    if (client.metadata().isEmpty()) {
      return request.metadata();
    }
    var all = new HashMap<>(request.metadata());
    all.putAll(client.metadata());
    return all;
  }

  private Map<String, Object> spend() {
    var spend = new HashMap<String, Object>();
    for (Window window : Window.values()) {
      var start = window.startOf(now()).toInstant();
      spend.put(window.id(), world.spent(graph.name(), window, start).usd().doubleValue());
    }
    return spend;
  }

  private Map<String, Object> health() {
    var all = new HashMap<String, Object>();
    for (Model model : graph.models().values()) {
      all.put(model.id(), measured(world.health(model), world.success(graph.name(), model)));
    }
    return all;
  }

  /// Of the first tier; a model whose price is unknown is not among them.
  private Map<String, Object> prices() {
    var all = new HashMap<String, Object>();
    for (Model model : graph.models().values()) {
      cards
          .apply(model)
          .price()
          .map(price -> price.tiers().getFirst())
          .ifPresent(tier ->
              all.put(
                  model.id(),
                  Map.of(
                      "input", tier.input().doubleValue(),
                      "output", tier.output().doubleValue())));
    }
    return all;
  }

  private static Map<String, Object> measured(Health health, Success success) {
    double p95 = health.p95FirstToken().map(Duration::toMillis).orElse(0L) / 1000.0;
    return Map.of(
        "p95", p95,
        "error_rate", health.errorRate(),
        "headroom", health.headroom().orElse(1),
        "open", health.open(),
        "success", success.rate(),
        "scores", success.count());
  }

  /// Long labels and headers are cut down to their length, and all of them together to how many
  /// there are.
  private static Object shown(Object value) {
    return switch (value) {
      case String text when text.length() > 80 -> "text of " + text.length() + " characters";
      case Map<?, ?> map -> map.size() + (map.size() == 1 ? " entry" : " entries");
      default -> value;
    };
  }
}
