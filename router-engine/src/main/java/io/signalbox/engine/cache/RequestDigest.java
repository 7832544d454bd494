package io.signalbox.engine.cache;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Extras;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.ResponseFormat;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.chat.Tool;
import io.signalbox.engine.chat.ToolChoice;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The hash of all of a request that its answer depends on: the model that is asked for, the whole
/// conversation with pictures, tools, the form of the answer, how it is drawn, and members that
/// only the client's dialect knows. Whether it is streamed, the client's labels, its user and what
/// it calls the conversation are no part of it. Two requests of different dialects that say the
/// same have the same hash.
public final class RequestDigest {
  private static final int NO_TEXT = -1;

  /// By these a client says who asks, in which conversation; no answer depends on them.
  private static final Set<String> NAMING =
      Set.of("prompt_cache_key", "prompt_cache_retention", "safety_identifier");

  private final Fingerprint digest = new Fingerprint();

  /// The index of the message whose text is left out, [#NO_TEXT] for none.
  private final int spared;

  private RequestDigest(int spared) {
    this.spared = spared;
  }

  /// The hash of a request and of what else must be equal.
  public static String exact(List<String> besides, ChatRequest request) {
    return new RequestDigest(NO_TEXT).of(besides, request);
  }

  /// The same without the last user message, but for its [TellingWords].
  public static String besidesText(List<String> besides, ChatRequest request) {
    return new RequestDigest(lastUser(request)).of(besides, request);
  }

  private static int lastUser(ChatRequest request) {
    List<Message> messages = request.messages();
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (messages.get(i).role() == Role.USER && !messages.get(i).text().isEmpty()) {
        return i;
      }
    }
    return NO_TEXT;
  }

  private String of(List<String> besides, ChatRequest request) {
    digest.add(spared == NO_TEXT ? "exact" : "alike").add(besides.size());
    besides.forEach(digest::add);
    digest.add(request.model()).add(request.messages().size());
    for (int i = 0; i < request.messages().size(); i++) {
      message(request.messages().get(i), i == spared);
    }
    digest.add(request.tools().size());
    request.tools().forEach(this::tool);
    digest.add(choice(request.toolChoice()));
    digest.add(request.parallelToolCalls().toString());
    digest.add(request.sampling().toString());
    format(request.format());
    extras(request.extras());
    request.embedding().ifPresent(wanted -> digest.add("embedding").add(wanted.toString()));
    return digest.hex();
  }

  private void message(Message message, boolean spare) {
    digest.add(message.role().name());
    parts(message.parts(), spare);
  }

  /// What is to be cached makes no difference to the answer.
  private void parts(List<Part> all, boolean spare) {
    List<Part> said = all.stream().filter(part -> !(part instanceof Part.CacheMark)).toList();
    digest.add(said.size());
    said.forEach(part -> part(part, spare));
  }

  private void part(Part part, boolean spare) {
    switch (part) {
      case Part.Text text when spare -> {
        digest.add("telling");
        TellingWords.of(text.text()).forEach(digest::add);
      }
      case Part.Text text -> digest.add("text").add(text.text());
      case Part.Image image -> digest.add("image").add(image.url()).add(image.detail().toString());
      case Part.ToolCall call ->
          digest.add("call").add(call.id()).add(call.name()).add(call.arguments());
      case Part.ToolResult result -> {
        digest.add("result").add(result.callId()).add(String.valueOf(result.error()));
        parts(result.content(), false);
      }
      case Part.Reasoning thought ->
          digest
              .add("reasoning")
              .add(thought.text())
              .add(thought.signature().toString())
              .add(thought.redacted().toString());
      case Part.Refusal refusal -> digest.add("refusal").add(refusal.text());
      case Part.CacheMark mark -> {}
      case Part.Foreign foreign ->
          digest.add("foreign").add(foreign.dialect()).add(foreign.kind()).add(foreign.json());
    }
  }

  private void tool(Tool tool) {
    digest
        .add(tool.name())
        .add(tool.description())
        .add(tool.schema())
        .add(String.valueOf(tool.strict()));
  }

  private static String choice(ToolChoice choice) {
    return switch (choice) {
      case ToolChoice.Auto auto -> "auto";
      case ToolChoice.None none -> "none";
      case ToolChoice.Required required -> "required";
      case ToolChoice.Named named -> "named " + named.name();
    };
  }

  private void format(ResponseFormat format) {
    switch (format) {
      case ResponseFormat.Text text -> digest.add("text");
      case ResponseFormat.JsonObject object -> digest.add("object");
      case ResponseFormat.JsonSchema schema ->
          digest
              .add("schema")
              .add(schema.name())
              .add(schema.schema())
              .add(String.valueOf(schema.strict()));
    }
  }

  /// Without members, the dialect says nothing.
  private void extras(Extras extras) {
    var members = new TreeMap<>(extras.members());
    members.keySet().removeAll(NAMING);
    digest.add(members.size());
    if (!members.isEmpty()) {
      digest.add(extras.dialect());
      members.forEach((name, json) -> digest.add(name).add(json));
      new TreeSet<>(extras.overruled()).forEach(digest::add);
    }
    digest.add(extras.set().size());
    new TreeMap<>(extras.set()).forEach((name, json) -> digest.add(name).add(json));
  }
}
