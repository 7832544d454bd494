package io.signalbox.engine.dialect.kit;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Extras;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.ResponseFormat;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.chat.Sampling;
import io.signalbox.engine.chat.Tool;
import io.signalbox.engine.chat.ToolChoice;
import io.signalbox.engine.spi.CallPlan;
import io.signalbox.engine.spi.ProviderCall;
import io.signalbox.engine.spi.Quirk;
import io.signalbox.engine.spi.RequestRules;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/// Calls that every provider side must be able to write.
public final class Plans {
  private static final String SCHEMA =
      """
      {"type":"object","properties":{"city":{"type":"string"}},"required":["city"],\
      "additionalProperties":false,"$schema":"https://json-schema.org/draft/2020-12/schema"}\
      """;

  /// What OpenAI's and Anthropic's subsets of JSON Schema do not hold.
  private static final String OPEN =
      """
      {"type":"object","properties":{"site":{"type":"string","format":"uri"},\
      "at":{"$ref":"#/$defs/place","description":"Where"},\
      "kind":{"oneOf":[{"type":"string"},{"type":"integer"}],"anyOf":[{"minimum":1}]}},\
      "$defs":{"place":{"type":"object","properties":{"city":{"type":"string"}}}}}\
      """;

  private static final String CHOICES =
      """
      {"type":"object","oneOf":[{"properties":{"id":{"type":"string"}},"required":["id"]},\
      {"properties":{"name":{"type":"string"}},"required":["name"]}]}\
      """;
  private static final List<Tool> TOOLS =
      List.of(
          new Tool("weather", "What the sky does", SCHEMA, true), new Tool("now", "", "{}", false));

  private Plans() {}

  /// By name.
  public static Map<String, CallPlan> of(String model) {
    var plans = new LinkedHashMap<String, CallPlan>();
    plans.put("text", plan(ChatRequest.ofText("fast", "Hello"), model));
    plans.put("stream", plan(ChatRequest.ofText("fast", "Hello").withStream(true, true), model));
    plans.put("conversation", plan(ChatRequest.ofMessages("fast", conversation()), model));
    plans.put("tools", plan(tools(new ToolChoice.Auto(), Optional.of(false)), model));
    plans.put("tool-required", plan(tools(new ToolChoice.Required(), Optional.empty()), model));
    plans.put("tool-named", plan(tools(new ToolChoice.Named("now"), Optional.empty()), model));
    plans.put("tool-none", plan(tools(new ToolChoice.None(), Optional.empty()), model));
    plans.put("everything", everything(model));
    plans.put("json", plan(format(new ResponseFormat.JsonObject()), model));
    plans.put(
        "json-schema", plan(format(new ResponseFormat.JsonSchema("place", SCHEMA, true)), model));
    for (String effort : List.of("none", "minimal", "medium", "xhigh", "sometimes")) {
      plans.put("effort-" + effort, plan(effort(effort), model));
    }
    plans.put("odd-parts", plan(ChatRequest.ofMessages("fast", oddParts()), model));
    plans.put(
        "only-a-prompt",
        plan(
            ChatRequest.ofMessages("fast", List.of(Message.of(Role.SYSTEM, "Write a haiku."))),
            model));
    plans.put("pictures", plan(ChatRequest.ofMessages("fast", pictures()), model));
    plans.put("tool-of-choices", plan(choices(), model));
    plans.put(
        "json-schema-open", plan(format(new ResponseFormat.JsonSchema("", OPEN, true)), model));
    return plans;
  }

  /// A plan of nothing but a request.
  public static CallPlan plan(ChatRequest request, String model) {
    return plan(request, Optional.empty(), model, Map.of(), Set.of(), 32_000);
  }

  /// A plan for a model that thinks, without a client's headers.
  public static CallPlan plan(
      ChatRequest request,
      Optional<byte[]> original,
      String model,
      Map<String, String> params,
      Set<Quirk> quirks,
      long maxOutputTokens) {
    return new CallPlan(
        request,
        original,
        model,
        params,
        quirks,
        RequestRules.NONE,
        maxOutputTokens,
        Map.of(),
        true);
  }

  /// A question that asks for thinking.
  public static ChatRequest effort(String effort) {
    var defaults = Sampling.defaults();
    return ChatRequest.ofText("fast", "Think!")
        .withSampling(
            new Sampling(
                OptionalInt.of(20_000),
                OptionalDouble.of(0.3),
                defaults.topP(),
                defaults.stop(),
                defaults.seed(),
                Optional.of(effort)));
  }

  /// A call as text: path, headers, body with an indent, losses.
  public static String shown(ProviderCall call) {
    var mapper = JsonMapper.builder().build();
    String body =
        mapper
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(mapper.readTree(new String(call.body(), StandardCharsets.UTF_8)));
    return call.path()
        + "\n"
        + new TreeMap<>(call.headers())
        + "\n\n"
        + body.replace("\r", "")
        + "\n\n"
        + String.join("\n", call.losses())
        + "\n";
  }

  private static List<Message> conversation() {
    return List.of(
        Message.of(Role.SYSTEM, "Be brief."),
        Message.of(Role.DEVELOPER, "Speak English."),
        new Message(
            Role.USER,
            List.of(
                new Part.Text("What is this?"),
                new Part.Image("data:image/png;base64,iVBORw0=", Optional.of("low")),
                new Part.Image("https://example.com/cat.jpg", Optional.empty()))),
        new Message(
            Role.ASSISTANT,
            List.of(
                new Part.Reasoning("A picture.", Optional.of("c2lnbmVk"), Optional.empty()),
                new Part.Text("I ask the tools."),
                new Part.ToolCall("call.1", "weather", "{\"city\": \"Ulm\", \"lat\": 48.40000}"),
                new Part.ToolCall("call.2", "now", ""))),
        new Message(
            Role.TOOL,
            List.of(
                new Part.ToolResult(
                    "call.1", List.of(new Part.Text("{\"sky\":\"grey\"}")), false))),
        new Message(
            Role.TOOL,
            List.of(new Part.ToolResult("call.2", List.of(new Part.Text("no clock")), true))),
        Message.of(Role.USER, "And now?"),
        Message.of(Role.USER, "Quick!"));
  }

  private static List<Message> oddParts() {
    return List.of(
        new Message(
            Role.USER,
            List.of(
                new Part.Text("   "),
                new Part.Image("ftp://example.com/cat.jpg", Optional.empty()),
                new Part.Foreign("openai", "input_audio", "{\"type\":\"input_audio\"}"),
                new Part.Foreign("anthropic", "document", "{\"type\":\"document\",\"source\":{}}"),
                new Part.Foreign("gemini", "videoMetadata", "{\"fileData\":{\"fileUri\":\"u\"}}"),
                new Part.Text("Look."))),
        new Message(
            Role.ASSISTANT,
            List.of(
                new Part.Reasoning("unsigned", Optional.empty(), Optional.empty()),
                new Part.Reasoning("", Optional.empty(), Optional.of("b3BhcXVl")),
                new Part.Refusal("I will not."),
                new Part.ToolCall("a b", "weather", "not json"))),
        new Message(
            Role.TOOL,
            List.of(
                new Part.ToolResult(
                    "a b",
                    List.of(
                        new Part.Text("seen"),
                        new Part.Image("data:image/gif;base64,R0lG", Optional.empty())),
                    false),
                new Part.ToolResult("never called", List.of(), false))),
        Message.of(Role.SYSTEM, "Late words."));
  }

  private static ChatRequest choices() {
    return ChatRequest.ofText("fast", "Find it.")
        .withTools(
            List.of(new Tool("find", "", CHOICES, false)), new ToolChoice.Auto(), Optional.empty());
  }

  /// As cameras, browsers and old servers name them; then an answer that was begun.
  private static List<Message> pictures() {
    return List.of(
        new Message(
            Role.USER,
            List.of(
                new Part.Image("data:image/JPG;base64,aaaa", Optional.empty()),
                new Part.Image("data:image/heic;base64,bbbb", Optional.empty()),
                new Part.Image("http://example.com/cat.jpg", Optional.empty()))),
        Message.of(Role.ASSISTANT, "{ "));
  }

  private static ChatRequest tools(ToolChoice choice, Optional<Boolean> parallel) {
    return request(choice, parallel, new ResponseFormat.Text(), Sampling.defaults(), Map.of());
  }

  private static ChatRequest format(ResponseFormat format) {
    return request(new ToolChoice.Auto(), Optional.empty(), format, Sampling.defaults(), Map.of());
  }

  private static CallPlan everything(String model) {
    var sampling =
        new Sampling(
            OptionalInt.of(99_000),
            OptionalDouble.of(1.5),
            OptionalDouble.of(0.9),
            List.of("END", "\n"),
            OptionalLong.of(7),
            Optional.empty());
    var extras = new LinkedHashMap<String, String>();
    extras.put("logit_bias", "{}");
    extras.put("n", "1");
    var request =
        request(
            new ToolChoice.Auto(), Optional.of(true), new ResponseFormat.Text(), sampling, extras);
    var params = new TreeMap<String, String>();
    params.put("service_tier", "\"standard_only\"");
    params.put("top_k", "40");
    params.put("broken", "{");
    return plan(request, Optional.empty(), model, params, Set.of(), 64_000);
  }

  private static ChatRequest request(
      ToolChoice choice,
      Optional<Boolean> parallel,
      ResponseFormat format,
      Sampling sampling,
      Map<String, String> extras) {
    boolean all = !extras.isEmpty();
    return new ChatRequest(
        "fast",
        List.of(Message.of(Role.USER, "Hello")),
        format instanceof ResponseFormat.Text ? TOOLS : List.of(),
        choice,
        parallel,
        sampling,
        format,
        false,
        false,
        all ? Map.of("team", "blue") : Map.of(),
        all ? Optional.of("user-7") : Optional.empty(),
        new Extras("openai", extras));
  }
}
