package io.signalbox.engine.exchange.toolcalls;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Tool;
import io.signalbox.engine.chat.ToolChoice;
import io.signalbox.engine.spi.RequestRules;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Names of tools and ids of their calls in a form that a provider takes. The same text always gets
/// the same form, and two texts two forms; names are given back in the answer. Immutable.
///
/// @param rules what the model takes
/// @param names the form that goes out → the client's own name
public record FittedCalls(RequestRules rules, Map<String, String> names) {
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_-]+");
  private static final Pattern UNNAMED = Pattern.compile("[0-9-]");
  private static final int DIGEST = 12;

  public FittedCalls {
    names = Map.copyOf(names);
  }

  /// For a request.
  public static FittedCalls of(ChatRequest request, RequestRules rules) {
    var unknown = new FittedCalls(rules, Map.of());
    Map<String, String> names = new LinkedHashMap<>();
    for (Tool tool : request.tools()) {
      String fitted = unknown.name(tool.name());
      if (!fitted.equals(tool.name())) {
        names.put(fitted, tool.name());
      }
    }
    return new FittedCalls(rules, names);
  }

  /// The request with names and ids that the model takes; itself if it takes them as they are.
  public ChatRequest fit(ChatRequest request) {
    return fits(request) ? request : changed(request);
  }

  private boolean fits(ChatRequest request) {
    for (Tool tool : request.tools()) {
      if (!name(tool.name()).equals(tool.name())) {
        return false;
      }
    }
    return request.everyPart(this::fits);
  }

  private boolean fits(Part part) {
    return switch (part) {
      case Part.ToolCall call ->
          id(call.id()).equals(call.id()) && name(call.name()).equals(call.name());
      case Part.ToolResult result -> id(result.callId()).equals(result.callId());
      case Part.Text text -> true;
      case Part.Image image -> true;
      case Part.Reasoning reasoning -> true;
      case Part.Refusal refusal -> true;
      case Part.CacheMark mark -> true;
      case Part.Foreign foreign -> true;
    };
  }

  private ChatRequest changed(ChatRequest request) {
    return request
        .withTools(
            request.tools().stream().map(this::tool).toList(),
            choice(request.toolChoice()),
            request.parallelToolCalls())
        .withMessages(request.messages().stream().map(this::message).toList());
  }

  private Tool tool(Tool tool) {
    return tool.withName(name(tool.name()));
  }

  private ToolChoice choice(ToolChoice choice) {
    return choice instanceof ToolChoice.Named named
        ? new ToolChoice.Named(name(named.name()))
        : choice;
  }

  private Message message(Message message) {
    return new Message(message.role(), message.parts().stream().map(this::part).toList());
  }

  private Part part(Part part) {
    return switch (part) {
      case Part.ToolCall call ->
          new Part.ToolCall(id(call.id()), name(call.name()), call.arguments());
      case Part.ToolResult result ->
          new Part.ToolResult(id(result.callId()), result.content(), result.error());
      case Part.Text text -> text;
      case Part.Image image -> image;
      case Part.Reasoning reasoning -> reasoning;
      case Part.Refusal refusal -> refusal;
      case Part.CacheMark mark -> mark;
      case Part.Foreign foreign -> foreign;
    };
  }

  private String name(String name) {
    if (rules.toolName().isEmpty()) {
      return name;
    }
    boolean unnamed = rules.toolNameStart().orElse(false) && UNNAMED.matcher(name).lookingAt();
    return fitted(name, rules.toolName().getAsInt(), unnamed ? "_" : "");
  }

  private String id(String id) {
    return rules.callId().isPresent() ? fitted(id, rules.callId().getAsInt(), "") : id;
  }

  /// What is changed ends with a digest of the whole, so that two stay two.
  ///
  /// @param front what must stand before it; empty: nothing
  private static String fitted(String text, int longest, String front) {
    boolean fits = text.length() <= longest && (text.isEmpty() || ALLOWED.matcher(text).matches());
    if (fits && front.isEmpty()) {
      return text;
    }
    String plain = front + text.replaceAll("[^A-Za-z0-9_-]", "_");
    int kept = Math.min(plain.length(), longest - DIGEST - 1);
    return plain.substring(0, kept) + "_" + digest(text);
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, DIGEST);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  /// An answer's events with the client's own names.
  public List<ReplyEvent> restored(List<ReplyEvent> events) {
    return names.isEmpty() ? events : events.stream().map(this::restored).toList();
  }

  private ReplyEvent restored(ReplyEvent event) {
    return event instanceof ReplyEvent.ToolCallStarted call
        ? new ReplyEvent.ToolCallStarted(
            call.index(), call.id(), names.getOrDefault(call.name(), call.name()))
        : event;
  }
}
