package io.signalbox.app.tryout;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.workspace.SuiteCase;
import io.signalbox.engine.workspace.SuiteCase.Fixture;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// What a request supposes of the world, one by one.
public final class Suppositions {
  /// How a moment is written: `2026-12-01 14:05`.
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private Suppositions() {}

  /// One of them.
  ///
  /// @param words for people
  /// @param without the world without it
  public record Supposition(String words, Fixture without) {}

  /// All of them.
  public static List<Supposition> of(Fixture world, ZoneId zone) {
    var all = new ArrayList<>(ofModels(world));
    world
        .now()
        .ifPresent(now ->
            all.add(
                new Supposition(
                    "at " + MOMENT.format(now.atZone(zone)), at(world, Optional.empty()))));
    all.addAll(ofWindows(world));
    if (!rest(world).equals(Fixture.NOTHING)) {
      all.add(new Supposition("more, from a test", withoutRest(world)));
    }
    return all;
  }

  private static List<Supposition> ofModels(Fixture world) {
    var all = new ArrayList<Supposition>();
    world
        .models()
        .forEach((id, happenings) ->
            all.add(
                new Supposition(
                    id + ": " + words(happenings),
                    with(world, without(world.models(), id), world.health()))));
    world
        .health()
        .forEach((id, measured) ->
            all.add(
                new Supposition(
                    id + ": " + (measured.open() ? "cooling down" : "measured otherwise"),
                    with(world, world.models(), without(world.health(), id)))));
    return all;
  }

  /// What the present windows of budgets and limits have seen.
  private static List<Supposition> ofWindows(Fixture world) {
    var all = new ArrayList<Supposition>();
    world
        .spent()
        .forEach((id, usd) ->
            all.add(
                new Supposition(
                    id + ": " + usd.shown() + " spent",
                    used(world, without(world.spent(), id), world.requests()))));
    world
        .requests()
        .forEach((id, seen) ->
            all.add(
                new Supposition(
                    id + ": " + seen + " requests seen",
                    used(world, world.spent(), without(world.requests(), id)))));
    return all;
  }

  /// What only a test can say.
  private static Fixture rest(Fixture world) {
    return new Fixture(
        Map.of(),
        Optional.empty(),
        world.seed(),
        world.spend(),
        Map.of(),
        Map.of(),
        Map.of(),
        world.cached(),
        world.gates(),
        world.stay());
  }

  private static Fixture withoutRest(Fixture world) {
    return new Fixture(
        world.models(),
        world.now(),
        0,
        Map.of(),
        world.spent(),
        world.requests(),
        world.health(),
        Map.of(),
        Map.of(),
        Optional.empty());
  }

  private static String words(List<SuiteCase.Happening> happenings) {
    return !happenings.isEmpty() && happenings.getFirst() instanceof SuiteCase.Happening.Fails fails
        ? fails.failure().id().replace('_', ' ')
        : "answers as written";
  }

  /// The same where every call of a model fails.
  public static Fixture failing(Fixture world, String model, FailureClass failure) {
    var fails =
        new SuiteCase.Happening.Fails(
            failure, Optional.empty(), Optional.empty(), Optional.empty());
    return with(world, with(world.models(), model, List.of(fails)), world.health());
  }

  /// The same where a model is cooling down.
  public static Fixture coolingDown(Fixture world, String model) {
    var open =
        new SuiteCase.Measured(
            Optional.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            true,
            Optional.empty());
    return with(world, world.models(), with(world.health(), model, open));
  }

  /// The same at a moment.
  ///
  /// @param written as `2026-12-01 14:05`
  /// @return empty if it is not written so
  public static Optional<Fixture> at(Fixture world, String written, ZoneId zone) {
    try {
      LocalDateTime moment = LocalDateTime.parse(written.strip(), MOMENT);
      return Optional.of(at(world, Optional.of(moment.atZone(zone).toInstant())));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Fixture at(Fixture world, Optional<Instant> moment) {
    return new Fixture(
        world.models(),
        moment,
        world.seed(),
        world.spend(),
        world.spent(),
        world.requests(),
        world.health(),
        world.cached(),
        world.gates(),
        world.stay());
  }

  /// The same where a budget has seen so many US dollars in its present window.
  public static Fixture spent(Fixture world, String budget, Money usd) {
    return used(world, with(world.spent(), budget, usd), world.requests());
  }

  /// The same where a limit has seen so many requests in its present window.
  public static Fixture seen(Fixture world, String limit, long requests) {
    return used(world, world.spent(), with(world.requests(), limit, requests));
  }

  private static Fixture with(
      Fixture world,
      Map<String, List<SuiteCase.Happening>> models,
      Map<String, SuiteCase.Measured> health) {
    return new Fixture(
        models,
        world.now(),
        world.seed(),
        world.spend(),
        world.spent(),
        world.requests(),
        health,
        world.cached(),
        world.gates(),
        world.stay());
  }

  private static Fixture used(Fixture world, Map<String, Money> spent, Map<String, Long> requests) {
    return new Fixture(
        world.models(),
        world.now(),
        world.seed(),
        world.spend(),
        spent,
        requests,
        world.health(),
        world.cached(),
        world.gates(),
        world.stay());
  }

  private static <T> Map<String, T> with(Map<String, T> all, String id, T more) {
    var copy = new LinkedHashMap<>(all);
    copy.put(id, more);
    return copy;
  }

  private static <T> Map<String, T> without(Map<String, T> all, String id) {
    var copy = new LinkedHashMap<>(all);
    copy.remove(id);
    return copy;
  }
}
