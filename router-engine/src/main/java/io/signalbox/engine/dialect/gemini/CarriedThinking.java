package io.signalbox.engine.dialect.gemini;

import io.signalbox.engine.chat.Part;
import io.signalbox.engine.dialect.JsonTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// What a model of another provider thought before it called a tool, as the thought signature of
/// the call. Clients of this dialect bring signatures of calls back, and many of them nothing else
/// that was thought; some models want it back while tools are called. Never goes to a provider in
/// this form.
public final class CarriedThinking {
  /// Of a length that is a prefix in base64, too; in either alphabet.
  private static final String MARK = "signalbox.thought:";

  private static final String PREFIX =
      Base64.getEncoder().encodeToString(MARK.getBytes(StandardCharsets.UTF_8));

  private CarriedThinking() {}

  /// A signature that holds it.
  public static String sealed(List<Part.Reasoning> thinking) {
    ArrayNode list = JsonTree.array();
    for (Part.Reasoning each : thinking) {
      var node = list.addObject().put("text", each.text());
      each.signature().ifPresent(signature -> node.put("signature", signature));
      each.redacted().ifPresent(data -> node.put("data", data));
    }
    byte[] json = JsonTree.bytes(list);
    return PREFIX + Base64.getEncoder().encodeToString(json);
  }

  /// What a signature holds, nothing if it was damaged; empty if it is a model's own. Clients may
  /// write it in the alphabet for URLs.
  public static Optional<List<Part.Reasoning>> in(String signature) {
    String plain = signature.replace('-', '+').replace('_', '/');
    return plain.startsWith(PREFIX)
        ? Optional.of(read(plain.substring(PREFIX.length())))
        : Optional.empty();
  }

  private static List<Part.Reasoning> read(String base64) {
    var thinking = new ArrayList<Part.Reasoning>();
    for (JsonNode each : json(base64)) {
      thinking.add(
          new Part.Reasoning(JsonTree.text(each, "text"), of(each, "signature"), of(each, "data")));
    }
    return thinking;
  }

  private static JsonNode json(String base64) {
    try {
      return JsonTree.read(Base64.getDecoder().decode(base64)).orElseGet(JsonTree::array);
    } catch (IllegalArgumentException e) { // no base64
      return JsonTree.array();
    }
  }

  private static Optional<String> of(JsonNode node, String member) {
    return Optional.of(JsonTree.text(node, member)).filter(text -> !text.isEmpty());
  }

  /// Whether a body has any.
  public static boolean isIn(byte[] body) {
    return new String(body, StandardCharsets.ISO_8859_1).contains(PREFIX);
  }
}
