package io.signalbox.engine.refresh;

import io.signalbox.engine.catalog.Ability;
import io.signalbox.engine.catalog.InputKind;
import io.signalbox.engine.catalog.Price;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// LiteLLM's map of prices, `model_prices_and_context_window.json`: prices in US dollars for one
/// token, tiers by a suffix of the keys
/// (https://docs.litellm.ai/docs/provider_registration/add_model_pricing).
final class LiteLlmModels {
  private static final Set<String> CHAT = Set.of("chat", "responses", "completion");
  private static final Pattern ABOVE =
      Pattern.compile("input_cost_per_token_above_(\\d{1,6})k_tokens");
  private static final Map<Ability, String> ABILITIES =
      Map.of(
          Ability.TOOLS, "supports_function_calling",
          Ability.IMAGES, "supports_vision",
          Ability.JSON, "supports_response_schema",
          Ability.REASONING, "supports_reasoning");
  private static final Map<InputKind, String> INPUTS =
      Map.of(
          InputKind.IMAGE, "supports_vision",
          InputKind.PDF, "supports_pdf_input",
          InputKind.AUDIO, "supports_audio_input",
          InputKind.VIDEO, "supports_video_input");

  private LiteLlmModels() {}

  static Optional<Map<String, List<ListedModel>>> of(JsonNode root) {
    var all = new LinkedHashMap<String, List<ListedModel>>();
    Map<String, ProviderNames.Ours> names = ProviderNames.shipped().liteLlm();
    root.properties()
        .forEach(each -> {
          JsonNode row = each.getValue();
          Optional.ofNullable(names.get(row.path("litellm_provider").asString("")))
              .filter(ours -> CHAT.contains(row.path("mode").asString("")))
              .ifPresent(ours -> {
                String model = withoutPrefix(each.getKey(), ours.prefix());
                if (isName(ours.id(), model)) {
                  all.computeIfAbsent(ours.id(), none -> new ArrayList<>()).add(model(model, row));
                }
              });
        });
    return all.isEmpty() ? Optional.empty() : Optional.of(all);
  }

  private static String withoutPrefix(String key, String prefix) {
    return key.startsWith(prefix) ? key.substring(prefix.length()) : key;
  }

  /// Keys with a region before the name are prices of elsewhere.
  private static boolean isName(String provider, String model) {
    boolean slash = model.contains("/");
    return switch (provider) {
      case "bedrock", "azure", "vertex" -> !slash;
      case "openai" -> !model.startsWith("ft:");
      default -> true;
    };
  }

  private static ListedModel model(String model, JsonNode row) {
    return new ListedModel(
        model,
        Optional.empty(),
        ListNode.tokens(row.path("max_input_tokens")),
        ListNode.tokens(row.path("max_output_tokens")),
        abilities(row),
        inputs(row),
        ListNode.texts(row.path("reasoning_effort_levels")),
        Optional.empty(),
        ListNode.day(row.path("deprecation_date")),
        ListedModel.believable(model, tiers(row)),
        ListNode.amount(row.path("input_cost_per_request")).filter(usd -> usd.signum() > 0));
  }

  private static Map<Ability, Boolean> abilities(JsonNode row) {
    var said = new EnumMap<Ability, Boolean>(Ability.class);
    ABILITIES.forEach((ability, key) -> {
      if (row.path(key).isBoolean()) {
        said.put(ability, row.path(key).booleanValue());
      }
    });
    return said;
  }

  private static Set<InputKind> inputs(JsonNode row) {
    Set<InputKind> kinds = EnumSet.noneOf(InputKind.class);
    INPUTS.forEach((kind, key) -> {
      if (row.path(key).asBoolean(false)) {
        kinds.add(kind);
      }
    });
    if (!kinds.isEmpty()) {
      kinds.add(InputKind.TEXT);
    }
    return kinds;
  }

  private static List<Price.Tier> tiers(JsonNode row) {
    if (row.path("tiered_pricing").isArray()) {
      return stepped(row.path("tiered_pricing"));
    }
    Optional<Price.Tier> first = tier(row, "", 0, Optional.empty());
    if (first.isEmpty()) {
      return List.of();
    }
    var marks = new TreeSet<Long>();
    row.propertyNames()
        .forEach(key -> {
          var found = ABOVE.matcher(key);
          if (found.matches()) {
            marks.add(Long.parseLong(found.group(1)));
          }
        });
    var tiers = new ArrayList<Price.Tier>(List.of(first.get()));
    marks.forEach(
        mark -> tier(row, "_above_" + mark + "k_tokens", mark * 1000, first).ifPresent(tiers::add));
    return tiers;
  }

  private static List<Price.Tier> stepped(JsonNode steps) {
    var tiers = new ArrayList<Price.Tier>();
    for (JsonNode step : ListNode.items(steps)) {
      long above = ListNode.tokens(step.path("range").path(0)).orElse(0);
      if (tiers.isEmpty() ? above == 0 : above > tiers.getLast().above()) {
        tier(step, "", above, Optional.empty()).ifPresent(tiers::add);
      }
    }
    return tiers;
  }

  /// A tier; what it does not say costs as much as in the first one.
  private static Optional<Price.Tier> tier(
      JsonNode row, String suffix, long above, Optional<Price.Tier> first) {
    return ListedModel.tier(
        above,
        usd(row, "input_cost_per_token" + suffix),
        usd(row, "cache_read_input_token_cost" + suffix)
            .or(() -> first.flatMap(Price.Tier::cachedInput)),
        usd(row, "cache_creation_input_token_cost" + suffix)
            .or(() -> first.flatMap(Price.Tier::cacheWrite)),
        usd(row, "cache_creation_input_token_cost_above_1hr" + suffix)
            .or(() -> first.flatMap(Price.Tier::cacheWriteHour)),
        usd(row, "output_cost_per_reasoning_token" + suffix)
            .or(() -> first.flatMap(Price.Tier::reasoning)),
        usd(row, "output_cost_per_token" + suffix));
  }

  private static Optional<BigDecimal> usd(JsonNode row, String key) {
    return ListNode.perMillion(row.path(key));
  }
}
