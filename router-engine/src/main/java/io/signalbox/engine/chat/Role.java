package io.signalbox.engine.chat;

/// Who speaks in a conversation.
public enum Role {
  SYSTEM,
  DEVELOPER,
  USER,
  ASSISTANT,
  TOOL
}
