package io.signalbox.engine.catalog.list;

import io.signalbox.engine.catalog.Ability;
import io.signalbox.engine.catalog.InputKind;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.ModelDetails;
import io.signalbox.engine.catalog.Price;
import io.signalbox.engine.catalog.Speed;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Writes cards as text that [CardReader#cards(String)] reads as the same cards.
public final class CardWriter {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Map<String, Object> sources = new LinkedHashMap<>();
  private final Map<Map<String, String>, String> named = new LinkedHashMap<>();

  private CardWriter() {}

  /// The text of cards of any providers.
  public static String text(Collection<ModelCard> cards) {
    var writer = new CardWriter();
    List<Map<String, Object>> models = cards.stream().map(writer::card).toList();
    var root = new LinkedHashMap<String, Object>();
    root.put("sources", writer.sources);
    root.put("models", models);
    return JSON.writeValueAsString(root) + "\n";
  }

  private Map<String, Object> card(ModelCard card) {
    var json = new LinkedHashMap<String, Object>();
    json.put("provider", card.provider());
    json.put("model", card.model());
    json.put("name", card.name());
    put(json, "aliases", card.aliases());
    card.contextTokens().ifPresent(tokens -> json.put("context", tokens));
    card.maxOutputTokens().ifPresent(tokens -> json.put("output", tokens));
    put(json, "abilities", card.abilities().stream().sorted().map(Ability::id).toList());
    details(json, card.details());
    card.encoding().ifPresent(name -> json.put("encoding", name));
    if (card.retired()) {
      json.put("retired", true);
    }
    if (!card.speed().equals(Speed.UNKNOWN)) {
      json.put("speed", speed(card.speed()));
    }
    card.price().ifPresent(price -> json.put("price", price(price)));
    return json;
  }

  private void details(Map<String, Object> json, ModelDetails details) {
    put(json, "unsure", details.unsure().stream().sorted().map(Ability::id).toList());
    put(json, "inputs", details.inputs().stream().sorted().map(InputKind::id).toList());
    put(json, "efforts", details.efforts());
    details.released().ifPresent(day -> json.put("released", day.toString()));
    details.retires().ifPresent(day -> json.put("retires", day.toString()));
    details.successor().ifPresent(name -> json.put("successor", name));
    details.asOf().ifPresent(day -> json.put("source", source(details.source(), day)));
  }

  private static Map<String, Object> speed(Speed speed) {
    var json = new LinkedHashMap<String, Object>();
    json.put("first_token_ms", speed.firstTokenMillis());
    json.put("tokens_per_second", speed.tokensPerSecond());
    return json;
  }

  private Map<String, Object> price(Price price) {
    var json = new LinkedHashMap<String, Object>();
    json.put("source", source(price.source(), price.asOf()));
    json.put("tiers", tiers(price.tiers()));
    price.perRequest().ifPresent(usd -> json.put("request", usd));
    var variants = new LinkedHashMap<String, Object>();
    price.variants().forEach((name, tiers) -> variants.put(name, Map.of("tiers", tiers(tiers))));
    if (!variants.isEmpty()) {
      json.put("variants", variants);
    }
    return json;
  }

  private static List<Map<String, Object>> tiers(List<Price.Tier> tiers) {
    return tiers.stream().map(CardWriter::tier).toList();
  }

  private static Map<String, Object> tier(Price.Tier tier) {
    var json = new LinkedHashMap<String, Object>();
    if (tier.above() > 0) {
      json.put("above", tier.above());
    }
    json.put("input", tier.input());
    tier.cachedInput().ifPresent(usd -> json.put("cached", usd));
    tier.cacheWrite().ifPresent(usd -> json.put("write", usd));
    tier.cacheWriteHour().ifPresent(usd -> json.put("write_hour", usd));
    tier.reasoning().ifPresent(usd -> json.put("reasoning", usd));
    json.put("output", tier.output());
    return json;
  }

  private String source(String name, LocalDate day) {
    Map<String, String> source = Map.of("name", name, "date", day.toString());
    return named.computeIfAbsent(
        source,
        unknown -> {
          String id = Integer.toString(named.size() + 1);
          sources.put(id, source);
          return id;
        });
  }

  private static void put(Map<String, Object> json, String key, List<String> all) {
    if (!all.isEmpty()) {
      json.put(key, all);
    }
  }
}
