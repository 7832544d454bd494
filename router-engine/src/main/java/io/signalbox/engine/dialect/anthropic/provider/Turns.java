package io.signalbox.engine.dialect.anthropic.provider;

import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.LaterPrompts;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A conversation as `system` and `messages`: turns of the user and the assistant in alternation,
/// the results of tools at the start of the user's turn that follows the calls.
final class Turns {
  private static final String USER = "user";
  private static final String ASSISTANT = "assistant";
  private static final String SYSTEM = "system";

  private final boolean keepsPrompts;
  private final List<String> losses;
  private final Blocks blocks;
  private final List<Turn> turns = new ArrayList<>();
  private ArrayNode place = JsonTree.array();

  /// @param keepsPrompts whether the model knows system prompts within a conversation
  Turns(boolean keepsPrompts, List<String> losses) {
    this.keepsPrompts = keepsPrompts;
    this.losses = losses;
    this.blocks = new Blocks(losses);
  }

  /// Writes the system prompt, and keeps a place for the messages.
  void begin(List<Message> conversation, ObjectNode body) {
    List<Message> messages = LaterPrompts.asking(conversation, losses);
    var system = new SystemPrompt();
    if (!keepsPrompts && LaterPrompts.in(messages)) {
      losses.add(
          "The model supports system prompts only at the start: a later one was sent as the"
              + " user's.");
    }
    for (Message message : keepsPrompts ? messages : LaterPrompts.said(messages)) {
      switch (message.role()) {
        case SYSTEM, DEVELOPER -> addSystem(system, message);
        case USER, TOOL -> add(USER, message);
        case ASSISTANT -> add(ASSISTANT, message);
      }
    }
    system.write(body);
    place = body.putArray("messages");
  }

  /// Writes the messages. The provider refuses a last answer, with which the model is to go on,
  /// that ends with white space.
  void end() {
    if (!turns.isEmpty() && turns.getLast().role.equals(ASSISTANT) && turns.getLast().strip()) {
      losses.add("White space at the end of the last answer was left out.");
    }
    turns.removeIf(Turn::isEmpty);
    turns.forEach(turn -> turn.write(place.addObject()));
  }

  /// Leaves out the thinking in what the assistant has begun and not ended: a Claude that does not
  /// think does not take it.
  void leaveOutOpenThinking() {
    boolean found = false;
    for (Turn turn : turns.reversed()) {
      if (turn.role.equals(USER) && turn.results.isEmpty()) {
        break;
      }
      found |= turn.others.removeIf(Turns::isThinking);
    }
    turns.removeIf(Turn::isEmpty);
    if (found) {
      losses.add("The model does not think: its thinking before the last calls was left out.");
    }
  }

  private static boolean isThinking(ObjectNode block) {
    return JsonTree.text(block, "type").endsWith("thinking");
  }

  private void addSystem(SystemPrompt system, Message message) {
    if (message.parts().stream().anyMatch(Turns::isNoPrompt)) {
      losses.add("Anthropic supports only text in system prompts: the rest was left out.");
    }
    if (turns.isEmpty()) {
      system.add(message);
    } else {
      add(turns.getLast().role.equals(USER) ? SYSTEM : USER, message);
    }
  }

  private static boolean isNoPrompt(Part part) {
    return !(part instanceof Part.Text || part instanceof Part.CacheMark);
  }

  private void add(String role, Message message) {
    var results = new ArrayList<ObjectNode>();
    var others = new ArrayList<ObjectNode>();
    for (Part part : message.parts()) {
      if (part instanceof Part.CacheMark mark) {
        mark(others.isEmpty() ? results : others, mark);
      } else {
        (part instanceof Part.ToolResult ? results : others).addAll(blocks.of(part));
      }
    }
    if (results.isEmpty() && others.isEmpty()) {
      return;
    }
    if (turns.isEmpty() || !turns.getLast().role.equals(role)) {
      turns.add(new Turn(role));
    }
    turns.getLast().results.addAll(results);
    turns.getLast().others.addAll(others);
  }

  /// Thinking cannot be marked.
  private static void mark(List<ObjectNode> blocks, Part.CacheMark mark) {
    if (!blocks.isEmpty() && !isThinking(blocks.getLast())) {
      Blocks.mark(blocks.getLast(), mark);
    }
  }

  private static final class Turn {
    private final String role;
    private final List<ObjectNode> results = new ArrayList<>();
    private final List<ObjectNode> others = new ArrayList<>();

    Turn(String role) {
      this.role = role;
    }

    boolean isEmpty() {
      return results.isEmpty() && others.isEmpty();
    }

    /// Whether white space at its end was left out.
    boolean strip() {
      ObjectNode last = others.isEmpty() ? JsonTree.object() : others.getLast();
      String text = JsonTree.text(last, "text");
      String stripped = text.stripTrailing();
      if (!JsonTree.text(last, "type").equals("text") || stripped.equals(text)) {
        return false;
      }
      last.put("text", stripped);
      return true;
    }

    void write(ObjectNode node) {
      node.put("role", role);
      ArrayNode content = node.putArray("content");
      results.forEach(content::add);
      others.forEach(content::add);
    }
  }
}
