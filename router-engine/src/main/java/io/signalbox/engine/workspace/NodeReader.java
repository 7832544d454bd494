package io.signalbox.engine.workspace;

import static java.util.stream.Collectors.toMap;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.NodeKind;
import io.signalbox.engine.graph.Scope;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/// Reads one node. What cannot be read is replaced by something that leads nowhere.
final class NodeReader {
  static final Map<String, FailureClass> FAILURES = words(FailureClass.class, FailureClass::id);
  private static final Map<String, NodeKind> KINDS = words(NodeKind.class, NodeKind::id);
  private static final Map<String, Node.Split.Sticky> STICKY = words(Node.Split.Sticky.class);
  private static final Map<String, Node.Balance.Measure> MEASURES =
      words(Node.Balance.Measure.class);
  private static final Map<String, Node.Rewrite.Redaction> REDACTIONS =
      words(Node.Rewrite.Redaction.class);
  private static final Map<String, Window> BUDGET_WINDOWS =
      windows(Window.HOUR, Window.DAY, Window.WEEK, Window.MONTH);
  private static final Map<String, Window> LIMIT_WINDOWS =
      windows(Window.SECOND, Window.MINUTE, Window.HOUR, Window.DAY);

  private static final Map<String, Boolean> MID_STREAM = midStream();

  private final Findings findings;
  private final Conditions conditions;
  private final Set<String> disabled;

  /// @param disabled takes the ids of nodes that are disabled
  NodeReader(Findings findings, Conditions conditions, Set<String> disabled) {
    this.findings = findings;
    this.conditions = conditions;
    this.disabled = disabled;
  }

  private static <E extends Enum<E>> Map<String, E> words(Class<E> type) {
    return words(type, each -> each.name().toLowerCase(Locale.ROOT));
  }

  private static <E extends Enum<E>> Map<String, E> words(Class<E> type, Function<E, String> word) {
    var words = new LinkedHashMap<String, E>();
    for (E each : type.getEnumConstants()) {
      words.put(word.apply(each), each);
    }
    return words;
  }

  private static Map<String, Boolean> midStream() {
    var words = new LinkedHashMap<String, Boolean>();
    words.put("stop", false);
    words.put("continue", true);
    return words;
  }

  private static Map<String, Window> windows(Window... windows) {
    return Arrays.stream(windows)
        .collect(toMap(Window::id, each -> each, (a, b) -> a, LinkedHashMap::new));
  }

  Node read(String id, Yaml.Entry entry) {
    String path = "nodes." + id;
    Fields open = Fields.open(findings, path, entry.value(), entry.key(), "a node");
    if (open.truth("disabled").orElse(false)) {
      disabled.add(id);
    }
    if (!open.has("kind")) {
      if (entry.value() instanceof Yaml.Mapping) {
        open.missing("kind", "a node");
      }
      return unknown(id, about(open), "");
    }
    Optional<NodeKind> kind = open.word("kind", KINDS);
    if (kind.isPresent() && kind.get().supported()) {
      KnownKeys keys = KnownKeys.of(kind.get());
      return read(id, kind.get(), Fields.of(findings, path, entry.value(), entry.key(), keys));
    }
    kind.ifPresent(known -> notYet(open, "kind", "The kind `" + known.id() + "`"));
    return unknown(id, about(open), kind.map(NodeKind::id).orElse(""));
  }

  private static void notYet(Fields fields, String key, String what) {
    Yaml at = fields.map().get(key).orElse(fields.where());
    fields
        .findings()
        .error("not-yet", fields.path(key), at, what + " is not yet in this version.", "");
  }

  /// What stands for a node that this version cannot run: it answers so.
  private static Node unknown(String id, About about, String kind) {
    String what = kind.isEmpty() ? "this node" : "nodes of kind " + kind;
    return new Node.Reject(id, about, 501, "This version cannot run " + what + ".");
  }

  private Node read(String id, NodeKind kind, Fields fields) {
    About about = about(fields);
    return switch (kind) {
      case RULES -> new Node.Rules(id, about, rules(fields), fields.text("otherwise"));
      case SPLIT -> split(id, about, fields);
      case BALANCE -> balance(id, about, fields);
      case FALLBACK -> fallback(id, about, fields);
      case BUDGET ->
          new Node.Budget(
              id,
              about,
              fields.money("usd").orElse(Money.ZERO),
              fields.word("per", BUDGET_WINDOWS).orElse(Window.MONTH),
              scope(fields),
              fields.text("within"),
              fields.text("over"));
      case LIMIT -> limit(id, about, fields);
      case REWRITE -> rewrite(id, about, fields);
      case REJECT -> reject(id, about, fields);
      case INTENT, ASK, STAY, GATE, CACHE, MIRROR -> unknown(id, about, kind.id());
    };
  }

  static About about(Fields fields) {
    return new About(fields.textIfAny("name"), place(fields), fields.textIfAny("note"));
  }

  static Optional<About.Place> place(Fields fields) {
    return fields
        .pair("at", "a place", "Write [x, y] in canvas units.", -Double.MAX_VALUE)
        .map(at -> new About.Place(at.getFirst(), at.getLast()));
  }

  private static Scope scope(Fields fields) {
    return fields
        .read("of", "a scope", "Write graph, app, user or metadata.KEY.", Units::scope)
        .orElseGet(Scope.Graph::new);
  }

  private List<Node.Rules.Rule> rules(Fields fields) {
    return fields.listed("rules", KnownKeys.RULE).stream()
        .map(rule ->
            new Node.Rules.Rule(
                conditions.ofRequest(rule, "when").orElse(Conditions.NEVER),
                rule.text("to"),
                rule.textIfAny("name")))
        .toList();
  }

  private static Node split(String id, About about, Fields fields) {
    List<Node.Split.Share> shares =
        fields.listed("shares", KnownKeys.SHARE).stream()
            .map(share ->
                new Node.Split.Share(
                    share.text("to"),
                    share
                        .read("share", "a share", "Write 5% or 0.05.", Units::share)
                        .orElse(BigDecimal.ZERO)))
            .toList();
    return new Node.Split(
        id,
        about,
        shares,
        fields.word("sticky", STICKY).orElse(Node.Split.Sticky.REQUEST),
        fields.textIfAny("experiment"));
  }

  private static Node balance(String id, About about, Fields fields) {
    return new Node.Balance(
        id,
        about,
        fields.texts("to"),
        fields.word("by", MEASURES).orElse(Node.Balance.Measure.COST),
        fields
            .fields("where", KnownKeys.WHERE)
            .map(NodeReader::where)
            .orElse(Node.Balance.Where.ANY));
  }

  private static Node.Balance.Where where(Fields fields) {
    return new Node.Balance.Where(
        fields.duration("p95_first_token"),
        fraction(fields, "error_rate"),
        fraction(fields, "headroom"));
  }

  static OptionalDouble fraction(Fields fields, String key) {
    return fields
        .read(key, "a share of a whole", "Write 5% or 0.05.", Units::fraction)
        .map(share -> OptionalDouble.of(share.doubleValue()))
        .orElseGet(OptionalDouble::empty);
  }

  private static Node fallback(String id, About about, Fields fields) {
    if (fields.has("hedge_after")) {
      notYet(fields, "hedge_after", "The key `hedge_after`");
    }
    if (fields.word("mid_stream", MID_STREAM).orElse(false)) {
      notYet(fields, "mid_stream", "The word `continue`");
    }
    return new Node.Fallback(
        id,
        about,
        fields.texts("to"),
        fields.has("on") ? failures(fields) : Node.Fallback.USUAL,
        (int) fields.whole("retries", 0, 10).orElse(0),
        fields.duration("first_token"),
        fields.duration("total"),
        attempts(fields));
  }

  static OptionalInt attempts(Fields fields) {
    var read = fields.whole("attempts", 1, 20);
    return read.isPresent() ? OptionalInt.of((int) read.getAsLong()) : OptionalInt.empty();
  }

  private static Set<FailureClass> failures(Fields fields) {
    return EnumSet.copyOf(some(words(fields, "on", FAILURES), FailureClass.class));
  }

  private static <E extends Enum<E>> java.util.Collection<E> some(List<E> words, Class<E> type) {
    return words.isEmpty() ? EnumSet.noneOf(type) : words;
  }

  private static <E extends Enum<E>> List<E> words(
      Fields fields, String key, Map<String, E> known) {
    List<E> words = new ArrayList<>();
    List<Yaml> items = fields.items(key);
    for (int i = 0; i < items.size(); i++) {
      String at = fields.path(key) + "[" + i + "]";
      if (items.get(i) instanceof Yaml.Scalar scalar) {
        fields.word(at, scalar, known).ifPresent(words::add);
      } else {
        fields.wrong(at, items.get(i), "one word", "");
      }
    }
    return words;
  }

  private static Node limit(String id, About about, Fields fields) {
    return new Node.Limit(
        id,
        about,
        fields.whole("requests", 1, 1_000_000_000L),
        fields.whole("tokens", 1, 1_000_000_000_000L),
        fields.word("per", LIMIT_WINDOWS).orElse(Window.MINUTE),
        scope(fields),
        fields.text("within"),
        fields.text("over"));
  }

  private static Node rewrite(String id, About about, Fields fields) {
    Optional<Fields> system = fields.fields("system", KnownKeys.SYSTEM);
    return new Node.Rewrite(
        id,
        about,
        jsonByName(fields, "set"),
        fields.texts("drop"),
        system.flatMap(each -> each.textIfAny("prepend")),
        system.flatMap(each -> each.textIfAny("append")),
        EnumSet.copyOf(some(words(fields, "redact", REDACTIONS), Node.Rewrite.Redaction.class)),
        fields.text("to"));
  }

  static Map<String, String> jsonByName(Fields fields, String key) {
    var texts = new LinkedHashMap<String, String>();
    for (Yaml.Entry entry : fields.entries(key)) {
      texts.put(entry.key().text(), JsonText.of(entry.value()));
    }
    return texts;
  }

  private static Node reject(String id, About about, Fields fields) {
    int status = (int) fields.whole("status", 400, 599).orElse(503);
    return new Node.Reject(id, about, status, fields.text("message"));
  }
}
