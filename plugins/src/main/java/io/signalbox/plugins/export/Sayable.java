package io.signalbox.plugins.export;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which values of a graph a target's parser gives back as they went in, and takes for nothing but
/// values.
public final class Sayable {
  private static final int DEEPEST = 40;

  /// YAML's parsers read a key of up to 1024 characters, and an escaped one takes ten.
  private static final int LONGEST_KEY = 100;

  private static final String VARIABLE = "os.environ/";

  /// Settings of a deployment that LiteLLM follows itself instead of sending them to the model.
  private static final Pattern LITELLM_OWN =
      Pattern.compile(
          "api_.*|.*_base|.*_url|.*_token|.*headers?|.*_api_key|.*callbacks?|litellm_.*|model(_.*)?"
              + "|mock_.*|cache|cach(e_control_.*|ing)|no-log|aws_.*|azure_.*|vertex_.*|watsonx_.*"
              + "|s3_.*|gcs_.*|bedrock_.*|sagemaker_.*|oci_.*|region_name|organization|custom_.*"
              + "|client(_.*)?|tenant_.*|http_client|shared_session|ssl_.*|use_.*|.*cost_per_.*"
              + "|max_budget|budget_duration|[rt]pm|weight|order|tags|.*timeout|.*retries|.*fallbacks"
              + "|cooldown_time|configurable_.*|merge_.*|auto_router_.*|.*drop_params|allowed_.*"
              + "|guardrails?|prompt_(id|variables|label|version)|metadata|proxy_.*|secret_.*|vault_.*"
              + "|credential.*|preset_.*|rules|hooks|logger_.*|langfuse_.*|langsmith_.*|turn_off_.*");

  /// What `envsubst` would take for the place of a key.
  private static final Pattern PLACE = Pattern.compile("\\$\\{\\w+}");

  private Sayable() {}

  /// Why LiteLLM cannot get a parameter; empty if it can.
  static Optional<String> liteLlm(String name, @Nullable Object value) {
    if (LITELLM_OWN.matcher(name.toLowerCase(Locale.ROOT)).matches()) {
      return Optional.of("LiteLLM uses this name for a setting");
    }
    return any(value, Sayable::isVariable)
        ? Optional.of("LiteLLM would read it as a variable")
        : whole(name, value).or(() -> keys(name, value));
  }

  /// Whether LiteLLM puts an environment variable in the place of a text.
  static boolean isVariable(String text) {
    return text.strip().toLowerCase(Locale.ROOT).startsWith(VARIABLE);
  }

  /// Why Portkey cannot get a parameter; empty if it can.
  static Optional<String> portkey(String name, @Nullable Object value) {
    return holdsPlace(Collections.singletonMap(name, value))
        ? Optional.of("it would be replaced by a key")
        : script(name, value);
  }

  /// Why a program in JavaScript cannot get a parameter; empty if it can.
  static Optional<String> script(String name, @Nullable Object value) {
    return anyKey(Collections.singletonMap(name, value), "__proto__"::equals)
        ? Optional.of("it contains a name with a meaning in JavaScript")
        : whole(name, value);
  }

  /// Why a file of JSON or YAML cannot hold a parameter; empty if it can.
  public static Optional<String> json(String name, @Nullable Object value) {
    return whole(name, value).or(() -> keys(name, value));
  }

  /// Whether each surrogate has its other half, so that the text can be sent as UTF-8.
  static boolean isWhole(String text) {
    return text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
  }

  private static Optional<String> whole(String name, @Nullable Object value) {
    if (!isWhole(name) || any(value, text -> !isWhole(text)) || anyKey(value, k -> !isWhole(k))) {
      return Optional.of("it contains half of a surrogate pair");
    }
    return depth(value) > DEEPEST || !isFinite(value)
        ? Optional.of("it is nested too deeply or its number is too large")
        : Optional.empty();
  }

  private static Optional<String> keys(String name, @Nullable Object value) {
    return anyKey(Collections.singletonMap(name, value), key -> key.length() > LONGEST_KEY)
        ? Optional.of("the name is too long for YAML")
        : Optional.empty();
  }

  private static boolean holdsPlace(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map ->
          (map.get("api_key") instanceof String text && PLACE.matcher(text).matches())
              || map.values().stream().anyMatch(Sayable::holdsPlace);
      case List<?> list -> list.stream().anyMatch(Sayable::holdsPlace);
      case null, default -> false;
    };
  }

  private static boolean any(@Nullable Object value, java.util.function.Predicate<String> test) {
    return switch (value) {
      case String text -> test.test(text);
      case Map<?, ?> map -> map.values().stream().anyMatch(each -> any(each, test));
      case List<?> list -> list.stream().anyMatch(each -> any(each, test));
      case null, default -> false;
    };
  }

  private static boolean anyKey(@Nullable Object value, java.util.function.Predicate<String> test) {
    return switch (value) {
      case Map<?, ?> map ->
          map.keySet().stream().anyMatch(key -> test.test(key.toString()))
              || map.values().stream().anyMatch(each -> anyKey(each, test));
      case List<?> list -> list.stream().anyMatch(each -> anyKey(each, test));
      case null, default -> false;
    };
  }

  private static boolean isFinite(@Nullable Object value) {
    return switch (value) {
      case Double number -> Double.isFinite(number);
      case Map<?, ?> map -> map.values().stream().allMatch(Sayable::isFinite);
      case List<?> list -> list.stream().allMatch(Sayable::isFinite);
      case null, default -> true;
    };
  }

  private static int depth(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> 1 + map.values().stream().mapToInt(Sayable::depth).max().orElse(0);
      case List<?> list -> 1 + list.stream().mapToInt(Sayable::depth).max().orElse(0);
      case null, default -> 0;
    };
  }
}
