package io.signalbox.engine.dialect.gemini.provider;

import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.LaterPrompts;
import io.signalbox.engine.dialect.gemini.GeminiApi;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A conversation as `systemInstruction` and `contents`: turns of the roles `user` and `model` in
/// alternation, the results of tools at the start of the user's turn and in the order of their
/// calls, because the provider knows them by name and order only.
final class Contents {
  /// What the provider's documentation names for calls whose signature is not at hand.
  private static final String NO_SIGNATURE = "skip_thought_signature_validator";

  private final boolean signatures;
  private final List<String> losses;
  private final Parts parts;
  private final List<Turn> turns = new ArrayList<>();
  private final Map<String, Integer> callOrder = new HashMap<>();

  Contents(boolean signatures, List<String> losses) {
    this.signatures = signatures;
    this.losses = losses;
    this.parts = new Parts(losses);
  }

  void write(List<Message> conversation, ObjectNode body) {
    List<Message> messages = LaterPrompts.asking(conversation, losses);
    var system = new ArrayList<String>();
    if (LaterPrompts.in(messages)) {
      losses.add(
          "Gemini supports system prompts only at the start: a later one was sent as the user's.");
    }
    for (Message message : LaterPrompts.said(messages)) {
      switch (message.role()) {
        case SYSTEM, DEVELOPER -> addSystem(system, message);
        case USER, TOOL -> add(false, message);
        case ASSISTANT -> add(true, message);
      }
    }
    if (!system.isEmpty()) {
      ArrayNode node = body.putObject("systemInstruction").putArray("parts");
      system.forEach(text -> node.addObject().put("text", text));
    }
    ArrayNode contents = body.putArray("contents");
    turns.forEach(turn -> write(turn, contents.addObject()));
  }

  private void addSystem(List<String> system, Message message) {
    if (message.parts().stream().anyMatch(Contents::isNoPrompt)) {
      losses.add("Gemini supports only text in system prompts: the rest was left out.");
    }
    if (!message.text().isEmpty()) {
      system.add(message.text());
    }
  }

  private static boolean isNoPrompt(Part part) {
    return !(part instanceof Part.Text || part instanceof Part.CacheMark);
  }

  private void add(boolean model, Message message) {
    if (turns.isEmpty() || turns.getLast().model != model) {
      turns.add(new Turn(model));
    }
    Turn turn = turns.getLast();
    for (Part part : message.parts()) {
      switch (part) {
        case Part.ToolResult result -> addResult(turn, result);
        case Part.ToolCall call -> addCall(turn, call);
        case Part.Foreign foreign when parts.isSignature(foreign) -> addSignature(turn, foreign);
        default -> turn.others.addAll(parts.of(part));
      }
    }
    if (turn.isEmpty()) {
      turns.removeLast();
    }
  }

  private void addCall(Turn turn, Part.ToolCall call) {
    callOrder.put(call.id(), callOrder.size());
    ObjectNode node = parts.call(call);
    turn.calls.put(call.id(), node);
    turn.others.add(node);
  }

  private void addResult(Turn turn, Part.ToolResult result) {
    int order = callOrder.getOrDefault(result.callId(), Integer.MAX_VALUE);
    turn.results.add(new Result(order, parts.result(result)));
    turn.others.addAll(parts.pictures(result));
  }

  private void addSignature(Turn turn, Part.Foreign foreign) {
    ObjectNode json = JsonTree.readObject(foreign.json()).orElseGet(JsonTree::object);
    String signature = JsonTree.text(json, GeminiApi.SIGNATURE);
    String callId = JsonTree.text(json, "callId");
    if (callId.isEmpty()) {
      turn.others.add(JsonTree.object().put("text", "").put(GeminiApi.SIGNATURE, signature));
    } else {
      turn.signatures.put(callId, signature);
    }
  }

  private void write(Turn turn, ObjectNode node) {
    node.put("role", turn.model ? "model" : "user");
    turn.signatures.forEach((id, signature) ->
        Optional.ofNullable(turn.calls.get(id))
            .ifPresent(call -> call.put(GeminiApi.SIGNATURE, signature)));
    if (signatures && !turn.calls.isEmpty()) {
      signFirst(turn);
    }
    ArrayNode array = node.putArray("parts");
    turn.results.stream()
        .sorted((a, b) -> Integer.compare(a.order, b.order))
        .forEach(result -> array.add(result.node));
    turn.others.forEach(array::add);
  }

  private void signFirst(Turn turn) {
    ObjectNode first =
        turn.others.stream().filter(part -> part.has("functionCall")).findFirst().orElseThrow();
    if (!first.has(GeminiApi.SIGNATURE)) {
      first.put(GeminiApi.SIGNATURE, NO_SIGNATURE);
      losses.add("A tool call has no thought signature: sent unsigned.");
    }
  }

  private record Result(int order, ObjectNode node) {}

  private static final class Turn {
    private final boolean model;
    private final List<Result> results = new ArrayList<>();
    private final List<ObjectNode> others = new ArrayList<>();
    private final Map<String, ObjectNode> calls = new HashMap<>();
    private final Map<String, String> signatures = new HashMap<>();

    Turn(boolean model) {
      this.model = model;
    }

    boolean isEmpty() {
      return results.isEmpty() && others.isEmpty();
    }
  }
}
