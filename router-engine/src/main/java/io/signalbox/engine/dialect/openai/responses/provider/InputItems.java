package io.signalbox.engine.dialect.openai.responses.provider;

import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.dialect.Seal;
import io.signalbox.engine.dialect.SealedThinking;
import io.signalbox.engine.dialect.openai.responses.ResponsesClient;
import io.signalbox.engine.json.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A conversation as `input`: what is said is a message, and thinking, calls and results of tools
/// are items of their own, in the order in which they came. Belongs to one thread.
final class InputItems {
  private final Set<String> losses;
  private final JsonText json = new JsonText();
  private final List<Part> saying = new ArrayList<>();

  InputItems(Set<String> losses) {
    this.losses = losses;
  }

  String write(List<Message> messages) {
    json.open('[');
    for (Message message : messages) {
      message.parts().forEach(part -> part(message.role(), part));
      flush(message.role());
    }
    return json.close(']').toString();
  }

  private void part(Role role, Part part) {
    switch (part) {
      case Part.Text text -> saying.add(text);
      case Part.Image image -> saying.add(image);
      case Part.Refusal refusal -> saying.add(refusal);
      case Part.Foreign foreign -> {
        if (!Seal.isSignature(foreign)) {
          foreign(role, foreign);
        }
      }
      case Part.CacheMark mark -> {}
      case Part.Reasoning thought -> {
        flush(role);
        thought(thought);
      }
      case Part.ToolCall call -> {
        flush(role);
        call(call);
      }
      case Part.ToolResult result -> {
        flush(role);
        result(result);
      }
    }
  }

  /// A whole item as it was written stands between messages, a part of one within.
  private void foreign(Role role, Part.Foreign foreign) {
    boolean isItem =
        foreign.dialect().equals(ResponsesClient.ID) && !foreign.kind().startsWith("input_");
    if (isItem) {
      flush(role);
      json.raw(foreign.json());
    } else {
      saying.add(foreign);
    }
  }

  private void flush(Role role) {
    if (saying.isEmpty()) {
      return;
    }
    List<Part> said = List.copyOf(saying);
    saying.clear();
    Optional<String> content = content(role, said);
    content.ifPresent(
        text -> json.open('{').member("role", word(role)).rawMember("content", text).close('}'));
  }

  private static String word(Role role) {
    return switch (role) {
      case SYSTEM -> "system";
      case DEVELOPER -> "developer";
      case USER, TOOL -> "user";
      case ASSISTANT -> "assistant";
    };
  }

  /// A string where there is only text, else a list of parts; empty if nothing can be said.
  private Optional<String> content(Role role, List<Part> parts) {
    if (parts.stream().allMatch(Part.Text.class::isInstance)) {
      String text = new Message(role, parts).text();
      return Optional.of(new JsonText().string(text).toString());
    }
    var list = new ContentParts(role == Role.ASSISTANT, losses);
    parts.forEach(list::add);
    return list.json();
  }

  private void thought(Part.Reasoning thought) {
    Optional<String> sealed = SealedThinking.in(thought);
    if (sealed.isEmpty()) {
      losses.add("messages: reasoning of another model family was left out");
      return;
    }
    json.open('{').member("type", "reasoning").name("summary").open('[');
    if (!thought.text().isEmpty()) {
      json.open('{').member("type", "summary_text").member("text", thought.text()).close('}');
    }
    json.close(']').member("encrypted_content", sealed.get()).close('}');
  }

  private void call(Part.ToolCall call) {
    json.open('{').member("type", "function_call").member("call_id", CallIds.of(call.id()));
    String arguments = call.arguments().isBlank() ? "{}" : call.arguments();
    json.member("name", call.name()).member("arguments", arguments).close('}');
  }

  private void result(Part.ToolResult result) {
    if (result.error()) {
      losses.add("messages: `is_error` of a tool result was left out");
    }
    String output = content(Role.USER, result.content()).orElse("\"\"");
    json.open('{').member("type", "function_call_output");
    json.member("call_id", CallIds.of(result.callId())).rawMember("output", output).close('}');
  }
}
