package io.signalbox.engine.refresh;

import io.signalbox.engine.catalog.Ability;
import io.signalbox.engine.catalog.InputKind;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.ModelDetails;
import io.signalbox.engine.catalog.Price;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// What a list says of one model; what it does not say is empty. Immutable.
///
/// @param model the provider's name of it
/// @param abilities whether it can do something, where the list says it
/// @param tiers empty: the price is unknown
record ListedModel(
    String model,
    Optional<String> name,
    OptionalLong context,
    OptionalLong output,
    Map<Ability, Boolean> abilities,
    Set<InputKind> inputs,
    List<String> efforts,
    Optional<LocalDate> released,
    Optional<LocalDate> retires,
    List<Price.Tier> tiers,
    Optional<BigDecimal> perRequest) {
  private static final Set<Ability> SAID_BY_LISTS =
      EnumSet.of(Ability.TOOLS, Ability.IMAGES, Ability.JSON, Ability.REASONING);

  /// A model of which a list says nothing but the name.
  static ListedModel named(String model) {
    return new ListedModel(
        model,
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Map.of(),
        Set.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  /// The tiers as far as they can be meant: nothing beside nothing is an unknown price, unless the
  /// model's own name says that it is free; so is nothing beside a price.
  static List<Price.Tier> believable(String model, List<Price.Tier> tiers) {
    boolean whole =
        tiers.stream().allMatch(tier -> tier.input().signum() > 0 && tier.output().signum() > 0);
    return whole || model.endsWith(":free") ? tiers : List.of();
  }

  /// A tier; empty if one of input and output is unknown. A cache that is read or written for
  /// nothing, or written for less than plain input, is a gap of the list.
  static Optional<Price.Tier> tier(
      long above,
      Optional<BigDecimal> input,
      Optional<BigDecimal> cached,
      Optional<BigDecimal> write,
      Optional<BigDecimal> writeHour,
      Optional<BigDecimal> reasoning,
      Optional<BigDecimal> output) {
    return input.flatMap(in ->
        output.map(out ->
            new Price.Tier(
                above,
                in,
                cached.filter(each -> each.signum() > 0 && each.compareTo(in) <= 0),
                write.filter(each -> each.signum() > 0 && each.compareTo(in) >= 0),
                writeHour.filter(each -> each.signum() > 0 && each.compareTo(in) >= 0),
                reasoning.filter(each -> each.signum() > 0),
                out)));
  }

  /// The card of this model: what the list says, and what was known before of the rest.
  ModelCard over(ModelCard before, Stamp stamp) {
    return new ModelCard(
        before.provider(),
        before.model(),
        before.name().equals(before.model()) ? name.orElse(before.name()) : before.name(),
        window(before),
        output.isPresent() ? output : before.maxOutputTokens(),
        abilities(before),
        price(before, stamp),
        before.speed(),
        before.encoding(),
        before.aliases(),
        retires.map(day -> !day.isAfter(stamp.day())).orElse(before.retired()),
        details(before, stamp));
  }

  /// Some lists tell the longest prompt in the place of the window that prompt and answer share: a
  /// window that is both together stays.
  private OptionalLong window(ModelCard before) {
    if (context.isEmpty() || before.contextTokens().isEmpty()) {
      return context.isPresent() ? context : before.contextTokens();
    }
    long answer = output.orElse(before.maxOutputTokens().orElse(0));
    boolean promptOnly = before.contextTokens().getAsLong() == context.getAsLong() + answer;
    return promptOnly ? before.contextTokens() : context;
  }

  private Set<Ability> abilities(ModelCard before) {
    Set<Ability> all = EnumSet.noneOf(Ability.class);
    all.addAll(before.abilities());
    abilities.forEach((ability, can) -> {
      if (can) {
        all.add(ability);
      } else {
        all.remove(ability);
      }
    });
    return all;
  }

  private Optional<Price> price(ModelCard before, Stamp stamp) {
    if (tiers.isEmpty()) {
      return before.price();
    }
    return Optional.of(
        new Price(
            MergedTiers.of(before.price().map(Price::tiers).orElse(List.of()), tiers),
            perRequest.or(() -> before.price().flatMap(Price::perRequest)),
            stamp.source(),
            stamp.day(),
            before.price().map(Price::variants).orElse(Map.of())));
  }

  private ModelDetails details(ModelCard before, Stamp stamp) {
    ModelDetails old = before.details();
    boolean unknown = before.abilities().equals(Set.of(Ability.STREAM)) && old.unsure().isEmpty();
    Set<Ability> unsure = EnumSet.noneOf(Ability.class);
    unsure.addAll(unknown ? SAID_BY_LISTS : old.unsure());
    unsure.removeAll(abilities.keySet());
    return new ModelDetails(
        inputs.isEmpty() ? old.inputs() : inputs,
        efforts.isEmpty() ? old.efforts() : efforts,
        unsure,
        released.or(old::released),
        retires.or(old::retires),
        old.successor(),
        stamp.source(),
        Optional.of(stamp.day()));
  }
}
