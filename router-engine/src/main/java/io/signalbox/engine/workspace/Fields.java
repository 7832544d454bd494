package io.signalbox.engine.workspace;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.graph.Place;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.graph.format.Units;
import io.signalbox.engine.text.Nearest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.function.Function;

/// One mapping of a file, read key by key. What is missing or wrong becomes a finding, and
/// something harmless is read in its place. For one thread.
public final class Fields {
  private final Findings findings;
  private final Place place;
  private final Yaml.Mapping map;
  private final Yaml where;

  private Fields(Findings findings, Place place, Yaml.Mapping map, Yaml where) {
    this.findings = findings;
    this.place = place;
    this.map = map;
    this.where = where;
  }

  /// A mapping that may have these keys and no others.
  ///
  /// @param where what to point at if a key is missing
  public static Fields of(Findings findings, Place place, Yaml value, Yaml where, KnownKeys keys) {
    Fields fields = open(findings, place, value, where, keys.article());
    if (value instanceof Yaml.Mapping) {
      fields.refuseUnknown(keys);
      fields.demandRequired(keys);
    }
    return fields;
  }

  /// A mapping with keys of the user's choice.
  static Fields open(Findings findings, Place place, Yaml value, Yaml where, String article) {
    if (value instanceof Yaml.Mapping mapping) {
      return new Fields(findings, place, mapping, where);
    }
    findings.add(Problem.of(ProblemCode.NOT_A_MAPPING, place).with("owner", article), value);
    return new Fields(findings, place, Yaml.nothing(value), where);
  }

  private void refuseUnknown(KnownKeys keys) {
    List<String> known = keys.all();
    for (Yaml.Keyed entry : map.entries().values()) {
      String key = entry.key().text();
      if (!known.contains(key)) {
        findings.add(unknown(key, keys).suggesting(Nearest.to(key, known)), entry.key());
      }
    }
  }

  private Problem unknown(String key, KnownKeys keys) {
    return Problem.of(ProblemCode.UNKNOWN_KEY, place(key))
        .with("key", key)
        .with("owner", keys.article())
        .with("known", String.join(", ", keys.all()));
  }

  private void demandRequired(KnownKeys keys) {
    for (String key : keys.required()) {
      if (!map.entries().containsKey(key)) {
        missing(key, keys.article());
      }
    }
  }

  void missing(String key, String article) {
    findings.add(
        Problem.of(ProblemCode.MISSING_KEY, place(key)).with("key", key).with("owner", article),
        where);
  }

  /// Reports a key, or a word there, that this version cannot run.
  void notYet(String key, String word) {
    findings.add(
        Problem.of(ProblemCode.NOT_SUPPORTED, place(key)).with("value", word),
        map.get(key).orElse(where));
  }

  /// Where what is wrong is told.
  public Findings findings() {
    return findings;
  }

  public Place place(String key) {
    return place.at(key);
  }

  /// The place of the mapping.
  public Place place() {
    return place;
  }

  /// What to point at if something is missing.
  public Yaml where() {
    return where;
  }

  /// Whether a key is there.
  public boolean has(String key) {
    return map.entries().containsKey(key);
  }

  Yaml.Mapping map() {
    return map;
  }

  /// The value under a key; an empty one is a finding.
  public Optional<Yaml> value(String key) {
    Optional<Yaml> value = map.get(key);
    if (value.isPresent() && value.get() instanceof Yaml.Scalar scalar && scalar.isEmpty()) {
      findings.add(
          Problem.of(ProblemCode.EMPTY_VALUE, place(key)).with("key", key), map.entry(key).key());
      return Optional.empty();
    }
    return value;
  }

  /// Tells that a value is not what it must be.
  ///
  /// @param wanted what it must be
  /// @param fix how to write it
  public void wrong(String key, String wanted, String fix) {
    map.get(key).ifPresent(value -> wrong(place(key), value, wanted, fix));
  }

  /// The same of any value.
  public void wrong(Place at, Yaml value, String wanted, String fix) {
    Problem problem =
        switch (value) {
          case Yaml.Scalar scalar ->
              Problem.of(ProblemCode.INVALID_VALUE, at).with("value", scalar.text());
          case Yaml.Sequence list -> Problem.of(ProblemCode.WRONG_TYPE, at).with("found", "a list");
          case Yaml.Mapping mapping ->
              Problem.of(ProblemCode.WRONG_TYPE, at).with("found", "a mapping");
        };
    findings.add(problem.with("wanted", wanted).with("hint", fix), value);
  }

  /// What stands under a key, as JSON; empty if nothing does.
  public Optional<String> json(String key) {
    return value(key).map(JsonText::of);
  }

  /// A single value under a key.
  Optional<Yaml.Scalar> scalar(String key, String wanted) {
    Optional<Yaml> value = value(key);
    if (value.isPresent() && !(value.get() instanceof Yaml.Scalar)) {
      wrong(key, wanted, "");
    }
    return value.filter(Yaml.Scalar.class::isInstance).map(Yaml.Scalar.class::cast);
  }

  /// A single value that must read as something.
  public <T> Optional<T> read(
      String key, String wanted, String fix, Function<String, Optional<T>> reading) {
    Optional<Yaml.Scalar> scalar = scalar(key, wanted);
    Optional<T> read = scalar.flatMap(each -> reading.apply(each.text()));
    if (scalar.isPresent() && read.isEmpty()) {
      wrong(key, wanted, fix);
    }
    return read;
  }

  /// A word of a list.
  <T> Optional<T> word(String key, Map<String, T> words) {
    Optional<Yaml.Scalar> scalar = scalar(key, "one word");
    return scalar.flatMap(each -> word(place(key), each, words));
  }

  <T> Optional<T> word(Place at, Yaml.Scalar scalar, Map<String, T> words) {
    Optional<T> found = Optional.ofNullable(words.get(scalar.text()));
    if (found.isEmpty()) {
      findings.add(
          Problem.of(ProblemCode.UNKNOWN_VALUE, at)
              .with("value", scalar.text())
              .with("known", String.join(", ", words.keySet()))
              .suggesting(Nearest.to(scalar.text(), words.keySet())),
          scalar);
    }
    return found;
  }

  /// A text, if there is one.
  public Optional<String> textIfAny(String key) {
    return scalar(key, "a text").map(Yaml.Scalar::text);
  }

  /// A text; empty if it is not there.
  public String text(String key) {
    return textIfAny(key).orElse("");
  }

  public Optional<Duration> duration(String key) {
    return read(key, "a duration", "Write 250ms, 8s, 5m, 1h or 7d.", Units::duration);
  }

  /// A share of a whole, 0–1.
  public OptionalDouble fraction(String key) {
    return read(key, "a fraction between 0 % and 100 %", "Write 5% or 0.05.", Units::fraction)
        .stream()
        .mapToDouble(BigDecimal::doubleValue)
        .findFirst();
  }

  public Optional<Money> money(String key) {
    return read(key, "an amount", "Write US dollars as a number: 40 or 0.05.", Units::money);
  }

  /// A whole number within limits.
  public OptionalLong whole(String key, long least, long most) {
    String wanted = "a whole number from " + least + " to " + most;
    Optional<Long> read =
        read(
            key,
            wanted,
            "",
            text -> {
              OptionalLong number = Units.whole(text);
              boolean fits =
                  number.isPresent() && number.getAsLong() >= least && number.getAsLong() <= most;
              return fits ? Optional.of(number.getAsLong()) : Optional.empty();
            });
    return read.map(OptionalLong::of).orElseGet(OptionalLong::empty);
  }

  public Optional<Boolean> truth(String key) {
    var words = new LinkedHashMap<String, Boolean>();
    words.put("true", true);
    words.put("false", false);
    return word(key, words);
  }

  /// Two numbers under a key.
  ///
  /// @param least what neither may be below
  Optional<List<Double>> pair(String key, String wanted, String fix, double least) {
    Optional<Yaml> value = has(key) ? value(key) : Optional.empty();
    List<Yaml> items =
        value.isPresent() && value.get() instanceof Yaml.Sequence all ? all.items() : List.of();
    List<Double> numbers = items.stream().flatMap(item -> number(item).stream()).toList();
    boolean fits =
        items.size() == 2
            && numbers.size() == 2
            && numbers.stream().allMatch(each -> each >= least);
    if (value.isPresent() && !fits) {
      wrong(key, wanted, fix);
    }
    return fits ? Optional.of(numbers) : Optional.empty();
  }

  private static Optional<Double> number(Yaml value) {
    boolean is =
        value instanceof Yaml.Scalar scalar
            && scalar.form() == Yaml.ScalarForm.PLAIN
            && scalar.text().matches("-?\\d{1,7}(\\.\\d{1,6})?");
    return is ? Optional.of(Double.valueOf(((Yaml.Scalar) value).text())) : Optional.empty();
  }

  /// The items of a list; none, with a finding, if it is no list.
  public List<Yaml> items(String key) {
    Optional<Yaml> value = value(key);
    if (value.isPresent() && value.get() instanceof Yaml.Sequence sequence) {
      return sequence.items();
    }
    if (value.isPresent()) {
      wrong(key, "a list", "Write [ a, b ], or one item per line, each after a dash.");
    }
    return List.of();
  }

  /// A list of texts. An item that is none is read as an empty text, so that places stay.
  public List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    List<Yaml> items = items(key);
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof Yaml.Scalar scalar && !scalar.isEmpty()) {
        texts.add(scalar.text());
      } else {
        wrong(place(key).at(i), items.get(i), "a text", "");
        texts.add("");
      }
    }
    return texts;
  }

  /// Texts by name.
  public SequencedMap<String, String> textsByName(String key) {
    var texts = new LinkedHashMap<String, String>();
    for (Yaml.Keyed entry : entries(key)) {
      String name = entry.key().text();
      if (entry.value() instanceof Yaml.Scalar scalar) {
        texts.put(name, scalar.text());
      } else {
        wrong(place(key).at(name), entry.value(), "a text", "");
      }
    }
    return texts;
  }

  /// The entries of a mapping under a key; none, with a finding, if it is none.
  List<Yaml.Keyed> entries(String key) {
    Optional<Yaml> value = value(key);
    if (value.isPresent() && value.get() instanceof Yaml.Mapping mapping) {
      return List.copyOf(mapping.entries().values());
    }
    if (value.isPresent()) {
      wrong(key, "a mapping", "Write { name: value }, or one name per line.");
    }
    return List.of();
  }

  /// The fields of the mapping under a key.
  public Optional<Fields> fields(String key, KnownKeys keys) {
    return value(key).map(value -> of(findings, place(key), value, map.entry(key).key(), keys));
  }

  /// The fields of the mapping that stands under a label of a mapping.
  Fields labelled(String key, Yaml.Keyed entry, KnownKeys keys) {
    Place at = place(key).at(entry.key().text());
    return of(findings, at, entry.value(), entry.key(), keys);
  }

  /// The fields of the mappings that a list holds.
  public List<Fields> listed(String key, KnownKeys keys) {
    List<Fields> all = new ArrayList<>();
    List<Yaml> items = items(key);
    for (int i = 0; i < items.size(); i++) {
      Yaml item = items.get(i);
      all.add(of(findings, place(key).at(i), item, item, keys));
    }
    return all;
  }
}
