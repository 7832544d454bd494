package io.signalbox.engine.workspace;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Success;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.graph.Place;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.graph.condition.LinearRegex;
import io.signalbox.engine.graph.format.Units;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/// Reads a suite.
final class SuiteReader {
  private static final Map<String, Role> ROLES = roles();
  private static final SuiteCase.Happening ANSWER =
      new SuiteCase.Happening.Answers(
          Optional.empty(), Optional.empty(), Optional.empty(), OptionalLong.empty());

  /// As many as count of a model that got much feedback.
  private static final long USUAL_SCORES = 200;

  private static final Map<String, Boolean> GATES = Map.of("open", true, "closed", false);

  private SuiteReader() {}

  private static Map<String, Role> roles() {
    var roles = new LinkedHashMap<String, Role>();
    roles.put("system", Role.SYSTEM);
    roles.put("user", Role.USER);
    roles.put("assistant", Role.ASSISTANT);
    return roles;
  }

  static Optional<SuiteFile> read(Findings findings, Yaml root) {
    if (!(root instanceof Yaml.Mapping mapping) || mapping.entries().isEmpty()) {
      findings.add(Problem.of(ProblemCode.NOT_A_SUITE), root);
      return Optional.empty();
    }
    Yaml first = mapping.entries().firstEntry().getValue().key();
    Fields fields = Fields.of(findings, Place.WHOLE, mapping, first, KnownKeys.SUITE);
    List<SuiteCase> cases =
        fields.listed("cases", KnownKeys.CASE).stream().map(SuiteReader::oneCase).toList();
    return Optional.of(new SuiteFile(fields.text("graph"), cases));
  }

  private static SuiteCase oneCase(Fields fields) {
    return new SuiteCase(
        fields.text("name"),
        request(fields.fields("request", KnownKeys.REQUEST)),
        fields
            .value("given")
            .map(value -> given(open(fields, value)))
            .orElse(SuiteCase.Fixture.NOTHING),
        expect(fields.fields("expect", KnownKeys.EXPECT)));
  }

  private static SuiteCase.Request request(Optional<Fields> found) {
    if (found.isEmpty()) {
      return new SuiteCase.Request(
          List.of(),
          "",
          "",
          Optional.empty(),
          Optional.empty(),
          Map.of(),
          Map.of(),
          List.of(),
          0,
          OptionalInt.empty(),
          false,
          false);
    }
    Fields fields = found.get();
    return new SuiteCase.Request(
        messages(fields),
        fields.textIfAny("model").orElse(""),
        fields.textIfAny("app").orElse(""),
        fields.textIfAny("user"),
        fields.textIfAny("conversation"),
        fields.textsByName("metadata"),
        fields.textsByName("headers"),
        fields.texts("tools"),
        (int) fields.whole("images", 0, 1000).orElse(0),
        small(fields.whole("max_tokens", 1, 100_000_000)),
        fields.truth("stream").orElse(false),
        fields.truth("json").orElse(false));
  }

  private static OptionalInt small(OptionalLong number) {
    return number.isPresent() ? OptionalInt.of((int) number.getAsLong()) : OptionalInt.empty();
  }

  private static List<Message> messages(Fields fields) {
    if (fields.has("text") == fields.has("messages")) {
      fields
          .findings()
          .add(Problem.of(ProblemCode.TEXT_OR_MESSAGES, fields.place()), fields.where());
    }
    List<Message> messages = new ArrayList<>();
    fields.textIfAny("system").ifPresent(text -> messages.add(Message.of(Role.SYSTEM, text)));
    for (Fields each : fields.listed("messages", KnownKeys.MESSAGE)) {
      messages.add(Message.of(each.word("role", ROLES).orElse(Role.USER), each.text("text")));
    }
    fields.textIfAny("text").ifPresent(text -> messages.add(Message.of(Role.USER, text)));
    return messages;
  }

  private static SuiteCase.Fixture given(Fields fields) {
    return new SuiteCase.Fixture(
        models(fields),
        fields.read("now", "a time", "Write it as in 2026-03-01T09:30:00Z.", SuiteReader::moment),
        fields.whole("seed", 0, 1_000_000_000_000L).orElse(0),
        fields.fields("spend", KnownKeys.SPEND).map(SuiteReader::spend).orElse(Map.of()),
        named(fields, "spent", "an amount", Units::money),
        named(fields, "requests", "a whole number", SuiteReader::whole),
        health(fields),
        fields.textsByName("cached"),
        gates(fields),
        fields.fields("stay", KnownKeys.STAY).map(SuiteReader::lastAnswer));
  }

  private static SuiteCase.LastAnswer lastAnswer(Fields fields) {
    return new SuiteCase.LastAnswer(
        fields.text("model"),
        fields.duration("ago").orElse(Duration.ZERO),
        fields.whole("cached", 0, 100_000_000).orElse(0),
        (int) fields.whole("turns", 1, 100_000).orElse(1));
  }

  private static Map<String, Boolean> gates(Fields fields) {
    Map<String, Boolean> gates = new LinkedHashMap<>();
    for (Yaml.Keyed entry : fields.entries("gates")) {
      Place place = fields.place("gates").at(entry.key().text());
      if (entry.value() instanceof Yaml.Scalar scalar) {
        fields.word(place, scalar, GATES).ifPresent(open -> gates.put(entry.key().text(), open));
      } else {
        fields.wrong(place, entry.value(), "open or closed", "");
      }
    }
    return gates;
  }

  private static Fields open(Fields fields, Yaml value) {
    return Fields.open(fields.findings(), fields.place("given"), value, value, "`given`");
  }

  /// Every key that means nothing else is a model, and `models` holds those that would.
  private static Map<String, List<SuiteCase.Happening>> models(Fields fields) {
    Map<String, List<SuiteCase.Happening>> models = new LinkedHashMap<>();
    for (Yaml.Keyed entry : fields.map().entries().values()) {
      String name = entry.key().text();
      if (!KnownKeys.GIVEN.optional().contains(name)) {
        models.put(name, happenings(fields, fields.place(name), entry.value()));
      }
    }
    for (Yaml.Keyed entry : fields.entries("models")) {
      String name = entry.key().text();
      models.put(name, happenings(fields, fields.place("models").at(name), entry.value()));
    }
    return models;
  }

  private static Optional<Long> whole(String text) {
    OptionalLong number = Units.whole(text);
    return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
  }

  private static Optional<Instant> moment(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static <T> Map<String, T> named(
      Fields fields, String key, String wanted, Function<String, Optional<T>> reading) {
    Map<String, T> named = new LinkedHashMap<>();
    for (Yaml.Keyed entry : fields.entries(key)) {
      String name = entry.key().text();
      Optional<T> value =
          entry.value() instanceof Yaml.Scalar scalar
              ? reading.apply(scalar.text())
              : Optional.empty();
      value.ifPresent(each -> named.put(name, each));
      if (value.isEmpty()) {
        fields.wrong(fields.place(key).at(name), entry.value(), wanted, "");
      }
    }
    return named;
  }

  private static Map<Window, Money> spend(Fields fields) {
    Map<Window, Money> spend = new EnumMap<>(Window.class);
    for (Window window : List.of(Window.HOUR, Window.DAY, Window.WEEK, Window.MONTH)) {
      fields.money(window.id()).ifPresent(usd -> spend.put(window, usd));
    }
    return spend;
  }

  private static Map<String, SuiteCase.Measured> health(Fields fields) {
    Map<String, SuiteCase.Measured> health = new LinkedHashMap<>();
    for (Yaml.Keyed entry : fields.entries("health")) {
      String name = entry.key().text();
      Fields of =
          Fields.of(
              fields.findings(),
              fields.place("health").at(name),
              entry.value(),
              entry.key(),
              KnownKeys.HEALTH);
      health.put(
          name,
          new SuiteCase.Measured(
              of.duration("p95"),
              of.fraction("error_rate"),
              of.fraction("headroom"),
              of.truth("open").orElse(false),
              success(of)));
    }
    return health;
  }

  private static Optional<Success> success(Fields of) {
    var rate = of.fraction("success");
    long scores = of.whole("scores", 0, 1_000_000).orElse(USUAL_SCORES);
    return rate.isPresent()
        ? Optional.of(new Success(scores, rate.getAsDouble() * scores))
        : Optional.empty();
  }

  private static List<SuiteCase.Happening> happenings(Fields fields, Place place, Yaml value) {
    if (!(value instanceof Yaml.Sequence sequence)) {
      return List.of(happening(fields, place, value));
    }
    List<SuiteCase.Happening> all = new ArrayList<>();
    for (int i = 0; i < sequence.items().size(); i++) {
      all.add(happening(fields, place.at(i), sequence.items().get(i)));
    }
    return all;
  }

  private static SuiteCase.Happening happening(Fields fields, Place place, Yaml value) {
    return switch (value) {
      case Yaml.Scalar scalar -> fields.word(place, scalar, words()).orElse(ANSWER);
      case Yaml.Mapping mapping when mapping.entries().containsKey("fails") ->
          fails(Fields.of(fields.findings(), place, value, value, KnownKeys.FAULT));
      case Yaml.Mapping mapping ->
          answers(Fields.of(fields.findings(), place, value, value, KnownKeys.ANSWER));
      case Yaml.Sequence sequence -> {
        fields.wrong(place, value, "an outcome", "");
        yield ANSWER;
      }
    };
  }

  private static Map<String, SuiteCase.Happening> words() {
    var words = new LinkedHashMap<String, SuiteCase.Happening>();
    words.put("ok", ANSWER);
    FailureClass.words()
        .forEach((word, failure) ->
            words.put(
                word,
                new SuiteCase.Happening.Fails(
                    failure, Optional.empty(), Optional.empty(), Optional.empty())));
    return words;
  }

  private static SuiteCase.Happening fails(Fields fields) {
    return new SuiteCase.Happening.Fails(
        fields.word("fails", FailureClass.words()).orElse(FailureClass.SERVER_ERROR),
        fields.textIfAny("answers").filter(text -> !text.isEmpty()),
        fields.duration("after"),
        fields.duration("retry_after"));
  }

  private static SuiteCase.Happening answers(Fields fields) {
    return new SuiteCase.Happening.Answers(
        fields.textIfAny("answers"),
        fields.duration("first_token"),
        fields.duration("total"),
        fields.whole("tokens", 0, 100_000_000));
  }

  private static SuiteCase.Expect expect(Optional<Fields> found) {
    return found.map(SuiteReader::expectation).orElse(SuiteCase.Expect.ANYTHING);
  }

  private static SuiteCase.Expect expectation(Fields fields) {
    empty(fields);
    return new SuiteCase.Expect(
        fields.textIfAny("model"),
        list(fields, "path"),
        list(fields, "attempts"),
        small(fields.whole("status", 100, 599)),
        fields.fields("answer", KnownKeys.EXPECTED_ANSWER).map(SuiteReader::expectedAnswer),
        fields.money("usd_below"),
        fields.duration("first_token_below"),
        fields.duration("total_below"));
  }

  /// What expects nothing would pass for nothing.
  private static void empty(Fields fields) {
    if (fields.map().entries().isEmpty()) {
      fields
          .findings()
          .add(Problem.of(ProblemCode.EMPTY_EXPECTATION, fields.place()), fields.where());
    }
  }

  private static Optional<List<String>> list(Fields fields, String key) {
    return fields.has(key) ? Optional.of(fields.texts(key)) : Optional.empty();
  }

  private static SuiteCase.ExpectedAnswer expectedAnswer(Fields fields) {
    empty(fields);
    Optional<Yaml> contains = fields.value("contains");
    List<String> texts =
        contains.filter(Yaml.Sequence.class::isInstance).isPresent()
            ? fields.texts("contains")
            : fields.textIfAny("contains").map(List::of).orElse(List.of());
    return new SuiteCase.ExpectedAnswer(
        texts,
        fields.read(
            "matches",
            "a regular expression",
            "Write it as RE2 reads it, without looking ahead or back.",
            LinearRegex::of),
        fields.truth("json").orElse(false));
  }
}
