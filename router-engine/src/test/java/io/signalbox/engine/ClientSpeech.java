package io.signalbox.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// How a client of each dialect asks, and what it must find in what it gets.
enum ClientSpeech {
  CHAT("/v1/chat/completions", "[DONE]", "{\"error\":{\"message\":") {
    @Override
    String body(String model, boolean stream, String text) {
      return "{\"model\":\"%s\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
          .formatted(model, stream, text);
    }

    @Override
    boolean isBroken(String last) {
      return last.startsWith("data: {\"error\":{\"message\":");
    }

    @Override
    String stop() {
      return "\"finish_reason\":\"stop\"";
    }
  },

  MESSAGES("/v1/messages", "event: message_stop", "{\"type\":\"error\",\"error\":{\"type\":") {
    @Override
    String body(String model, boolean stream, String text) {
      return "{\"model\":\"%s\",\"max_tokens\":500,\"stream\":%s,".formatted(model, stream)
          + "\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}".formatted(text);
    }

    @Override
    boolean isBroken(String last) {
      return last.startsWith("data: {\"type\":\"error\",\"error\":{\"type\":");
    }

    @Override
    String stop() {
      return "\"stop_reason\":\"end_turn\"";
    }
  },

  RESPONSES("/v1/responses", "event: response.completed", "{\"error\":{\"message\":") {
    @Override
    String body(String model, boolean stream, String text) {
      return "{\"model\":\"%s\",\"stream\":%s,\"input\":\"%s\"}".formatted(model, stream, text);
    }

    @Override
    boolean isBroken(String last) {
      return last.startsWith("data: {\"type\":\"response.failed\"");
    }

    @Override
    String stop() {
      return "\"status\":\"completed\"";
    }
  },

  GENERATE("/v1beta/models/", "\"finishReason\":", "{\"error\":{\"code\":") {
    @Override
    String path(String model, boolean stream) {
      String verb = stream ? ":streamGenerateContent?alt=sse" : ":generateContent";
      return super.path(model, stream) + model + verb;
    }

    @Override
    String body(String model, boolean stream, String text) {
      return "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"%s\"}]}]}".formatted(text);
    }

    @Override
    boolean isBroken(String last) {
      return last.startsWith("data: {\"error\":{\"code\":");
    }

    @Override
    String stop() {
      return "\"finishReason\":\"STOP\"";
    }
  };

  private final String path;
  private final String endMark;
  private final String errorStart;

  ClientSpeech(String path, String endMark, String errorStart) {
    this.path = path;
    this.endMark = endMark;
    this.errorStart = errorStart;
  }

  /// Where it asks.
  String path(String model, boolean stream) {
    return path;
  }

  abstract String body(String model, boolean stream, String text);

  /// Whether a stream's last line tells that it broke off.
  abstract boolean isBroken(String last);

  /// What only a finished answer says.
  abstract String stop();

  /// A whole answer with this text, in either form.
  void assertAnswer(Rig.Reply reply, boolean stream, String text) {
    assertEquals(200, reply.status(), reply.body());
    assertTrue(reply.body().contains(text), reply.body());
    if (stream) {
      assertTrue(reply.body().contains(endMark), reply.body());
    }
    assertFalse(reply.body().contains("\"error\":{"), reply.body());
  }

  /// An error and nothing else, in the client's own form.
  void assertError(Rig.Reply reply, int status) {
    assertEquals(status, reply.status(), reply.body());
    assertTrue(reply.body().startsWith(errorStart), reply.body());
    assertTrue(reply.body().contains("(model a"), reply.body());
  }

  /// A stream that says what came and then truthfully that it broke off.
  void assertBrokenStream(Rig.Reply reply, String text) {
    assertEquals(200, reply.status(), reply.body());
    assertTrue(reply.body().contains(text), reply.body());
    String[] lines = reply.body().strip().split("\n", -1);
    assertTrue(isBroken(lines[lines.length - 1]), reply.body());
    assertFalse(reply.body().contains(endMark), reply.body());
    assertFalse(reply.body().contains(stop()), reply.body());
  }
}
