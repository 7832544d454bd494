package io.signalbox.engine.workspace;

import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.Frame;
import io.signalbox.engine.graph.Id;
import io.signalbox.engine.graph.KeyRef;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.Place;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RoutingGraph;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;

/// Reads a graph of format 1.
final class GraphReader {
  private static final List<Double> NO_PAIR = List.of(0.0, 0.0);
  private static final Map<String, Model.PromptCache> CACHES = caches();

  private final Findings findings;
  private final Conditions conditions;
  private final Set<String> disabled = new LinkedHashSet<>();

  private GraphReader(Findings findings, Conditions conditions) {
    this.findings = findings;
    this.conditions = conditions;
  }

  private static Map<String, Model.PromptCache> caches() {
    var words = new LinkedHashMap<String, Model.PromptCache>();
    for (Model.PromptCache each : Model.PromptCache.values()) {
      words.put(each.id(), each);
    }
    return words;
  }

  /// The graph as far as it can be understood; empty if the text is no mapping or of another
  /// version.
  static Optional<RoutingGraph> read(Findings findings, Conditions conditions, Yaml root) {
    if (!(root instanceof Yaml.Mapping mapping)) {
      findings.add(Problem.of(ProblemCode.NOT_A_GRAPH), root);
      return Optional.empty();
    }
    if (isOtherVersion(findings, mapping)) {
      return Optional.empty();
    }
    return Optional.of(new GraphReader(findings, conditions).graph(mapping));
  }

  private static boolean isOtherVersion(Findings findings, Yaml.Mapping mapping) {
    Optional<Yaml> version = mapping.get("signalbox");
    boolean other =
        version.isPresent()
            && !(version.get() instanceof Yaml.Scalar scalar && scalar.text().equals("1"));
    if (other) {
      Yaml at = version.get();
      String is = at instanceof Yaml.Scalar scalar ? scalar.text() : "…";
      findings.add(
          Problem.of(ProblemCode.VERSION, Place.WHOLE.at("signalbox")).with("value", is), at);
    }
    return other;
  }

  private RoutingGraph graph(Yaml.Mapping mapping) {
    Yaml where = mapping.entries().isEmpty() ? mapping : first(mapping);
    Fields fields = Fields.of(findings, Place.WHOLE, mapping, where, KnownKeys.GRAPH);
    SequencedMap<String, Model> models = models(fields);
    SequencedMap<String, Node> nodes = nodes(fields, models);
    return new RoutingGraph(
        fields.text("name"),
        fields.text("start"),
        zone(fields),
        models,
        nodes,
        some(fields, "promises") ? promises(fields) : List.of(),
        disabled,
        some(fields, "frames") ? frames(fields) : List.of(),
        findings.source().folder());
  }

  private static Yaml first(Yaml.Mapping mapping) {
    return mapping.entries().firstEntry().getValue().key();
  }

  /// An empty section is as good as none.
  private static boolean some(Fields fields, String key) {
    Optional<Yaml> value = fields.map().get(key);
    return value.isPresent() && !(value.get() instanceof Yaml.Scalar scalar && scalar.isEmpty());
  }

  private static ZoneId zone(Fields fields) {
    return fields
        .read(
            "timezone",
            "a time zone",
            "Write its name, as in Europe/Berlin or UTC.",
            GraphReader::zone)
        .orElseGet(() -> ZoneId.of("UTC"));
  }

  private static Optional<ZoneId> zone(String id) {
    try {
      return Optional.of(ZoneId.of(id));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private SequencedMap<String, Model> models(Fields fields) {
    var models = new LinkedHashMap<String, Model>();
    if (some(fields, "models")) {
      for (Yaml.Keyed entry : fields.entries("models")) {
        String id = id("models", entry);
        models.put(id, model(id, entry));
      }
    }
    return models;
  }

  private SequencedMap<String, Node> nodes(Fields fields, Map<String, Model> models) {
    var nodes = new LinkedHashMap<String, Node>();
    var reader = new NodeReader(findings, conditions, disabled);
    if (some(fields, "nodes")) {
      for (Yaml.Keyed entry : fields.entries("nodes")) {
        String id = id("nodes", entry);
        refuseTwice(id, entry, models);
        nodes.put(id, reader.read(id, entry));
      }
    }
    return nodes;
  }

  private String id(String section, Yaml.Keyed entry) {
    String id = entry.key().text();
    if (!Id.isValid(id)) {
      findings.add(
          Problem.of(ProblemCode.BAD_ID, Place.WHOLE.at(section).at(id))
              .with("id", id)
              .with("rule", Id.RULE),
          entry.key());
    }
    return id;
  }

  private void refuseTwice(String id, Yaml.Keyed entry, Map<String, Model> models) {
    if (models.containsKey(id)) {
      findings.add(
          Problem.of(ProblemCode.AMBIGUOUS_ID, Place.node(id)).with("id", id), entry.key());
    }
  }

  private Model model(String id, Yaml.Keyed entry) {
    Place place = Place.model(id);
    Fields fields = Fields.of(findings, place, entry.value(), entry.key(), KnownKeys.MODEL);
    if (fields.truth("disabled").orElse(false)) {
      disabled.add(id);
    }
    return new Model(
        id,
        fields.text("provider"),
        fields.text("model"),
        keys(fields),
        url(fields),
        GraphFields.members(fields, "params"),
        fields.textsByName("labels"),
        fields.word("prompt_cache", CACHES).orElse(Model.PromptCache.AUTO),
        NodeReader.about(fields));
  }

  private List<KeyRef> keys(Fields fields) {
    Optional<Yaml> value = fields.value("key");
    if (value.isEmpty()) {
      return List.of();
    }
    return switch (value.get()) {
      case Yaml.Scalar scalar -> key(fields.place("key"), scalar).stream().toList();
      case Yaml.Sequence list -> listed(fields);
      case Yaml.Mapping mapping -> {
        fields.wrong("key", "a reference to a key, or a list of them", "");
        yield List.of();
      }
    };
  }

  private List<KeyRef> listed(Fields fields) {
    List<Yaml> items = fields.items("key");
    if (items.isEmpty() || items.size() > Model.MOST_KEYS) {
      fields.wrong("key", "a list of 1 to " + Model.MOST_KEYS + " keys", "");
    }
    var keys = new LinkedHashSet<KeyRef>();
    for (int i = 0; i < Math.min(items.size(), Model.MOST_KEYS); i++) {
      Place at = fields.place("key").at(i);
      Yaml item = items.get(i);
      Optional<KeyRef> key = key(at, item);
      if (key.isPresent() && !keys.add(key.get())) {
        findings.add(Problem.of(ProblemCode.DUPLICATE_KEY, at).with("key", key.get().id()), item);
      }
    }
    return List.copyOf(keys);
  }

  /// Never says what it found: that may be the key itself.
  private Optional<KeyRef> key(Place at, Yaml value) {
    String text = value instanceof Yaml.Scalar scalar ? scalar.text() : "";
    Optional<KeyRef> key = KeyRef.read(text);
    if (key.isEmpty() && !text.contains(GraphKeyMask.HIDDEN)) {
      findings.add(Problem.of(ProblemCode.KEY_REFERENCE, at), value);
    }
    return key;
  }

  /// Never says what it found: an address that is wrong may hold a password.
  private Optional<String> url(Fields fields) {
    Optional<Yaml.Scalar> scalar = fields.scalar("url", "a text");
    if (scalar.isPresent() && !Model.isAddress(scalar.get().text())) {
      findings.add(Problem.of(ProblemCode.URL, fields.place("url")), scalar.get());
    }
    return scalar.map(Yaml.Scalar::text);
  }

  private static List<Frame> frames(Fields fields) {
    return fields.listed("frames", KnownKeys.FRAME).stream().map(GraphReader::frame).toList();
  }

  private static Frame frame(Fields fields) {
    List<Double> size =
        fields.pair("size", "a size", "Write [width, height] in canvas units.", 0).orElse(NO_PAIR);
    return new Frame(
        fields.textIfAny("name"),
        fields.textIfAny("note"),
        NodeReader.place(fields).orElse(new About.CanvasPoint(0, 0)),
        new Frame.Size(size.getFirst(), size.getLast()));
  }

  private List<Promise> promises(Fields fields) {
    return fields.listed("promises", KnownKeys.PROMISE).stream().map(this::promise).toList();
  }

  private Promise promise(Fields fields) {
    return new Promise(
        fields.text("name"),
        conditions.ofRequest(fields, "when"),
        conditions.ofModel(fields, "only"),
        attempts(fields),
        fields.money("usd"));
  }

  private static OptionalInt attempts(Fields fields) {
    return fields.whole("attempts", 1, 20).stream().mapToInt(Math::toIntExact).findFirst();
  }
}
