package io.signalbox.engine.cli.prove;

/// The API shape in which a gateway is asked.
enum AskedAs {
  /// OpenAI's Chat Completions.
  CHAT("openai", "/v1/chat/completions"),
  /// Anthropic's Messages.
  MESSAGES("anthropic", "/v1/messages");

  private final String dialect;
  private final String path;

  AskedAs(String dialect, String path) {
    this.dialect = dialect;
    this.path = path;
  }

  /// The id of the dialect that reads it.
  String dialect() {
    return dialect;
  }

  String path() {
    return path;
  }

  /// A request of chat completions in this shape.
  ProofRequest of(ProofRequest chat) {
    return switch (this) {
      case CHAT -> chat;
      case MESSAGES -> MessagesBody.of(chat);
    };
  }
}
