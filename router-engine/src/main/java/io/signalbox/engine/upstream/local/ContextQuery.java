package io.signalbox.engine.upstream.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks a server of this machine for the contexts with which it runs its models, each kind of
/// server in its own way. Without a key; limited in time and size; what does not answer, or answers
/// something else, is not known. Safe for threads.
///
/// @param client of connections to local servers
public record ContextQuery(OkHttpClient client) {
  /// A server on this machine answers at once, or not at all.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final int MOST_BYTES = 4 << 20;
  private static final int MOST_MODELS = 50;
  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final String OLLAMA = "ollama";
  private static final String LM_STUDIO = "lmstudio";
  private static final String LLAMA_CPP = "llamacpp";
  private static final String VLLM = "vllm";

  /// The ids of the providers that can be asked.
  public static final Set<String> KNOWN = Set.of(OLLAMA, LM_STUDIO, LLAMA_CPP, VLLM);

  /// The contexts in tokens, by the names of models; empty if nothing is known.
  ///
  /// @param provider the id of a provider that is known
  /// @param baseUrl its address as its clients take it
  /// @param models those that are meant
  public Map<String, Long> contexts(String provider, String baseUrl, List<String> models) {
    String root = baseUrl.endsWith("/v1") ? baseUrl.substring(0, baseUrl.length() - 3) : baseUrl;
    return switch (provider) {
      case VLLM -> get(baseUrl + "/models").map(LoadedContexts::ofVllm).orElse(Map.of());
      case LM_STUDIO ->
          get(root + "/api/v0/models").map(LoadedContexts::ofLmStudio).orElse(Map.of());
      case LLAMA_CPP -> ofOne(root, models);
      case OLLAMA -> ofOllama(root, models);
      default -> Map.of();
    };
  }

  /// One server has one context, whatever its model is called.
  private Map<String, Long> ofOne(String root, List<String> models) {
    Map<String, Long> contexts = new LinkedHashMap<>();
    get(root + "/props")
        .map(LoadedContexts::ofLlamaCpp)
        .orElseGet(OptionalLong::empty)
        .ifPresent(tokens -> models.forEach(model -> contexts.put(model, tokens)));
    return contexts;
  }

  private Map<String, Long> ofOllama(String root, List<String> models) {
    Map<String, Long> contexts = new LinkedHashMap<>();
    get(root + "/api/ps").map(LoadedContexts::ofOllama).ifPresent(contexts::putAll);
    models.stream()
        .map(LoadedContexts::plain)
        .filter(model -> !contexts.containsKey(model))
        .limit(MOST_MODELS)
        .forEach(model -> shown(root, model).ifPresent(tokens -> contexts.put(model, tokens)));
    return contexts;
  }

  private OptionalLong shown(String root, String model) {
    byte[] body = MAPPER.writeValueAsBytes(Map.of("model", model));
    return answer(root + "/api/show", Optional.of(body))
        .map(LoadedContexts::ofOllamaModel)
        .orElseGet(OptionalLong::empty);
  }

  private Optional<JsonNode> get(String address) {
    return answer(address, Optional.empty());
  }

  private Optional<JsonNode> answer(String address, Optional<byte[]> body) {
    HttpUrl url = HttpUrl.parse(address);
    if (url == null) {
      return Optional.empty();
    }
    var request = new Request.Builder().url(url).header("user-agent", "signalbox");
    body.ifPresent(
        bytes -> request.post(RequestBody.create(bytes, MediaType.get("application/json"))));
    var patient =
        client.newBuilder().callTimeout(PATIENCE).connectTimeout(PATIENCE).followRedirects(false);
    try (Response response = patient.build().newCall(request.build()).execute()) {
      byte[] bytes = response.body().byteStream().readNBytes(MOST_BYTES + 1);
      boolean good = response.code() == 200 && bytes.length <= MOST_BYTES;
      return good
          ? Optional.of(MAPPER.readTree(new String(bytes, StandardCharsets.UTF_8)))
          : Optional.empty();
    } catch (IOException | JacksonException e) {
      return Optional.empty(); // it is not running, or it is something else
    }
  }
}
