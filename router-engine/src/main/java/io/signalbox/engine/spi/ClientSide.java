package io.signalbox.engine.spi;

import io.signalbox.engine.chat.ChatRequest;

/// How a client is understood and answered. Pure, safe for threads.
public interface ClientSide {

  /// What came of a client's body.
  sealed interface Reading {
    /// It is a request.
    record Understood(ChatRequest request) implements Reading {}

    /// It is none.
    record Refused(ClientError error) implements Reading {}
  }

  /// Reads a body within limits on depth, number of members and length of numbers.
  Reading read(byte[] body);

  /// A writer for one answer.
  ReplyWriter writer(ReplyHead head);

  /// An error as the body of an answer.
  byte[] error(ClientError error);

  /// What an answer is told before it begins.
  ///
  /// @param id for an answer whose provider gave none
  /// @param created seconds since 1970
  /// @param model the name under which the model is shown
  /// @param stream events or one body
  /// @param usage whether usage ends the stream
  record ReplyHead(String id, long created, String model, boolean stream, boolean usage) {}
}
