package io.signalbox.engine.workspace;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.AskNode;
import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.BudgetNode;
import io.signalbox.engine.graph.CacheNode;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.Frame;
import io.signalbox.engine.graph.GateNode;
import io.signalbox.engine.graph.Id;
import io.signalbox.engine.graph.IntentNode;
import io.signalbox.engine.graph.KeyRef;
import io.signalbox.engine.graph.LearnedNode;
import io.signalbox.engine.graph.LimitNode;
import io.signalbox.engine.graph.MirrorNode;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.NodeKind;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.Scope;
import io.signalbox.engine.graph.SplitNode;
import io.signalbox.engine.graph.StayNode;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.graph.edit.GraphEdit;
import io.signalbox.engine.graph.edit.NewNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Graphs and edits by chance; the same seed gives the same. */
final class RandomGraph {
  private static final List<String> TEXTS =
      List.of(
          "plain",
          "two words",
          "colon: here",
          "it's",
          "\"quoted\"",
          "# no comment",
          "yes",
          "12",
          "ends with space ",
          "ünï ✓",
          "\uD83D\uDE00 face",
          "two\nlines",
          "{ brace",
          "a, b",
          "-dash",
          "tab\there",
          "~",
          "null",
          "*star");
  private static final List<Condition> CONDITIONS =
      List.of(
          Condition.of("tokens > 8000"),
          Condition.of("metadata.tier == \"free\""),
          Condition.of("metadata.tier == 'it'"),
          Condition.of("has_tools && text.contains(\"#\")"),
          Condition.of("health.m0.p95 > 3.0"),
          Condition.of("true"));
  private static final List<Condition> MODEL_CONDITIONS =
      List.of(
          ((Condition.Parsed.Ready) Condition.readOfModel("model.labels.region == \"eu\""))
              .condition());

  private final Random random;

  RandomGraph(Random random) {
    this.random = random;
  }

  RoutingGraph graph() {
    var models = new LinkedHashMap<String, Model>();
    for (int i = 0; i <= random.nextInt(4); i++) {
      models.put("m" + i, model("m" + i));
    }
    var nodes = new LinkedHashMap<String, Node>();
    for (int i = 0; i <= random.nextInt(6); i++) {
      nodes.put("n" + i, node("n" + i));
    }
    List<Promise> promises = new ArrayList<>();
    for (int i = 0; i < random.nextInt(4); i++) {
      promises.add(promise());
    }
    ZoneId zone = ZoneId.of(pick(List.of("UTC", "Europe/Berlin")));
    var disabled = new LinkedHashSet<String>();
    for (int i = 0; i < random.nextInt(4); i++) {
      disabled.add(id());
    }
    List<Frame> frames = Stream.generate(this::frame).limit(random.nextInt(3)).toList();
    return new RoutingGraph("Graph", id(), zone, models, nodes, promises, disabled, frames);
  }

  private <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private <T> Optional<T> maybe(Supplier<T> value) {
    return random.nextInt(3) == 0 ? Optional.of(value.get()) : Optional.empty();
  }

  String text() {
    return pick(TEXTS);
  }

  private String id() {
    return (random.nextBoolean() ? "n" : "m") + random.nextInt(5);
  }

  private List<String> ids() {
    return java.util.stream.IntStream.range(0, random.nextInt(4)).mapToObj(i -> id()).toList();
  }

  private About about() {
    return new About(
        maybe(this::text),
        maybe(() -> new About.CanvasPoint(random.nextInt(900), random.nextInt(900) / 2.0)),
        maybe(this::text));
  }

  Model model(String id) {
    Map<String, String> params = new LinkedHashMap<>();
    if (random.nextInt(3) == 0) {
      params.put("seed", "" + random.nextInt(9));
      params.put(
          "stop", pick(List.of("[\"a\",\"b\"]", "{\"a\":{\"b\":null}}", "\"x: y\"", "1.50")));
    }
    Map<String, String> labels = new LinkedHashMap<>();
    if (random.nextInt(2) == 0) {
      labels.put("region", pick(List.of("eu", "us", "local", "1")));
    }
    return new Model(
        id,
        pick(List.of("openai", "anthropic", "ollama")),
        pick(List.of("gpt-5.1", "llama3.2:8b", "4o", "a/b c")),
        pick(
            List.of(
                List.of(),
                List.<KeyRef>of(new KeyRef.Env("A_KEY")),
                List.of(new KeyRef.Env("A_KEY"), new KeyRef.Vault("work/a")))),
        maybe(() -> "http://127.0.0.1:11434/v1"),
        params,
        labels,
        pick(List.of(Model.PromptCache.values())),
        about());
  }

  Node node(String id) {
    return node(id, pick(supported()));
  }

  private static List<NodeKind> supported() {
    return java.util.Arrays.stream(NodeKind.values()).filter(NodeKind::supported).toList();
  }

  Node node(String id, NodeKind kind) {
    About about = about();
    return switch (kind) {
      case RULES -> new RulesNode(id, about, rules(), id());
      case SPLIT ->
          new SplitNode(
              id, about, shares(), pick(List.of(SplitNode.Sticky.values())), maybe(this::text));
      case BALANCE ->
          new BalanceNode(id, about, ids(), pick(List.of(BalanceNode.Measure.values())), where());
      case FALLBACK ->
          new FallbackNode(
              id,
              about,
              ids(),
              random.nextBoolean() ? FallbackNode.USUAL : some(FailureClass.class),
              random.nextInt(3),
              maybe(this::time),
              maybe(this::time),
              random.nextBoolean() ? OptionalInt.of(1 + random.nextInt(5)) : OptionalInt.empty(),
              maybe(this::time),
              pick(List.of(FallbackNode.MidStream.values())));
      case BUDGET ->
          new BudgetNode(
              id,
              about,
              money(),
              pick(List.of(Window.DAY, Window.MONTH)),
              scope(),
              maybe(() -> pick(MODEL_CONDITIONS)),
              random.nextBoolean() ? List.of() : List.of(0.5, 0.8),
              id(),
              random.nextBoolean()
                  ? List.of()
                  : List.of(
                      new BudgetNode.SpendTier(0.5, id()), new BudgetNode.SpendTier(0.8, id())),
              id());
      case LIMIT ->
          new LimitNode(
              id,
              about,
              OptionalLong.of(1 + random.nextInt(100)),
              random.nextBoolean() ? OptionalLong.of(1000) : OptionalLong.empty(),
              Window.MINUTE,
              scope(),
              id(),
              id());
      case REWRITE ->
          new RewriteNode(
              id,
              about,
              random.nextBoolean()
                  ? Map.of("temperature", "0." + (1 + random.nextInt(9)))
                  : Map.of(),
              random.nextBoolean() ? List.of("tools") : List.of(),
              new RewriteNode.SystemText(maybe(this::text), maybe(this::text)),
              some(RewriteNode.Redaction.class),
              random.nextBoolean(),
              id());
      case INTENT -> new IntentNode(id, about, classes(), maybe(this::share), id(), encoder());
      case ASK ->
          new AskNode(
              id, about, id(), text(), answers(), id(), maybe(this::time).orElse(AskNode.USUAL));
      case LEARNED ->
          new LearnedNode(
              id,
              about,
              text(),
              List.of(id(), id()),
              maybe(this::share),
              maybe(this::money),
              random.nextBoolean() ? LearnedNode.USUAL_CONFIDENCE : share(),
              id(),
              encoder());
      case STAY ->
          new StayNode(
              id,
              about,
              id(),
              random.nextBoolean() ? StayNode.By.USER : StayNode.By.CONVERSATION,
              maybe(this::time).orElse(StayNode.USUAL));
      case GATE ->
          new GateNode(
              id,
              about,
              text(),
              share(),
              random.nextBoolean() ? GateNode.USUAL_CONFIDENCE : share(),
              maybe(this::time).orElse(GateNode.USUAL_EXPIRY),
              id(),
              id());
      case MIRROR ->
          new MirrorNode(
              id,
              about,
              id(),
              id(),
              random.nextInt(101) / 100.0,
              maybe(this::money),
              maybe(this::time));
      case CACHE ->
          new CacheNode(
              id,
              about,
              pick(List.of(CacheNode.Match.values())),
              random.nextInt(101) / 100.0,
              time(),
              pick(List.of(new Scope.App(), new Scope.User(), new Scope.Metadata("team"))),
              encoder(),
              id());
      default -> new RejectNode(id, about, 400 + random.nextInt(100), text());
    };
  }

  private SequencedMap<String, IntentNode.IntentClass> classes() {
    var classes = new LinkedHashMap<String, IntentNode.IntentClass>();
    for (int i = 0; i < random.nextInt(4); i++) {
      List<String> examples = Stream.generate(this::text).limit(random.nextInt(4)).toList();
      classes.put(
          label(), new IntentNode.IntentClass(random.nextInt(4) == 0 ? "" : id(), examples));
    }
    return classes;
  }

  private String label() {
    return pick(List.of("code", "two words", "maths", "ünï", "yes", "12", "other-things"));
  }

  private double share() {
    return random.nextInt(101) / 100.0;
  }

  private String encoder() {
    return random.nextBoolean() ? IntentNode.USUAL_ENCODER : text();
  }

  private SequencedMap<String, String> answers() {
    var answers = new LinkedHashMap<String, String>();
    for (int i = 0; i < random.nextInt(4); i++) {
      answers.put(text(), random.nextInt(4) == 0 ? "" : id());
    }
    return answers;
  }

  private List<RulesNode.Rule> rules() {
    return java.util.stream.IntStream.range(0, random.nextInt(4))
        .mapToObj(i -> new RulesNode.Rule(pick(CONDITIONS), id(), maybe(this::text)))
        .toList();
  }

  private List<SplitNode.Share> shares() {
    return java.util.stream.IntStream.range(0, random.nextInt(4))
        .mapToObj(
            i -> new SplitNode.Share(id(), new BigDecimal(random.nextInt(100)).movePointLeft(2)))
        .toList();
  }

  private BalanceNode.Where where() {
    return new BalanceNode.Where(
        maybe(this::time),
        random.nextBoolean()
            ? OptionalDouble.of(random.nextInt(100) / 100.0)
            : OptionalDouble.empty(),
        random.nextBoolean()
            ? OptionalDouble.of(random.nextInt(100) / 100.0)
            : OptionalDouble.empty());
  }

  private <E extends Enum<E>> EnumSet<E> some(Class<E> type) {
    EnumSet<E> some = EnumSet.allOf(type);
    some.removeIf(each -> random.nextBoolean());
    return some;
  }

  private Duration time() {
    return Duration.ofMillis(pick(List.of(250, 8000, 300_000, 3_600_000)));
  }

  private Money money() {
    return Money.of(pick(List.of("40", "0.05", "1.5")));
  }

  private Scope scope() {
    return pick(
        List.of(
            new Scope.Graph(),
            new Scope.App(),
            new Scope.User(),
            new Scope.Metadata("team"),
            Scope.read("metadata.team + '/' + model").orElseThrow()));
  }

  Promise promise() {
    return new Promise(
        text(),
        maybe(() -> pick(CONDITIONS)),
        maybe(() -> pick(MODEL_CONDITIONS)),
        OptionalInt.of(1 + random.nextInt(3)),
        maybe(this::money));
  }

  private Frame frame() {
    return new Frame(
        maybe(this::text),
        maybe(this::text),
        new About.CanvasPoint(random.nextInt(900) - 450, random.nextInt(900) / 2.0),
        new Frame.Size(random.nextInt(900), random.nextInt(900)));
  }

  GraphEdit edit(RoutingGraph graph) {
    String id = id();
    return switch (random.nextInt(18)) {
      case 0, 1 -> new GraphEdit.PutNode(node("n" + random.nextInt(7)));
      case 2 ->
          graph
              .node(id)
              .<GraphEdit>map(node -> new GraphEdit.PutNode(node(id, node.kind())))
              .orElseGet(() -> new GraphEdit.SetStart(id()));
      case 3 -> new GraphEdit.PutModel(model("m" + random.nextInt(5)));
      case 4 -> new GraphEdit.Remove(id);
      case 5 -> new GraphEdit.Rename(id, "r" + random.nextInt(100));
      case 6 -> new GraphEdit.SetName(text());
      case 7 ->
          new GraphEdit.Move(id, new About.CanvasPoint(random.nextInt(900), random.nextInt(900)));
      case 8 -> new GraphEdit.Describe(id, about());
      case 9 -> {
        List<io.signalbox.engine.graph.Exit> exits =
            graph.node(id).map(Node::exits).orElse(List.of());
        yield exits.isEmpty()
            ? new GraphEdit.SetTimezone(ZoneId.of(pick(List.of("UTC", "Asia/Tokyo"))))
            : new GraphEdit.Connect(id, pick(exits).slot(), random.nextInt(4) == 0 ? "" : id());
      }
      case 10 -> new GraphEdit.PutPromise(random.nextInt(4), promise());
      case 11 -> new GraphEdit.RemovePromise(random.nextInt(3));
      case 12, 13 -> new GraphEdit.Disable(id, random.nextInt(3) > 0);
      case 14 -> new GraphEdit.PutFrame(random.nextInt(3), frame());
      case 15 -> new GraphEdit.RemoveFrame(random.nextInt(2));
      case 16 -> {
        String fresh = Id.free(graph, "rules");
        yield new GraphEdit.PutNode(NewNode.of(pick(supported()), fresh));
      }
      default -> new GraphEdit.Reorder(id, random.nextInt(4));
    };
  }
}
