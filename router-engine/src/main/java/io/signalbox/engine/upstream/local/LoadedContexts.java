package io.signalbox.engine.upstream.local;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// How local servers tell the context with which they run a model, which is often far less than the
/// model could have. Pure. Sources: the documentation of vLLM (`max_model_len`), LM Studio
/// (`/api/v0/models`), llama.cpp (`/props`) and Ollama (`/api/ps`, `/api/show`), read 2026-11.
final class LoadedContexts {
  private static final long MOST = 100_000_000;
  private static final int MOST_MODELS = 1_000;
  private static final Pattern NUM_CTX = Pattern.compile("(?m)^\\s*num_ctx\\s+(\\d{1,9})\\s*$");
  private static final String LATEST = ":latest";

  private LoadedContexts() {}

  /// vLLM's list of models, name → tokens.
  static Map<String, Long> ofVllm(JsonNode list) {
    return each(list.path("data"), "id", "max_model_len");
  }

  /// LM Studio's own list: of what is not loaded, the most that it could have.
  static Map<String, Long> ofLmStudio(JsonNode list) {
    Map<String, Long> contexts = each(list.path("data"), "id", "max_context_length");
    contexts.putAll(each(list.path("data"), "id", "loaded_context_length"));
    return contexts;
  }

  /// What llama.cpp's server says of itself: the context of one slot.
  static OptionalLong ofLlamaCpp(JsonNode props) {
    return number(props.path("default_generation_settings").path("n_ctx"));
  }

  /// Ollama's list of what is loaded.
  static Map<String, Long> ofOllama(JsonNode loaded) {
    return each(loaded.path("models"), "name", "context_length");
  }

  /// What Ollama says of one model: the context that its file asks for, else the most that it could
  /// have.
  static OptionalLong ofOllamaModel(JsonNode shown) {
    Matcher wish = NUM_CTX.matcher(shown.path("parameters").asString(""));
    if (wish.find()) {
      return OptionalLong.of(Long.parseLong(wish.group(1)));
    }
    return shown.path("model_info").properties().stream()
        .filter(each -> each.getKey().endsWith(".context_length"))
        .map(each -> number(each.getValue()))
        .flatMapToLong(OptionalLong::stream)
        .findFirst();
  }

  /// A name as Ollama's clients may leave it.
  static String plain(String model) {
    return model.endsWith(LATEST) ? model.substring(0, model.length() - LATEST.length()) : model;
  }

  private static Map<String, Long> each(JsonNode models, String name, String member) {
    Map<String, Long> contexts = new LinkedHashMap<>();
    for (JsonNode model : models) {
      Optional<String> id = Optional.of(model.path(name).asString("")).filter(n -> !n.isEmpty());
      OptionalLong tokens = number(model.path(member));
      if (id.isPresent() && tokens.isPresent() && contexts.size() < MOST_MODELS) {
        contexts.put(plain(id.get()), tokens.getAsLong());
      }
    }
    return contexts;
  }

  private static OptionalLong number(JsonNode value) {
    boolean sane = value.isIntegralNumber() && value.canConvertToLong();
    return sane && value.longValue() > 0 && value.longValue() <= MOST
        ? OptionalLong.of(value.longValue())
        : OptionalLong.empty();
  }
}
