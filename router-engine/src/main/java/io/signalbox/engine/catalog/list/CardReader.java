package io.signalbox.engine.catalog.list;

import io.signalbox.engine.catalog.Ability;
import io.signalbox.engine.catalog.InputKind;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.ModelDetails;
import io.signalbox.engine.catalog.Price;
import io.signalbox.engine.catalog.Speed;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a provider's list of models from JSON: `sources` by name, and `models` that name one.
/// Prices are US dollars for a million tokens; what a list does not say is unknown, never nothing.
/// A model's `more` is the source of what its first source does not say.
public final class CardReader {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final Optional<String> provider;
  private final JsonNode root;

  private CardReader(Optional<String> provider, JsonNode root) {
    this.provider = provider;
    this.root = root;
  }

  /// The cards of a list, in its order.
  ///
  /// @param provider the id of the provider whose models they are
  /// @throws IllegalArgumentException if the text is no such list; the message names the model
  public static List<ModelCard> cards(String provider, String text) {
    return new CardReader(Optional.of(provider), json(text)).cards();
  }

  /// The cards of a list of which each model names its `provider`, in its order.
  ///
  /// @throws IllegalArgumentException if the text is no such list; the message names the model
  public static List<ModelCard> cards(String text) {
    return new CardReader(Optional.empty(), json(text)).cards();
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("The list of models is no JSON.", e);
    }
  }

  private List<ModelCard> cards() {
    return items(root.path("models")).stream().map(this::card).toList();
  }

  private ModelCard card(JsonNode json) {
    String model = text(json, "model");
    try {
      return new ModelCard(
          provider.orElseGet(() -> text(json, "provider")),
          model,
          text(json, "name"),
          whole(json, "context"),
          whole(json, "output"),
          abilities(json.path("abilities")),
          json.has("price") ? Optional.of(price(json.path("price"))) : Optional.empty(),
          json.has("speed") ? speed(json.path("speed")) : Speed.UNKNOWN,
          optional(json, "encoding").map(JsonNode::asString),
          texts(json.path("aliases")),
          json.path("retired").asBoolean(false),
          details(json));
    } catch (RuntimeException wrong) {
      throw new IllegalArgumentException("The card of " + model + " is wrong.", wrong);
    }
  }

  private ModelDetails details(JsonNode json) {
    return new ModelDetails(
        inputs(json.path("inputs")),
        texts(json.path("efforts")),
        abilities(json.path("unsure")),
        day(json, "released"),
        day(json, "retires"),
        optional(json, "successor").map(JsonNode::asString),
        Stream.of("source", "more")
            .filter(json::has)
            .map(key -> named(source(json, key)))
            .reduce((first, second) -> first + "; " + second)
            .orElse(""),
        json.has("source") ? day(source(json, "source"), "date") : Optional.empty());
  }

  private static Set<InputKind> inputs(JsonNode json) {
    var kinds = new LinkedHashSet<InputKind>();
    texts(json).forEach(each -> kinds.add(InputKind.valueOf(each.toUpperCase(Locale.ROOT))));
    return kinds;
  }

  private static Set<Ability> abilities(JsonNode json) {
    var all = new LinkedHashSet<Ability>();
    texts(json).forEach(each -> all.add(Ability.valueOf(each.toUpperCase(Locale.ROOT))));
    return all;
  }

  private Price price(JsonNode json) {
    JsonNode source = source(json, "source");
    LocalDate asOf = day(source, "date").orElseThrow();
    if (json.path("free").asBoolean(false)) {
      return Price.free(named(source), asOf);
    }
    List<Price.Tier> tiers = tiers(json);
    var variants = new LinkedHashMap<String, List<Price.Tier>>();
    json.path("variants")
        .properties()
        .forEach(each -> variants.put(each.getKey(), variant(each, tiers)));
    return new Price(tiers, amount(json, "request"), named(source), asOf, variants);
  }

  private static List<Price.Tier> tiers(JsonNode json) {
    return items(json.path("tiers")).stream().map(CardReader::tier).toList();
  }

  /// Tiers of its own, or so many times the usual.
  private static List<Price.Tier> variant(
      Map.Entry<String, JsonNode> variant, List<Price.Tier> usual) {
    return amount(variant.getValue(), "times")
        .map(factor -> usual.stream().map(tier -> tier.times(factor)).toList())
        .orElseGet(() -> tiers(variant.getValue()));
  }

  private static Price.Tier tier(JsonNode json) {
    return new Price.Tier(
        whole(json, "above").orElse(0),
        amount(json, "input").orElseThrow(),
        amount(json, "cached"),
        amount(json, "write"),
        amount(json, "write_hour"),
        amount(json, "reasoning"),
        amount(json, "output").orElseThrow());
  }

  private static Speed speed(JsonNode json) {
    return new Speed(
        (int) whole(json, "first_token_ms").orElseThrow(),
        (int) whole(json, "tokens_per_second").orElseThrow());
  }

  private JsonNode source(JsonNode json, String key) {
    String name = text(json, key);
    JsonNode source = root.path("sources").path(name);
    if (!source.has("date")) {
      throw new IllegalArgumentException("There is no source " + name + ".");
    }
    return source;
  }

  private static String named(JsonNode source) {
    String name = text(source, "name");
    return optional(source, "address").map(at -> name + " (" + at.asString() + ")").orElse(name);
  }

  private static Optional<LocalDate> day(JsonNode json, String key) {
    return optional(json, key).map(JsonNode::asString).map(LocalDate::parse);
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

  private static List<String> texts(JsonNode json) {
    return items(json).stream().map(JsonNode::asString).toList();
  }

  private static List<JsonNode> items(JsonNode json) {
    return StreamSupport.stream(json.spliterator(), false).toList();
  }
}
