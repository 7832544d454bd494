package io.signalbox.engine.dialect.openai;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.ResponseFormat;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.dialect.Efforts;
import io.signalbox.engine.dialect.LaterPrompts;
import io.signalbox.engine.dialect.Seal;
import io.signalbox.engine.json.BodySplice;
import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.spi.CallPlan;
import io.signalbox.engine.spi.Quirk;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The client's own body, with nothing changed but the model's name, the members that the graph
/// sets, and the wish for usage at the end of a stream.
final class VerbatimBody {
  private static final String OPTIONS = "stream_options";
  private static final Map<String, String> USAGE = Map.of("include_usage", "true");

  private VerbatimBody() {}

  /// The body; empty if there is none, or if the provider would not take it as it is.
  static Optional<byte[]> of(CallPlan plan) {
    return plan.original()
        .flatMap(BodySplice::of)
        .filter(body -> suits(body, plan))
        .map(body -> body.with(changes(body, plan)));
  }

  private static Map<String, String> changes(BodySplice body, CallPlan plan) {
    ChatRequest request = plan.request();
    Map<String, String> changes = new LinkedHashMap<>(plan.params());
    changes.put("model", new JsonText().string(plan.model()).toString());
    boolean streams = body.value("stream").filter("true"::equals).isPresent();
    if (streams != request.stream()) {
      changes.put("stream", String.valueOf(request.stream()));
    }
    boolean asks = request.stream() && !request.streamUsage();
    if (asks && !plan.quirks().contains(Quirk.NO_STREAM_OPTIONS)) {
      String options = changes.getOrDefault(OPTIONS, body.value(OPTIONS).orElse("{}"));
      changes.put(OPTIONS, withUsage(options));
    }
    return changes;
  }

  /// These stream options, with the wish for usage.
  static String withUsage(String options) {
    return BodySplice.of(options.getBytes(StandardCharsets.UTF_8))
        .map(each -> new String(each.with(USAGE), StandardCharsets.UTF_8))
        .orElse("{\"include_usage\":true}");
  }

  private static boolean suits(BodySplice body, CallPlan plan) {
    for (Quirk quirk : plan.quirks()) {
      if (forbids(quirk, body, plan)) {
        return false;
      }
    }
    return fits(body, plan)
        && !setsOther(body, plan.params().keySet(), "max_tokens", "max_completion_tokens");
  }

  /// Whether the model takes it as it is. What the graph sets for the model is not asked for.
  private static boolean fits(BodySplice body, CallPlan plan) {
    ChatRequest request = plan.request();
    long most = plan.maxOutputTokens();
    String otherLimit =
        plan.rules().limit().filter("max_completion_tokens"::equals).isPresent()
            ? "max_tokens"
            : "";
    var taken = new TakenMembers(plan);
    return body.everyName(taken::has)
        && !body.has(otherLimit)
        && (most == 0 || request.sampling().maxTokens().orElse(0) <= most)
        && request.sampling().stop().size() <= plan.rules().stops().orElse(Integer.MAX_VALUE)
        && Efforts.lost(plan).isEmpty()
        && Efforts.of(plan).equals(request.sampling().reasoningEffort())
        && !SentThoughts.lacks(plan)
        && !(plan.rules().messageMembers().isPresent() && hasSignature(request))
        && !(MessageList.isUsers(plan) && LaterPrompts.in(request.messages()))
        && (plan.rules().takesCustomTools() || hasFunctionsOnly(body))
        && MessageMembers.fit(plan.original().orElseThrow(), plan.rules());
  }

  /// Whether it asks for nothing that only OpenAI itself has among tools.
  private static boolean hasFunctionsOnly(BodySplice body) {
    String tools = body.value("tools").orElse("[]");
    boolean plain = !tools.contains("\"custom\"");
    return (plain || CustomTools.in(tools).names().isEmpty())
        && !body.value("tool_choice").orElse("").contains("\"allowed_tools\"");
  }

  /// Servers that take known members only do not know `extra_content`.
  private static boolean hasSignature(ChatRequest request) {
    return !request.everyPart(part -> !Seal.isSignature(part));
  }

  /// The two names of one limit must not come together.
  private static boolean setsOther(BodySplice body, Set<String> set, String one, String two) {
    return (set.contains(one) && body.has(two)) || (set.contains(two) && body.has(one));
  }

  private static boolean forbids(Quirk quirk, BodySplice body, CallPlan plan) {
    ChatRequest request = plan.request();
    return switch (quirk) {
      case MAX_TOKENS -> body.has("max_completion_tokens") && plan.rules().limit().isEmpty();
      case NO_STREAM_OPTIONS -> body.has(OPTIONS);
      case RANDOM_SEED -> body.has("seed");
      case NO_DEVELOPER_ROLE ->
          request.messages().stream().anyMatch(message -> message.role() == Role.DEVELOPER);
      case NO_TOOL_CHOICE -> body.has("tool_choice");
      case SHORT_TOOL_IDS -> request.messages().stream().anyMatch(VerbatimBody::hasLongId);
      case ANSWER_AFTER_RESULTS -> MessageList.saysMoreAfterResults(request.messages());
      case REASONING_APART,
          PREFIX,
          BETA_PREFIX,
          PARTIAL,
          ECHOES_PREFIX,
          OUTPUT_DIMENSION,
          PREDICTS ->
          false;
      case NO_STOP -> body.has("stop");
      case NO_JSON_SCHEMA -> request.format() instanceof ResponseFormat.JsonSchema;
      case NO_PARALLEL_TOOL_CALLS -> body.has("parallel_tool_calls");
      case NO_NULL_CONTENT -> request.messages().stream().anyMatch(MessageList::saysNothing);
    };
  }

  private static boolean hasLongId(Message message) {
    return message.parts().stream()
        .anyMatch(part ->
            (part instanceof Part.ToolCall call && !ShortIds.isShort(call.id()))
                || (part instanceof Part.ToolResult result && !ShortIds.isShort(result.callId())));
  }
}
