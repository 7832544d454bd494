package io.signalbox.engine.dialect.openai.responses.provider;

import io.signalbox.engine.chat.Part;
import io.signalbox.engine.dialect.openai.responses.ResponsesClient;
import io.signalbox.engine.json.JsonText;
import java.util.Optional;
import java.util.Set;

/// The parts of a message, or of what a tool answered. Belongs to one thread.
final class ContentParts {
  private final boolean byModel;
  private final Set<String> losses;
  private final JsonText list = new JsonText().open('[');
  private boolean any;

  /// @param byModel whether the model said it
  ContentParts(boolean byModel, Set<String> losses) {
    this.byModel = byModel;
    this.losses = losses;
  }

  /// The parts as JSON text; empty if there are none.
  Optional<String> json() {
    return any ? Optional.of(list.close(']').toString()) : Optional.empty();
  }

  void add(Part part) {
    switch (part) {
      case Part.Text text -> typed(byModel ? "output_text" : "input_text", "text", text.text());
      case Part.Refusal refusal -> refusal(refusal.text());
      case Part.Image image -> image(image);
      case Part.Foreign foreign -> foreign(foreign);
      case Part.CacheMark mark -> {}
      case Part.ToolCall call -> {}
      case Part.ToolResult result -> {}
      case Part.Reasoning thought -> {}
    }
  }

  private void refusal(String text) {
    if (byModel) {
      typed("refusal", "refusal", text);
    } else {
      typed("input_text", "text", text);
    }
  }

  private void typed(String type, String name, String text) {
    any = true;
    list.open('{').member("type", type).member(name, text).close('}');
  }

  private void image(Part.Image image) {
    if (byModel) {
      losses.add("messages: an image in an answer of the model was left out");
      return;
    }
    any = true;
    list.open('{').member("type", "input_image").member("image_url", image.url());
    list.member("detail", image.detail().orElse("auto")).close('}');
  }

  private void foreign(Part.Foreign foreign) {
    Optional<String> own =
        foreign.dialect().equals(ResponsesClient.ID)
            ? Optional.of(foreign.json())
            : Documents.of(foreign, losses);
    own.ifPresentOrElse(this::raw, () -> lose(foreign));
  }

  private void raw(String json) {
    any = true;
    list.raw(json);
  }

  /// What a client's dialect has as a member of the message says nothing by itself.
  private void lose(Part.Foreign foreign) {
    boolean isEmpty = foreign.json().equals("[]") || foreign.json().equals("null");
    if (!isEmpty) {
      losses.add("messages: a part of type " + foreign.kind() + " was left out");
    }
  }
}
