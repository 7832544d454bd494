package io.signalbox.engine.refresh;

import io.signalbox.engine.catalog.Ability;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.Price;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What differs between two cards of one model, and whether that can be true.
///
/// @param before what is known
/// @param after what would be known
record CardComparison(ModelCard before, ModelCard after) {
  /// A change by this factor is probably a mistake of the list: dollars for cents, a million tokens
  /// for a thousand.
  private static final BigDecimal ABSURD = BigDecimal.TEN;

  private static final BigDecimal MOST_EXPENSIVE = new BigDecimal("2000");

  /// Searches cost cents; whole dollars are a price of something else.
  private static final BigDecimal MOST_EXPENSIVE_REQUEST = BigDecimal.ONE;

  /// The differences, for people.
  List<String> what() {
    var what = new ArrayList<String>();
    if (!SameTiers.are(tiers(before), tiers(after))) {
      what.add("$ " + prices(before) + " → " + prices(after));
    }
    if (!SameTiers.shown(request(before)).equals(SameTiers.shown(request(after)))) {
      what.add(
          "$ "
              + SameTiers.shown(request(before))
              + " → "
              + SameTiers.shown(request(after))
              + " each request");
    }
    limit("context", before.contextTokens(), after.contextTokens()).ifPresent(what::add);
    limit("answer", before.maxOutputTokens(), after.maxOutputTokens()).ifPresent(what::add);
    if (!abilities(before).equals(abilities(after))) {
      what.add(abilities(before) + " → " + abilities(after));
    }
    if (!before.details().retires().equals(after.details().retires())) {
      after.details().retires().ifPresent(day -> what.add("retires " + day));
    }
    return what;
  }

  /// What is known of a new model, for people.
  List<String> news() {
    var what = new ArrayList<String>();
    if (after.price().isPresent()) {
      what.add("$ " + prices(after));
    }
    request(after)
        .ifPresent(usd -> what.add("$ " + SameTiers.shown(Optional.of(usd)) + " each request"));
    limit("context", OptionalLong.empty(), after.contextTokens()).ifPresent(what::add);
    return what;
  }

  /// Why the change is probably a mistake; empty if it is not.
  Optional<String> absurd() {
    return jumps().or(this::tooExpensive).or(this::tooExpensiveRequest).or(this::strangeWindow);
  }

  private Optional<String> jumps() {
    return before
        .price()
        .flatMap(old ->
            tiers(after).stream()
                .flatMap(is -> jumps(old.tierFor(is.above() + 1), is))
                .findFirst()
                .or(() -> jump("request", old.perRequest(), request(after))));
  }

  private static Stream<String> jumps(Price.Tier was, Price.Tier is) {
    return Stream.of(
            jump("input", Optional.of(was.input()), Optional.of(is.input())),
            jump("output", Optional.of(was.output()), Optional.of(is.output())),
            jump("cached input", was.cachedInput(), is.cachedInput()),
            jump("cache write", was.cacheWrite(), is.cacheWrite()),
            jump("cache write for an hour", was.cacheWriteHour(), is.cacheWriteHour()),
            jump("reasoning", was.reasoning(), is.reasoning()))
        .flatMap(Optional::stream);
  }

  private static Optional<String> jump(
      String which, Optional<BigDecimal> was, Optional<BigDecimal> is) {
    return was.flatMap(old -> is.flatMap(now -> jump(which, old, now)));
  }

  private static Optional<String> jump(String which, BigDecimal was, BigDecimal is) {
    if (was.signum() == 0 && is.signum() == 0) {
      return Optional.empty();
    }
    if (is.signum() == 0) {
      return Optional.of("the " + which + " price would become nothing");
    }
    if (was.signum() == 0) {
      return Optional.of("the " + which + " was free");
    }
    boolean up = is.compareTo(was.multiply(ABSURD)) >= 0;
    boolean down = was.compareTo(is.multiply(ABSURD)) >= 0;
    return up || down
        ? Optional.of(
            "the "
                + which
                + " price would be "
                + (up ? "ten times as high" : "a tenth")
                + " or "
                + (up ? "more" : "less"))
        : Optional.empty();
  }

  private Optional<String> tooExpensive() {
    return tiers(after).stream()
            .flatMap(CardComparison::members)
            .anyMatch(usd -> usd.compareTo(MOST_EXPENSIVE) > 0)
        ? Optional.of("a million tokens would cost more than $" + MOST_EXPENSIVE)
        : Optional.empty();
  }

  private static Stream<BigDecimal> members(Price.Tier tier) {
    return Stream.of(
            Optional.of(tier.input()),
            tier.cachedInput(),
            tier.cacheWrite(),
            tier.cacheWriteHour(),
            tier.reasoning(),
            Optional.of(tier.output()))
        .flatMap(Optional::stream);
  }

  private Optional<String> tooExpensiveRequest() {
    return request(after)
        .filter(usd -> usd.compareTo(MOST_EXPENSIVE_REQUEST) > 0)
        .map(usd -> "each request would cost more than $" + MOST_EXPENSIVE_REQUEST);
  }

  private Optional<String> strangeWindow() {
    if (before.contextTokens().isEmpty() || after.contextTokens().isEmpty()) {
      return Optional.empty();
    }
    long was = before.contextTokens().getAsLong();
    long is = after.contextTokens().getAsLong();
    return is >= 10 * was || was >= 10 * is
        ? Optional.of("the context would change by a factor of ten or more")
        : Optional.empty();
  }

  private static Optional<BigDecimal> request(ModelCard card) {
    return card.price().flatMap(Price::perRequest);
  }

  private static List<Price.Tier> tiers(ModelCard card) {
    return card.price().map(Price::tiers).orElse(List.of());
  }

  private static String prices(ModelCard card) {
    return tiers(card).isEmpty()
        ? "unknown"
        : tiers(card).stream().map(CardComparison::prices).collect(Collectors.joining(", "));
  }

  private static String prices(Price.Tier tier) {
    String caches =
        tier.cachedInput().isPresent() || tier.cacheWrite().isPresent()
            ? " (cached "
                + SameTiers.shown(tier.cachedInput())
                + ", written "
                + SameTiers.shown(tier.cacheWrite())
                + ")"
            : "";
    String from = tier.above() == 0 ? "" : String.format(Locale.ROOT, "above %,d: ", tier.above());
    return from
        + SameTiers.shown(Optional.of(tier.input()))
        + " / "
        + SameTiers.shown(Optional.of(tier.output()))
        + caches
        + tier.cacheWriteHour()
            .map(usd -> ", for an hour " + SameTiers.shown(Optional.of(usd)))
            .orElse("")
        + tier.reasoning()
            .map(usd -> ", reasoning " + SameTiers.shown(Optional.of(usd)))
            .orElse("");
  }

  private static Optional<String> limit(String name, OptionalLong was, OptionalLong is) {
    if (was.equals(is)) {
      return Optional.empty();
    }
    return Optional.of(name + " " + (was.isPresent() ? tokens(was) + " → " : "") + tokens(is));
  }

  private static String tokens(OptionalLong tokens) {
    return tokens.isPresent() ? String.format(Locale.ROOT, "%,d", tokens.getAsLong()) : "unknown";
  }

  private static String abilities(ModelCard card) {
    return card.abilities().stream()
        .filter(each -> each != Ability.STREAM)
        .sorted()
        .map(Ability::id)
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
