package io.signalbox.engine.dialect.anthropic.provider;

import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.dialect.JsonTree;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// The system prompts of a conversation as `system`: one text, or blocks where a client marked some
/// for the cache. Belongs to one thread.
final class SystemPrompt {
  private final List<String> texts = new ArrayList<>();
  private final List<ObjectNode> blocks = new ArrayList<>();
  private boolean marked;

  void add(Message message) {
    if (message.text().isBlank()) {
      return;
    }
    texts.add(message.text());
    message.parts().forEach(this::add);
  }

  private void add(Part part) {
    if (part instanceof Part.Text text && !text.text().isBlank()) {
      blocks.add(JsonTree.object().put("type", "text").put("text", text.text()));
    } else if (part instanceof Part.CacheMark mark && !blocks.isEmpty()) {
      marked = true;
      Blocks.mark(blocks.getLast(), mark);
    }
  }

  void write(ObjectNode body) {
    if (marked) {
      blocks.forEach(body.putArray("system")::add);
    } else if (!texts.isEmpty()) {
      body.put("system", String.join("\n\n", texts));
    }
  }
}
