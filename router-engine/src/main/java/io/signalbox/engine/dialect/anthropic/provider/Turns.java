package io.signalbox.engine.dialect.anthropic.provider;

import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.anthropic.CacheMark;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A conversation as `system` and `messages`: turns of the user and the assistant in alternation,
/// the results of tools at the start of the user's turn that follows the calls.
final class Turns {
  private final List<String> losses;
  private final Blocks blocks;
  private final List<Turn> turns = new ArrayList<>();
  private ArrayNode place = JsonTree.array();

  Turns(List<String> losses) {
    this.losses = losses;
    this.blocks = new Blocks(losses);
  }

  /// Writes the system prompt, and keeps a place for the messages.
  void begin(List<Message> messages, ObjectNode body) {
    var system = new SystemPrompt();
    for (Message message : messages) {
      switch (message.role()) {
        case SYSTEM, DEVELOPER -> addSystem(system, message);
        case USER, TOOL -> add(false, message);
        case ASSISTANT -> add(true, message);
      }
    }
    system.write(body);
    place = body.putArray("messages");
  }

  /// Writes the messages.
  void end() {
    turns.forEach(turn -> turn.write(place.addObject()));
  }

  /// Leaves out the thinking in what the assistant has begun and not ended: a Claude that does not
  /// think does not take it.
  void leaveOutOpenThinking() {
    boolean found = false;
    for (Turn turn : turns.reversed()) {
      if (!turn.assistant && turn.results.isEmpty()) {
        break;
      }
      found |= turn.others.removeIf(Turns::isThinking);
    }
    turns.removeIf(turn -> turn.results.isEmpty() && turn.others.isEmpty());
    if (found) {
      losses.add("The model does not think: its thinking before the last calls was left out.");
    }
  }

  private static boolean isThinking(ObjectNode block) {
    return JsonTree.text(block, "type").endsWith("thinking");
  }

  private void addSystem(SystemPrompt system, Message message) {
    if (!turns.isEmpty()) {
      losses.add(
          "Anthropic supports system prompts only at the start: a later one was moved there.");
    }
    if (message.parts().stream().anyMatch(Turns::isNoPrompt)) {
      losses.add("Anthropic supports only text in system prompts: the rest was left out.");
    }
    system.add(message);
  }

  private static boolean isNoPrompt(Part part) {
    return !(part instanceof Part.Text) && !CacheMark.is(part);
  }

  private void add(boolean assistant, Message message) {
    var results = new ArrayList<ObjectNode>();
    var others = new ArrayList<ObjectNode>();
    for (Part part : message.parts()) {
      if (CacheMark.is(part)) {
        mark(others, part);
      } else {
        (part instanceof Part.ToolResult ? results : others).addAll(blocks.of(part));
      }
    }
    if (results.isEmpty() && others.isEmpty()) {
      return;
    }
    if (turns.isEmpty() || turns.getLast().assistant != assistant) {
      turns.add(new Turn(assistant));
    }
    turns.getLast().results.addAll(results);
    turns.getLast().others.addAll(others);
  }

  private static void mark(List<ObjectNode> blocks, Part part) {
    if (!blocks.isEmpty()) {
      CacheMark.in(part).ifPresent(mark -> blocks.getLast().set(CacheMark.MEMBER, mark));
    }
  }

  private static final class Turn {
    private final boolean assistant;
    private final List<ObjectNode> results = new ArrayList<>();
    private final List<ObjectNode> others = new ArrayList<>();

    Turn(boolean assistant) {
      this.assistant = assistant;
    }

    void write(ObjectNode node) {
      node.put("role", assistant ? "assistant" : "user");
      ArrayNode content = node.putArray("content");
      results.forEach(content::add);
      others.forEach(content::add);
    }
  }
}
