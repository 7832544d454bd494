package io.signalbox.engine.route;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Operation;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.ResponseFormat;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.chat.Sampling;
import io.signalbox.engine.chat.ToolChoice;
import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.route.redaction.RedactionMarks;
import io.signalbox.engine.route.redaction.RequestRedaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/// What a rewrite node makes of a request.
///
/// @param request the request after it
/// @param because what was done, for a person
/// @param marks what is to be given back in the answer, that of nodes before included
record Rewriting(ChatRequest request, String because, RedactionMarks marks) {
  private static final String LABEL = "metadata.";

  private static final Set<String> OF_ANSWERS =
      Set.of(
          "max_tokens",
          "max_completion_tokens",
          "max_output_tokens",
          "temperature",
          "top_p",
          "stop",
          "stop_sequences",
          "seed",
          "reasoning_effort",
          "parallel_tool_calls",
          "tool_choice",
          "response_format");

  /// @param before the marks that were given on the path
  static Rewriting of(RewriteNode rewrite, ChatRequest request, RedactionMarks before) {
    var redaction =
        rewrite.restore()
            ? RequestRedaction.restorable(rewrite.redact(), before, request, added(rewrite))
            : new RequestRedaction(rewrite.redact());
    ChatRequest changed = redaction.of(request);
    for (String member : rewrite.drop()) {
      changed = drop(changed, member);
    }
    for (var entry : rewrite.set().entrySet()) {
      changed = set(changed, entry.getKey(), entry.getValue());
    }
    if (request.embedding().isEmpty()) {
      changed = framed(changed, rewrite.prepend(), rewrite.append());
    }
    RedactionMarks marks = rewrite.restore() ? redaction.marks() : before;
    return new Rewriting(changed, because(rewrite, request, redaction.count()), marks);
  }

  private static List<String> added(RewriteNode rewrite) {
    return Stream.of(
            rewrite.set().values().stream(), rewrite.prepend().stream(), rewrite.append().stream())
        .flatMap(Function.identity())
        .toList();
  }

  private static String because(RewriteNode rewrite, ChatRequest request, int redacted) {
    var done = new ArrayList<String>();
    if (!rewrite.set().isEmpty()) {
      done.add("sets " + String.join(", ", rewrite.set().keySet()) + idle(rewrite, request));
    }
    if (!rewrite.drop().isEmpty()) {
      done.add("drops " + String.join(", ", rewrite.drop()));
    }
    if (rewrite.prepend().isPresent() || rewrite.append().isPresent()) {
      done.add(
          request.embedding().isPresent()
              ? "adds to no system prompt, since an embedding has none"
              : "adds to the system prompt");
    }
    if (!rewrite.redact().isEmpty()) {
      String places = "redacts " + redacted + (redacted == 1 ? " place" : " places");
      done.add(places + (rewrite.restore() ? ", restored in the answer" : ""));
    }
    return String.join("; ", done);
  }

  /// What says how an answer in words is made says nothing of vectors.
  private static String idle(RewriteNode rewrite, ChatRequest request) {
    var idle = new TreeSet<>(rewrite.set().keySet());
    idle.retainAll(OF_ANSWERS);
    return request.embedding().isEmpty() || idle.isEmpty()
        ? ""
        : " (an embedding has no " + String.join(", ", idle) + ")";
  }

  /// What a [ChatRequest] has a place for is set there, and so reaches providers of every dialect.
  private static ChatRequest set(ChatRequest request, String member, String json) {
    Sampling old = request.sampling();
    if (member.startsWith(LABEL)) {
      var metadata = new HashMap<>(request.metadata());
      metadata.put(member.substring(LABEL.length()), JsonScalar.text(json));
      return request.withMetadata(metadata);
    }
    return switch (member) {
      case "max_tokens", "max_completion_tokens", "max_output_tokens" ->
          request.withSampling(old.withMaxTokens(OptionalInt.of(JsonScalar.whole(json))));
      case "temperature" ->
          request.withSampling(old.withTemperature(OptionalDouble.of(JsonScalar.real(json))));
      case "top_p" -> request.withSampling(old.withTopP(OptionalDouble.of(JsonScalar.real(json))));
      case "stop", "stop_sequences" -> request.withSampling(old.withStop(JsonScalar.texts(json)));
      case "seed" -> request.withSampling(old.withSeed(OptionalLong.of(JsonScalar.wide(json))));
      case "reasoning_effort" -> withEffort(request, Optional.of(JsonScalar.text(json)));
      case "user" -> request.withUser(Optional.of(JsonScalar.text(json)));
      case "parallel_tool_calls" ->
          request.withTools(
              request.tools(), request.toolChoice(), Optional.of(Boolean.valueOf(json)));
      case "tool_choice" ->
          choice(json)
              .map(choice -> withChoice(request, choice))
              .orElseGet(() -> other(request, member, json));
      case "response_format" ->
          form(json)
              .map(form -> withForm(request, form))
              .orElseGet(() -> other(request, member, json));
      case "dimensions" ->
          request
              .embedding()
              .map(wanted -> shortened(request, wanted.task(), JsonScalar.whole(json)))
              .orElseGet(() -> other(request, member, json));
      default -> other(request, member, json);
    };
  }

  private static ChatRequest shortened(
      ChatRequest request, Optional<Operation.Task> task, int dimensions) {
    return request
        .withOperation(new Operation.Embedding(OptionalInt.of(dimensions), task))
        .withExtras(request.extras().without("dimensions"));
  }

  /// The form of an answer that needs no schema; empty if it needs one.
  private static Optional<ResponseFormat> form(String json) {
    return switch (json.replaceAll("\\s", "")) {
      case "{\"type\":\"text\"}" -> Optional.of(new ResponseFormat.Text());
      case "{\"type\":\"json_object\"}" -> Optional.of(new ResponseFormat.JsonObject());
      default -> Optional.empty();
    };
  }

  /// What the client says of the same counts no more.
  private static ChatRequest other(ChatRequest request, String member, String json) {
    ChatRequest free = drop(request, member);
    return free.withExtras(free.extras().with(member, json));
  }

  /// The freedom in calling tools that a word or the name of a tool means; empty if it is neither.
  private static Optional<ToolChoice> choice(String json) {
    return json.startsWith("{")
        ? JsonScalar.tool(json).map(ToolChoice.Named::new)
        : chosen(JsonScalar.text(json));
  }

  private static Optional<ToolChoice> chosen(String word) {
    return switch (word) {
      case "auto" -> Optional.of(new ToolChoice.Auto());
      case "none" -> Optional.of(new ToolChoice.None());
      case "required", "any" -> Optional.of(new ToolChoice.Required());
      default -> Optional.empty();
    };
  }

  private static ChatRequest withChoice(ChatRequest request, ToolChoice choice) {
    return request
        .withTools(request.tools(), choice, request.parallelToolCalls())
        .withExtras(request.extras().without("tool_choice"));
  }

  /// A client may have said it in words of its own dialect too.
  private static ChatRequest withEffort(ChatRequest request, Optional<String> effort) {
    return request
        .withSampling(request.sampling().withReasoningEffort(effort))
        .withExtras(request.extras().overruling("reasoning_effort"));
  }

  private static ChatRequest drop(ChatRequest request, String member) {
    Sampling old = request.sampling();
    if (member.startsWith(LABEL)) {
      var metadata = new HashMap<>(request.metadata());
      metadata.remove(member.substring(LABEL.length()));
      return request.withMetadata(metadata);
    }
    return switch (member) {
      case "tools" -> withoutTools(request);
      case "tool_choice" -> withChoice(request, new ToolChoice.Auto());
      case "parallel_tool_calls" ->
          request.withTools(request.tools(), request.toolChoice(), Optional.empty());
      case "response_format" -> withForm(request, new ResponseFormat.Text());
      case "images" ->
          request.withMessages(request.messages().stream().map(Rewriting::withoutImages).toList());
      case "metadata" -> request.withMetadata(Map.of());
      case "max_tokens", "max_completion_tokens", "max_output_tokens" ->
          request.withSampling(old.withMaxTokens(OptionalInt.empty()));
      case "temperature" -> request.withSampling(old.withTemperature(OptionalDouble.empty()));
      case "top_p" -> request.withSampling(old.withTopP(OptionalDouble.empty()));
      case "stop", "stop_sequences" -> request.withSampling(old.withStop(List.of()));
      case "seed" -> request.withSampling(old.withSeed(OptionalLong.empty()));
      case "reasoning_effort" -> withEffort(request, Optional.empty());
      case "thinking", "reasoning" -> {
        ChatRequest calm = withEffort(request, Optional.empty());
        yield calm.withExtras(calm.extras().without(member));
      }
      case "user" -> request.withUser(Optional.empty());
      default -> request.withExtras(request.extras().without(member));
    };
  }

  private static ChatRequest withoutTools(ChatRequest old) {
    return old.withTools(List.of(), new ToolChoice.Auto(), Optional.empty())
        .withExtras(old.extras().without("tools").without("tool_choice"));
  }

  private static ChatRequest withForm(ChatRequest old, ResponseFormat form) {
    return old.withFormat(form)
        .withExtras(old.extras().without("response_format").overruling("response_format"));
  }

  private static Message withoutImages(Message message) {
    return new Message(message.role(), withoutImages(message.parts()));
  }

  private static List<Part> withoutImages(List<Part> parts) {
    return parts.stream()
        .filter(part -> !(part instanceof Part.Image))
        .map(part -> part instanceof Part.ToolResult result ? withoutImages(result) : part)
        .toList();
  }

  private static Part withoutImages(Part.ToolResult result) {
    return new Part.ToolResult(result.callId(), withoutImages(result.content()), result.error());
  }

  private static ChatRequest framed(
      ChatRequest request, Optional<String> prepend, Optional<String> append) {
    if (prepend.isEmpty() && append.isEmpty()) {
      return request;
    }
    var messages = new ArrayList<>(request.messages());
    prepend.ifPresent(text -> messages.addFirst(Message.of(Role.SYSTEM, text)));
    int afterSystem = 0;
    while (afterSystem < messages.size() && isSystem(messages.get(afterSystem))) {
      afterSystem++;
    }
    int place = afterSystem;
    append.ifPresent(text -> messages.add(place, Message.of(Role.SYSTEM, text)));
    return request.withMessages(messages);
  }

  private static boolean isSystem(Message message) {
    return message.role() == Role.SYSTEM || message.role() == Role.DEVELOPER;
  }
}
