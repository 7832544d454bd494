package io.signalbox.engine.dialect.openai.responses;

import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.json.JsonText;

/// What only this API knows, as a call of the provider's own tool, as the provider wrote it.
final class OwnItem extends OutputItem {
  private final ReplyEvent.Foreign piece;

  OwnItem(int at, ReplyEvent.Foreign piece) {
    super(piece.kind(), at);
    this.piece = piece;
  }

  @Override
  void write(JsonText json) {
    json.raw(piece.json());
  }

  @Override
  void begun(Events events) {}

  @Override
  void more(String more, Events events) {}

  @Override
  void ended(Events events) {}

  @Override
  String type() {
    return piece.kind();
  }

  @Override
  void writeMembers(JsonText json) {}

  @Override
  void index(JsonText json) {}
}
