package io.signalbox.engine.conform;

import io.signalbox.engine.spi.Quirk;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Calls of tools: whole, in fragments, several at once, forced, forbidden, and answered.
final class ToolProbe {
  static final String ONE = "What is the weather in Paris? Call the tool.";
  static final String TWO =
      "What is the weather in Paris and in Rome? Call the tool for both cities at once.";
  private static final String CALL = "tools.call";
  private static final String FORCED = "one tool, forced by `tool_choice`";
  private static final String TOOL = "get_weather";
  private static final String NOT_FOR_TOOLS =
      "Keep requests with tools away from it: a condition on `has_tools`.";

  private final ChatTarget chat;
  private final Notebook notes;

  ToolProbe(ChatTarget chat) {
    this.chat = chat;
    this.notes = chat.notes();
  }

  void run() {
    if (whole()) {
      streamed();
      parallel();
      choices();
      answered();
    } else {
      for (String trait :
          new String[] {"stream", "parallel", "choice-none", "one-at-a-time", "result"}) {
        notes.untested("tools." + trait, "more on tools", "no call came");
      }
    }
  }

  private ObjectNode asking(String text) {
    ObjectNode body = chat.body(text, ChatTarget.MORE);
    ObjectNode function =
        body.putArray("tools").addObject().put("type", "function").putObject("function");
    function.put("name", TOOL).put("description", "The weather in a city.");
    ObjectNode schema = function.putObject("parameters").put("type", "object");
    schema.putObject("properties").putObject("city").put("type", "string");
    schema.putArray("required").add("city");
    schema.put("additionalProperties", false);
    return body;
  }

  private static ObjectNode forced(ObjectNode body) {
    body.putObject("tool_choice").put("type", "function").putObject("function").put("name", TOOL);
    return body;
  }

  /// Whether a call came at all.
  private boolean whole() {
    EndpointReply reply = chat.send(forced(asking(ONE)));
    return came(reply.isRefused() ? unforced(reply) : reply);
  }

  /// The same without `tool_choice`, which may be what was refused.
  private EndpointReply unforced(EndpointReply refused) {
    EndpointReply free = chat.send(asking(ONE));
    if (free.isGood()) {
      notes.quirks.add(Quirk.NO_TOOL_CHOICE);
      notes.no(
          "tools.choice",
          FORCED,
          refused.brief(),
          "it refuses `tool_choice`",
          "It is left out: `no_tool_choice`.");
    }
    return free;
  }

  private boolean came(EndpointReply reply) {
    if (reply.isSilent()) {
      notes.unclear(CALL, FORCED, reply.brief(), "no answer came in time");
      return false;
    }
    if (reply.isRefused()) {
      notes.no(CALL, FORCED, reply.brief(), "it takes no tools", NOT_FOR_TOOLS);
      return false;
    }
    if (!reply.isGood()) {
      notes.undecided(CALL, FORCED, reply);
      return false;
    }
    return called(
        reply.json().orElse(JsonMapper.shared().createObjectNode()).path("choices").path(0));
  }

  private boolean called(JsonNode choice) {
    JsonNode call = choice.path("message").path("tool_calls").path(0);
    if (call.isMissingNode()) {
      notes.no(CALL, FORCED, "no call", "it takes tools and calls none", NOT_FOR_TOOLS);
      return false;
    }
    String fault = fault(choice, call);
    JsonNode function = call.path("function");
    String came =
        chat.endpoint()
            .masked(function.path("name").asString("") + function.path("arguments").asString(""));
    if (fault.isEmpty()) {
      notes.yes(CALL, FORCED, came);
    } else {
      notes.broken(CALL, FORCED, came, fault, "Tool loops may fail in clients.");
    }
    return true;
  }

  private String fault(JsonNode choice, JsonNode call) {
    JsonNode arguments = call.path("function").path("arguments");
    if (!call.path("id").isString() || call.path("id").asString().isEmpty()) {
      return "the call has no id";
    }
    if (!arguments.isString()) {
      return "arguments are no text";
    }
    if (EndpointReply.json(arguments.asString().getBytes(StandardCharsets.UTF_8)).isEmpty()) {
      return "arguments are no JSON";
    }
    String finish = choice.path("finish_reason").asString("");
    return finish.equals("tool_calls") || finish.equals("stop")
        ? ""
        : "the finish reason is " + (finish.isEmpty() ? "missing" : chat.endpoint().masked(finish));
  }

  private ObjectNode likely(String text) {
    return notes.quirks.contains(Quirk.NO_TOOL_CHOICE) ? asking(text) : forced(asking(text));
  }

  private void streamed() {
    String question = "the same as a stream";
    EndpointReply reply = chat.stream(likely(ONE));
    if (reply.isRefused()) {
      notes.no("tools.stream", question, reply.brief(), "it streams no calls", NOT_FOR_TOOLS);
      return;
    }
    if (reply.answer().status() != 200) {
      notes.undecided("tools.stream", question, reply);
      return;
    }
    var stream = new ChatStream(reply);
    judge("tools.stream", question, stream);
  }

  private void judge(String trait, String question, ChatStream stream) {
    var calls = stream.tools().calls();
    if (calls.isEmpty()) {
      notes.no(trait, question, "no call", "it calls no tool in a stream", NOT_FOR_TOOLS);
      return;
    }
    var faults = new ArrayList<>(stream.tools().faults());
    if (stream.finish().isEmpty()) {
      faults.add("the stream ends without a finish reason");
    } else if (!stream.finish().equals("tool_calls") && !stream.finish().equals("stop")) {
      faults.add("the finish reason is " + chat.endpoint().masked(stream.finish()));
    }
    String came = calls.size() + (calls.size() == 1 ? " call" : " calls");
    if (faults.isEmpty()) {
      notes.yes(trait, question, came);
    } else {
      notes.broken(
          trait,
          question,
          came,
          String.join("; ", faults),
          "Signalbox puts fragments in order for clients of other dialects; clients of the same one"
              + " get them as they are.");
    }
  }

  private void parallel() {
    String question = "two calls at once, streamed";
    EndpointReply reply = chat.stream(asking(TWO));
    if (reply.isRefused()) {
      notes.no("tools.parallel", question, reply.brief(), "it is refused", "");
      return;
    }
    if (reply.answer().status() != 200) {
      notes.undecided("tools.parallel", question, reply);
      return;
    }
    var stream = new ChatStream(reply);
    int calls = stream.tools().calls().size();
    if (calls >= 2 || !stream.tools().faults().isEmpty()) {
      judge("tools.parallel", question, stream);
    } else {
      notes.no(
          "tools.parallel",
          question,
          calls + " calls",
          "the model called one after the other, or none",
          "");
    }
  }

  private void choices() {
    EndpointReply none = chat.send(asking(ONE).put("tool_choice", "none"));
    String question = "`tool_choice: none`";
    if (none.isRefused()) {
      notes.no("tools.choice-none", question, none.brief(), "it is refused", "");
    } else if (!none.isGood()) {
      notes.undecided("tools.choice-none", question, none);
    } else if (hasCall(none)) {
      notes.broken(
          "tools.choice-none",
          question,
          "a call",
          "it is ignored",
          "A rewrite node cannot forbid tools here; drop `tools` instead.");
    } else {
      notes.yes("tools.choice-none", question, "no call");
    }
    EndpointReply single = chat.send(asking(ONE).put("parallel_tool_calls", false));
    if (single.isRefused()) {
      notes.quirks.add(Quirk.NO_PARALLEL_TOOL_CALLS);
      notes.no(
          "tools.one-at-a-time",
          "`parallel_tool_calls: false`",
          single.brief(),
          "it refuses the member",
          "It is left out: `no_parallel_tool_calls`.");
    } else if (!single.isGood()) {
      notes.undecided("tools.one-at-a-time", "`parallel_tool_calls: false`", single);
    } else {
      notes.yes("tools.one-at-a-time", "`parallel_tool_calls: false`", single.brief());
    }
  }

  private static boolean hasCall(EndpointReply reply) {
    return reply
        .json()
        .orElse(JsonMapper.shared().createObjectNode())
        .path("choices")
        .path(0)
        .path("message")
        .path("tool_calls")
        .has(0);
  }

  /// The outcome of a call goes back, once with null and, if that is refused, with an empty text.
  private void answered() {
    String question = "a tool result with `content: null`";
    EndpointReply withNull = chat.send(outcome(true));
    if (withNull.isGood()) {
      notes.yes("tools.result", question, "200");
      return;
    }
    if (!withNull.isRefused()) {
      notes.undecided("tools.result", question, withNull);
      return;
    }
    EndpointReply withText = chat.send(outcome(false));
    if (withText.isGood()) {
      notes.quirks.add(Quirk.NO_NULL_CONTENT);
      notes.no(
          "tools.result",
          question,
          withNull.brief(),
          "null as content is refused, an empty text is taken",
          "An empty text goes out: `no_null_content`.");
    } else {
      notes.broken(
          "tools.result",
          question,
          withText.brief(),
          "it takes no outcome of a tool",
          NOT_FOR_TOOLS);
    }
  }

  private ObjectNode outcome(boolean asNull) {
    ObjectNode body = asking(ONE);
    ObjectNode said = JsonMapper.shared().createObjectNode().put("role", "assistant");
    if (asNull) {
      said.putNull("content");
    } else {
      said.put("content", "");
    }
    ObjectNode call =
        said.putArray("tool_calls").addObject().put("id", "call_1").put("type", "function");
    call.putObject("function").put("name", TOOL).put("arguments", "{\"city\":\"Paris\"}");
    body.withArray("messages").add(said);
    body.withArray("messages")
        .add(ChatTarget.message("tool", "rain").put("tool_call_id", "call_1"));
    return body;
  }
}
