package io.signalbox.engine.dialect.bedrock;

import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.LaterPrompts;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A conversation as `system` and `messages`: turns of the user and the assistant in alternation,
/// the results of tools at the start of the user's turn that follows the calls. Belongs to one
/// thread.
final class Turns {
  private final List<String> losses;
  private final Blocks blocks;
  private final List<ObjectNode> system = new ArrayList<>();
  private final List<Turn> turns = new ArrayList<>();

  Turns(List<String> losses) {
    this.losses = losses;
    this.blocks = new Blocks(losses);
  }

  void write(List<Message> messages, ObjectNode body) {
    for (Message message : LaterPrompts.asking(messages, losses)) {
      switch (message.role()) {
        case SYSTEM, DEVELOPER -> addSystem(message);
        case USER, TOOL -> add(false, message);
        case ASSISTANT -> add(true, message);
      }
    }
    if (!system.isEmpty()) {
      system.forEach(body.putArray("system")::add);
    }
    if (!turns.isEmpty() && turns.getLast().assistant && turns.getLast().strip()) {
      losses.add("White space at the end of the last answer was left out.");
    }
    ArrayNode place = body.putArray("messages");
    turns.forEach(turn -> turn.write(place.addObject()));
  }

  private void addSystem(Message message) {
    if (!turns.isEmpty()) {
      losses.add("Bedrock supports system prompts only at the start: a later one was moved there.");
    }
    for (Part part : message.parts()) {
      if (part instanceof Part.Text || part instanceof Part.CacheMark) {
        addMarked(system, part);
      } else {
        losses.add("Bedrock supports only text in system prompts: the rest was left out.");
      }
    }
  }

  private void add(boolean assistant, Message message) {
    if (turns.isEmpty() || turns.getLast().assistant != assistant) {
      turns.add(new Turn(assistant));
    }
    Turn turn = turns.getLast();
    for (Part part : message.parts()) {
      boolean ofResult = part instanceof Part.CacheMark && turn.others.isEmpty();
      addMarked(part instanceof Part.ToolResult || ofResult ? turn.results : turn.others, part);
    }
    if (turn.isEmpty()) {
      turns.removeLast();
    }
  }

  /// A mark for the cache is a block of its own, which may not be the first.
  private void addMarked(List<ObjectNode> place, Part part) {
    if (part instanceof Part.CacheMark mark) {
      addPoint(place, mark);
    } else {
      blocks.of(part).ifPresent(place::add);
    }
    if (part instanceof Part.ToolResult result) {
      result.content().stream()
          .filter(Part.CacheMark.class::isInstance)
          .forEach(mark -> addPoint(place, (Part.CacheMark) mark));
    }
  }

  private static void addPoint(List<ObjectNode> place, Part.CacheMark mark) {
    if (!place.isEmpty() && !place.getLast().has(Blocks.CACHE_POINT)) {
      place.add(Blocks.cachePoint(mark));
    }
  }

  private static final class Turn {
    private final boolean assistant;
    private final List<ObjectNode> results = new ArrayList<>();
    private final List<ObjectNode> others = new ArrayList<>();

    Turn(boolean assistant) {
      this.assistant = assistant;
    }

    boolean isEmpty() {
      return results.isEmpty() && others.isEmpty();
    }

    /// Whether white space at its end was left out: Claudes refuse it in a last answer.
    boolean strip() {
      ObjectNode last = others.isEmpty() ? JsonTree.object() : others.getLast();
      String text = JsonTree.text(last, "text");
      String stripped = text.stripTrailing();
      if (stripped.equals(text)) {
        return false;
      }
      last.put("text", stripped);
      return true;
    }

    void write(ObjectNode node) {
      node.put("role", assistant ? "assistant" : "user");
      ArrayNode content = node.putArray("content");
      results.forEach(content::add);
      others.forEach(content::add);
      if (content.valueStream().allMatch(block -> block.has("document"))) {
        content.addObject().put("text", "."); // a document must not stand alone
      }
    }
  }

  static ObjectNode text(String text) {
    return JsonTree.object().put("text", text);
  }
}
