package io.signalbox.plugins.provider;

import io.signalbox.engine.catalog.Ability;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.Price;
import io.signalbox.engine.catalog.Speed;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// Reads model cards from JSON: `sources` by name, and `models` whose prices name one of them.
final class CardReader {
  private final JsonNode root;

  private CardReader(JsonNode root) {
    this.root = root;
  }

  static CardReader of(JsonNode root) {
    return new CardReader(root);
  }

  /// @throws IllegalArgumentException if a card is wrong; the message names it
  List<ModelCard> cards() {
    return items(root.path("models")).stream().map(this::card).toList();
  }

  private ModelCard card(JsonNode json) {
    String model = text(json, "model");
    try {
      return new ModelCard(
          text(json, "provider"),
          model,
          text(json, "name"),
          whole(json, "context"),
          whole(json, "output"),
          items(json.path("abilities")).stream()
              .map(each -> Ability.valueOf(each.asString().toUpperCase(Locale.ROOT)))
              .collect(Collectors.toUnmodifiableSet()),
          json.has("price") ? Optional.of(price(json.path("price"))) : Optional.empty(),
          speed(json.path("speed")),
          optional(json, "encoding").map(JsonNode::asString),
          items(json.path("aliases")).stream().map(JsonNode::asString).toList(),
          json.path("retired").asBoolean(false));
    } catch (RuntimeException wrong) {
      throw new IllegalArgumentException("The card of " + model + " is wrong.", wrong);
    }
  }

  private Price price(JsonNode json) {
    if (json.path("free").asBoolean(false)) {
      JsonNode free = root.path("free");
      return Price.free(text(free, "name"), date(free));
    }
    JsonNode source = root.path("sources").path(text(json, "source"));
    return new Price(
        items(json.path("tiers")).stream().map(CardReader::tier).toList(),
        Optional.empty(),
        text(source, "name") + " (" + text(source, "address") + ")",
        date(source));
  }

  private static Price.Tier tier(JsonNode json) {
    return new Price.Tier(
        whole(json, "above").orElse(0),
        amount(json, "input").orElseThrow(),
        amount(json, "cached"),
        amount(json, "write"),
        amount(json, "write_hour"),
        amount(json, "output").orElseThrow());
  }

  private static Speed speed(JsonNode json) {
    return new Speed(
        (int) whole(json, "first_token_ms").orElseThrow(),
        (int) whole(json, "tokens_per_second").orElseThrow());
  }

  private static LocalDate date(JsonNode json) {
    return LocalDate.parse(text(json, "date"));
  }

  private static String text(JsonNode json, String key) {
    return optional(json, key)
        .map(JsonNode::asString)
        .orElseThrow(() -> new IllegalArgumentException("There is no " + key + "."));
  }

  private static Optional<BigDecimal> amount(JsonNode json, String key) {
    return optional(json, key).map(JsonNode::decimalValue);
  }

  private static OptionalLong whole(JsonNode json, String key) {
    return json.has(key) ? OptionalLong.of(json.path(key).longValue()) : OptionalLong.empty();
  }

  private static Optional<JsonNode> optional(JsonNode json, String key) {
    return json.has(key) ? Optional.of(json.path(key)) : Optional.empty();
  }

  private static List<JsonNode> items(JsonNode json) {
    return StreamSupport.stream(json.spliterator(), false).toList();
  }
}
