package io.signalbox.engine.dialect.gemini.client;

import io.signalbox.engine.json.JsonText;

/// What becomes a part of a content, or a piece of one.
sealed interface Piece {
  /// The part that it makes alone.
  String json();

  /// Something that is said or thought.
  record Said(String text, boolean thought) implements Piece {
    @Override
    public String json() {
      var json = new JsonText().open('{').member("text", text);
      return (thought ? json.rawMember("thought", "true") : json).close('}').toString();
    }
  }

  /// A part that comes whole.
  record Whole(String json) implements Piece {}
}
