package io.signalbox.engine.cli.prove;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A request of chat completions as one of Anthropic's Messages. Labels have no place there, so
/// those that a header can hold go into one; what Messages cannot say is left out. Pure.
final class MessagesBody {
  private static final int MOST_TOKENS = 1024;
  private static final String LABELS = "x-signalbox-metadata";

  private MessagesBody() {}

  static ProofRequest of(ProofRequest chat) {
    Map<String, Object> body = chat.body();
    var members = new LinkedHashMap<String, Object>();
    members.put("model", body.get("model"));
    members.put("max_tokens", body.getOrDefault("max_tokens", MOST_TOKENS));
    for (String same : List.of("stream", "temperature", "top_p")) {
      Optional.ofNullable(body.get(same)).ifPresent(value -> members.put(same, value));
    }
    List<Map<?, ?>> all = maps(body.getOrDefault("messages", List.of()));
    String system =
        all.stream()
            .filter(MessagesBody::isSystem)
            .map(each -> String.valueOf(each.get("content")))
            .collect(Collectors.joining("\n\n"));
    if (!system.isEmpty()) {
      members.put("system", system);
    }
    members.put(
        "messages", all.stream().filter(each -> !isSystem(each)).map(MessagesBody::turn).toList());
    if (body.containsKey("tools")) {
      members.put(
          "tools",
          maps(body.getOrDefault("tools", List.of())).stream().map(MessagesBody::tool).toList());
    }
    Optional.ofNullable(body.get("user"))
        .ifPresent(user -> members.put("metadata", Map.of("user_id", user)));
    wishes(body).ifPresent(wishes -> members.put("output_config", wishes));
    return new ProofRequest(chat.name(), members, headers(chat), chat.failing(), AskedAs.MESSAGES);
  }

  private static Optional<Map<String, Object>> wishes(Map<String, Object> body) {
    var wishes = new LinkedHashMap<String, Object>();
    Optional.ofNullable(body.get("reasoning_effort"))
        .ifPresent(effort -> wishes.put("effort", effort));
    if (body.containsKey("response_format")) {
      wishes.put("format", Map.of("type", "json_schema", "schema", Map.of("type", "object")));
    }
    return wishes.isEmpty() ? Optional.empty() : Optional.of(wishes);
  }

  private static boolean isSystem(Map<?, ?> message) {
    return "system".equals(message.get("role"));
  }

  private static Map<String, Object> turn(Map<?, ?> message) {
    Object content = message.get("content");
    Object said =
        content instanceof List<?> parts
            ? parts.stream().map(MessagesBody::part).toList()
            : content;
    return Map.of("role", String.valueOf(message.get("role")), "content", said);
  }

  private static Object part(Object part) {
    if (part instanceof Map<?, ?> map && map.get("image_url") instanceof Map<?, ?> image) {
      String data = String.valueOf(image.get("url")).replaceFirst(".*base64,", "");
      var source = Map.of("type", "base64", "media_type", "image/png", "data", data);
      return Map.of("type", "image", "source", source);
    }
    return part;
  }

  private static Map<String, Object> tool(Map<?, ?> tool) {
    var members = new LinkedHashMap<String, Object>();
    if (tool.get("function") instanceof Map<?, ?> function) {
      members.put("name", String.valueOf(function.get("name")));
      members.put("input_schema", Map.of("type", "object"));
    }
    return members;
  }

  private static Map<String, String> headers(ProofRequest chat) {
    String labels =
        maps(List.of(chat.body().getOrDefault("metadata", Map.of()))).stream()
            .flatMap(each -> each.entrySet().stream())
            .filter(each -> isOfHeader(each.getKey()) && isOfHeader(each.getValue()))
            .map(each -> each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining(", "));
    var headers = new LinkedHashMap<>(chat.headers());
    if (!labels.isEmpty()) {
      headers.merge(LABELS, labels, (said, more) -> said + ", " + more);
    }
    return headers;
  }

  private static boolean isOfHeader(Object text) {
    return text.toString().matches("[!-~&&[^,=]]([ -~&&[^,=]]*[!-~&&[^,=]])?");
  }

  private static List<Map<?, ?>> maps(Object list) {
    var all = new ArrayList<Map<?, ?>>();
    ((List<?>) list).forEach(each -> all.add((Map<?, ?>) each));
    return all;
  }
}
