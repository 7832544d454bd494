package io.signalbox.engine.dialect.openai;

import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.dialect.LaterPrompts;
import io.signalbox.engine.dialect.Seal;
import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.spi.CallPlan;
import io.signalbox.engine.spi.Quirk;
import io.signalbox.engine.spi.RequestRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A conversation as `messages`. Results of tools become messages of their own, and pictures and
/// documents that a tool gave follow in a message of the user, since a tool's message can hold text
/// alone. Belongs to one thread.
final class MessageList {
  static final String MEMBER = "message.";

  /// The kind of a call that is of no function, as it was written.
  static final String OWN_CALL = "tool_call";

  private final List<Message> messages;
  private final boolean shortIds;
  private final boolean developer;
  private final SentThoughts thoughts;
  private final RequestRules rules;
  private final CustomTools custom;
  private final String nothing;
  private final Set<String> losses;
  private final JsonText json = new JsonText();
  private final ContentWriter content;
  private final List<Part> pending = new ArrayList<>();
  private int at;
  private final boolean prefill;
  private final Set<Quirk> quirks;
  private boolean beginning; // of the answer, which the model goes on with
  private boolean afterResult;

  /// @param custom tools that are offered as such
  MessageList(CallPlan plan, CustomTools custom, Set<String> losses) {
    this.custom = custom;
    this.messages = messages(plan, losses);
    this.shortIds = plan.quirks().contains(Quirk.SHORT_TOOL_IDS);
    this.developer = !plan.quirks().contains(Quirk.NO_DEVELOPER_ROLE);
    this.thoughts = new SentThoughts(plan, messages, losses);
    this.rules = plan.rules();
    this.nothing = plan.quirks().contains(Quirk.NO_NULL_CONTENT) ? "\"\"" : "null";
    this.prefill = plan.prefill();
    this.quirks = plan.quirks();
    this.losses = losses;
    this.content = new ContentWriter(json, rules.documents(), losses);
  }

  private static List<Message> messages(CallPlan plan, Set<String> losses) {
    List<Message> all = plan.request().messages();
    if (!isUsers(plan)) {
      return all;
    }
    if (LaterPrompts.in(all)) {
      losses.add("messages: a system prompt within the conversation was sent as the user's");
    }
    return LaterPrompts.withOneAtTheStart(LaterPrompts.said(all));
  }

  /// Whether the user says later system prompts.
  static boolean isUsers(CallPlan plan) {
    return plan.rules().laterSystem().filter(RequestRules.LaterSystem.USER::equals).isPresent();
  }

  String write() {
    json.open('[');
    for (Message message : messages) {
      beginning = prefill && at == messages.size() - 1;
      message(message);
      at++;
    }
    flushPictures();
    return json.close(']').toString();
  }

  private void message(Message message) {
    List<Part> rest = new ArrayList<>(message.parts().size());
    for (Part part : message.parts()) {
      if (part instanceof Part.ToolResult result) {
        toolResult(result);
      } else {
        rest.add(part);
      }
    }
    boolean onlyResults = rest.isEmpty() && !message.parts().isEmpty();
    if (onlyResults || message.role() == Role.TOOL) {
      return;
    }
    if (message.role() == Role.USER) {
      rest.addAll(0, pending);
      pending.clear();
    }
    flushPictures();
    speak(message.role(), rest);
  }

  private void flushPictures() {
    if (!pending.isEmpty()) {
      List<Part> pictures = List.copyOf(pending);
      pending.clear();
      speak(Role.USER, pictures);
    }
  }

  /// Whether the user says something right after the results of tools.
  static boolean saysMoreAfterResults(List<Message> messages) {
    boolean result = false;
    for (Message message : messages) {
      if (result && message.role() == Role.USER) {
        return true;
      }
      result = message.parts().stream().anyMatch(Part.ToolResult.class::isInstance);
    }
    return false;
  }

  private void answerResults() {
    json.open('{').member("role", "assistant").member("content", "OK.");
    thoughts.write(List.of(), at, json);
    json.close('}');
  }

  private void speak(Role role, List<Part> parts) {
    if (afterResult && role == Role.USER && quirks.contains(Quirk.ANSWER_AFTER_RESULTS)) {
      answerResults();
    }
    afterResult = false;
    json.open('{').member("role", word(role));
    if (role == Role.ASSISTANT) {
      assistant(parts);
    } else {
      json.name("content");
      content.write(parts);
    }
    details(parts);
    parts.stream().filter(part -> !ReasoningDetails.is(part)).forEach(this::ownMember);
    if (beginning) {
      begin();
    }
    json.close('}');
  }

  private void begin() {
    if (quirks.contains(Quirk.PREFIX) || quirks.contains(Quirk.BETA_PREFIX)) {
      json.rawMember("prefix", "true");
    }
    if (quirks.contains(Quirk.PARTIAL)) {
      json.rawMember("partial", "true");
    }
  }

  private String word(Role role) {
    return switch (role) {
      case SYSTEM -> "system";
      case DEVELOPER -> developer ? "developer" : "system";
      case USER -> "user";
      case ASSISTANT -> "assistant";
      case TOOL -> "tool";
    };
  }

  private void assistant(List<Part> parts) {
    List<Part> calls = parts.stream().filter(MessageList::isCall).toList();
    boolean refuses = rules.takesInMessages("refusal");
    List<Part.Refusal> refusals = refuses ? each(parts, Part.Refusal.class) : List.of();
    List<Part> spoken = spoken(parts, refuses);
    json.name("content");
    boolean silent = spoken.stream().allMatch(Part.CacheMark.class::isInstance);
    if (silent && !(calls.isEmpty() && refusals.isEmpty())) {
      json.raw(nothing);
    } else {
      content.write(spoken);
    }
    if (!refusals.isEmpty()) {
      json.member(
          "refusal", refusals.stream().map(Part.Refusal::text).collect(Collectors.joining()));
    }
    thoughts.write(each(parts, Part.Reasoning.class), at, json);
    calls(calls);
  }

  /// Where a message cannot have a refusal, it is said.
  private static List<Part> spoken(List<Part> parts, boolean refuses) {
    return parts.stream()
        .map(part ->
            part instanceof Part.Refusal said && !refuses ? new Part.Text(said.text()) : part)
        .filter(MessageList::isContent)
        .toList();
  }

  private static <T extends Part> List<T> each(List<Part> parts, Class<T> type) {
    return parts.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static boolean isContent(Part part) {
    return part instanceof Part.Text
        || part instanceof Part.Image
        || part instanceof Part.CacheMark
        || (part instanceof Part.Foreign foreign
            && !isOwnMember(foreign)
            && !isCall(part)
            && !Seal.isSignature(part));
  }

  /// Calls of functions, and those that only this dialect knows, as of its custom tools.
  static boolean isCall(Part part) {
    return part instanceof Part.ToolCall
        || (part instanceof Part.Foreign foreign
            && foreign.dialect().equals(OpenAiApi.ID)
            && foreign.kind().equals(OWN_CALL));
  }

  /// Whether an assistant's message has no content beside its calls or its refusal.
  static boolean saysNothing(Message message) {
    return message.role() == Role.ASSISTANT
        && message.parts().stream()
            .noneMatch(part -> isContent(part) && !(part instanceof Part.CacheMark));
  }

  private void calls(List<Part> calls) {
    if (calls.isEmpty()) {
      return;
    }
    json.name("tool_calls").open('[');
    for (Part each : calls) {
      if (each instanceof Part.ToolCall call) {
        call(call);
      } else if (each instanceof Part.Foreign own) {
        json.raw(own.json());
      }
    }
    json.close(']');
  }

  private void call(Part.ToolCall call) {
    if (custom.has(call.name())) {
      json.open('{').member("id", id(call.id())).member("type", CustomTools.TYPE);
      json.name(CustomTools.TYPE).open('{').member("name", call.name());
      json.member("input", CustomInput.text(call.arguments())).close('}').close('}');
      return;
    }
    json.open('{').member("id", id(call.id())).member("type", "function");
    json.name("function").open('{').member("name", call.name());
    json.member("arguments", call.arguments()).close('}').close('}');
  }

  private String id(String id) {
    return shortIds ? ShortIds.of(id) : id;
  }

  private void toolResult(Part.ToolResult result) {
    List<Part> said = new ArrayList<>();
    for (Part part : result.content()) {
      boolean apart = part instanceof Part.Image || content.isDocument(part);
      (apart ? pending : said).add(part);
    }
    if (result.error()) {
      losses.add("messages: `is_error` of a tool result was left out");
    }
    json.open('{').member("role", "tool").member("tool_call_id", id(result.callId()));
    json.name("content");
    content.write(said);
    json.close('}');
    afterResult = true;
  }

  /// A member that stood beside `content` in the client's message.
  static boolean isOwnMember(Part.Foreign foreign) {
    return foreign.dialect().equals(OpenAiApi.ID) && foreign.kind().startsWith(MEMBER);
  }

  private void details(List<Part> parts) {
    List<Part.Foreign> details =
        parts.stream().filter(ReasoningDetails::is).map(Part.Foreign.class::cast).toList();
    if (!details.isEmpty()) {
      ownMember(ReasoningDetails.part(ReasoningDetails.joined(details)));
    }
  }

  private void ownMember(Part part) {
    if (part instanceof Part.Foreign foreign && isOwnMember(foreign)) {
      String name = foreign.kind().substring(MEMBER.length());
      if (rules.takesInMessages(name)) {
        json.rawMember(name, foreign.json());
      } else if (!foreign.json().equals("[]")) {
        losses.add("messages: `" + name + "` is not supported by the provider");
      }
    }
  }
}
