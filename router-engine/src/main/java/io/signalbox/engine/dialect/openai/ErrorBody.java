package io.signalbox.engine.dialect.openai;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.json.Cursor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What an error of any OpenAI-like provider says, whatever its shape: `error` as an object or a
/// string, flat `{code, error}`, `{message}`, `{detail}`, an error in the first choice. Immutable.
///
/// @param status the HTTP status that the body itself names; 0 if none
/// @param message as the provider wrote it; empty if there is none
/// @param code its first code, a word rather than a number; empty if there is none
/// @param words all codes and types, and the ids of quotas that Google names, in lower case
/// @param own its code and parameter as OpenAI's clients know them
/// @param retryDelay the seconds to wait that Google names; empty if it names none
public record ErrorBody(
    int status,
    String message,
    String code,
    List<String> words,
    Failure.OwnWords own,
    String retryDelay) {
  private static final JsonMapper MAPPER = new JsonMapper(Cursor.FACTORY);
  private static final int LEAST_STATUS = 400;
  private static final int MOST_STATUS = 599;

  public ErrorBody {
    words = List.copyOf(words);
  }

  /// Reads a body; one that is no JSON is its own message, unless it is a page of HTML.
  public static ErrorBody of(byte[] body) {
    try {
      return of(MAPPER.readTree(body));
    } catch (JacksonException e) {
      String text = new String(body, StandardCharsets.UTF_8).strip();
      String message = text.startsWith("<") ? "" : text;
      return new ErrorBody(0, message, "", List.of(), Failure.OwnWords.NONE, "");
    }
  }

  private static ErrorBody of(JsonNode root) {
    JsonNode top = root.isArray() && !root.isEmpty() ? root.get(0) : root;
    JsonNode error = innermost(top);
    String message = message(error, top);
    List<String> codes = new ArrayList<>();
    for (JsonNode each : List.of(error, top)) {
      add(codes, each.path("code"));
      add(codes, each.path("type"));
      add(codes, each.path("status"));
      add(codes, each.path("innererror").path("code"));
      add(codes, each.path("metadata").path("error_type"));
      add(codes, each.path("metadata").path("provider_code"));
    }
    for (JsonNode detail : error.path("details")) {
      detail.path("violations").forEach(each -> add(codes, each.path("quotaId")));
    }
    String code = codes.stream().filter(ErrorBody::isWord).findFirst().orElse(first(codes));
    List<String> words = codes.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    return new ErrorBody(status(error, top), message, code, words, own(error), retryDelay(error));
  }

  private static Failure.OwnWords own(JsonNode error) {
    String code = error.path("code").asString("");
    boolean word = !code.isEmpty() && isWord(code);
    return new Failure.OwnWords(OpenAiApi.ID, word ? code : "", error.path("param").asString(""));
  }

  /// Whether Google's own form of an exhausted resource is inside.
  boolean isGoogles() {
    return words.contains("resource_exhausted");
  }

  /// `google.rpc.RetryInfo`: `34.4s`.
  private static String retryDelay(JsonNode error) {
    for (JsonNode detail : error.path("details")) {
      String delay = detail.path("retryDelay").asString("");
      if (delay.endsWith("s")) {
        return delay.substring(0, delay.length() - 1);
      }
    }
    return "";
  }

  /// Some providers repeat the status as the code.
  private static boolean isWord(String code) {
    return !Character.isDigit(code.charAt(0));
  }

  private static String first(List<String> codes) {
    return codes.isEmpty() ? "" : codes.getFirst();
  }

  private static JsonNode innermost(JsonNode top) {
    List<JsonNode> places =
        List.of(
            top.path("error"),
            top.path("choices").path(0).path("error"),
            top.path("x_groq").path("error"));
    return places.stream().filter(JsonNode::isObject).findFirst().orElse(top);
  }

  private static String message(JsonNode error, JsonNode top) {
    JsonNode detail = top.path("detail");
    List<JsonNode> places =
        List.of(
            error.path("message"),
            error.path("message").path("detail").path(0).path("msg"),
            top.path("error"),
            top.path("choices").path(0).path("error"),
            top.path("x_groq").path("error"),
            top.path("message"),
            detail,
            detail.path("message"),
            detail.path(0).path("msg"));
    return places.stream()
        .filter(place -> place.isString() && !place.stringValue().isEmpty())
        .map(JsonNode::stringValue)
        .findFirst()
        .orElse("");
  }

  private static void add(List<String> codes, JsonNode code) {
    if (code.isString() && !code.stringValue().isBlank()) {
      codes.add(code.stringValue());
    } else if (code.isIntegralNumber()) {
      codes.add(code.asString());
    }
  }

  private static int status(JsonNode error, JsonNode top) {
    List<JsonNode> places =
        List.of(
            top.path("status_code"),
            error.path("status_code"),
            top.path("raw_status_code"),
            error.path("code"));
    return places.stream()
        .mapToInt(place -> place.asInt(0))
        .filter(status -> status >= LEAST_STATUS && status <= MOST_STATUS)
        .findFirst()
        .orElse(0);
  }
}
