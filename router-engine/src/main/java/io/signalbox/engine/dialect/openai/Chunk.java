package io.signalbox.engine.dialect.openai;

import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.json.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What one chunk of a stream, or a whole answer, says; read in one pass without a tree. Of several
/// choices the first one is understood, the others are kept as they were written.
final class Chunk {
  private final boolean reasoningApart;
  private String id = "";
  private String model = "";
  private boolean choice;
  private boolean trouble;
  private Delta delta = new Delta();
  private List<Other> others = List.of();
  private List<ReplyEvent.Foreign> beside = List.of();
  private String finish = "";
  private String nativeFinish = "";
  private Optional<Usage> usage = Optional.empty();

  /// A piece of another choice.
  ///
  /// @param over whether it is its last
  record Other(long index, String json, boolean over) {}

  private Chunk(boolean reasoningApart) {
    this.reasoningApart = reasoningApart;
  }

  /// Reads a chunk.
  ///
  /// @throws tools.jackson.core.JacksonException if the bytes are no JSON object
  static Chunk of(byte[] json, boolean reasoningApart) {
    var chunk = new Chunk(reasoningApart);
    try (var cursor = new Cursor(json)) {
      if (cursor.open()) {
        chunk.read(cursor);
      } else {
        chunk.trouble = true;
      }
    }
    return chunk;
  }

  String id() {
    return id;
  }

  ReplyEvent.Started started() {
    return new ReplyEvent.Started(id, model);
  }

  /// Whether the chunk has the first choice.
  boolean hasChoice() {
    return choice;
  }

  /// Whether the chunk reports an error somewhere.
  boolean hasTrouble() {
    return trouble;
  }

  Delta delta() {
    return delta;
  }

  /// Why the answer ended, in OpenAI's words; empty if it has not.
  String finish() {
    return finish;
  }

  /// Why it ended in the words of the provider behind the provider.
  String rawFinish() {
    return nativeFinish.isEmpty() ? finish : nativeFinish;
  }

  /// Sources and probabilities, as they were written.
  List<ReplyEvent.Foreign> beside() {
    return beside;
  }

  /// Pieces of other choices.
  List<Other> others() {
    return others;
  }

  Optional<Usage> usage() {
    return usage;
  }

  private void read(Cursor cursor) {
    while (cursor.nextMember()) {
      switch (cursor.name()) {
        case "id" -> id = cursor.text();
        case "model" -> model = cursor.text();
        case "object" -> trouble |= cursor.text().equals("error");
        case "choices" -> choices(cursor);
        case "usage" -> usage(cursor);
        case "citations", "search_results" -> beside(cursor);
        case "x_groq" -> groq(cursor);
        case "error" -> error(cursor);
        default -> cursor.skip();
      }
    }
  }

  /// What stands beside the messages.
  private void beside(Cursor cursor) {
    String kind = cursor.name();
    String json = cursor.raw();
    if (!json.equals("null") && !json.equals("[]")) {
      beside = beside.isEmpty() ? new ArrayList<>(1) : beside;
      beside.add(new ReplyEvent.Foreign(OpenAiApi.ID, kind, json));
    }
  }

  private void usage(Cursor cursor) {
    UsageMembers.read(cursor, reasoningApart).ifPresent(each -> usage = Optional.of(each));
  }

  private void error(Cursor cursor) {
    boolean none = cursor.isNull() || (cursor.isBoolean() && !cursor.isTrue());
    trouble |= !none && !(cursor.isString() && cursor.text().isEmpty());
    cursor.skip();
  }

  private void groq(Cursor cursor) {
    if (!cursor.isObject()) {
      cursor.skip();
      return;
    }
    while (cursor.nextMember()) {
      switch (cursor.name()) {
        case "usage" -> usage(cursor);
        case "error" -> error(cursor);
        default -> cursor.skip();
      }
    }
  }

  private void choices(Cursor cursor) {
    if (!cursor.isArray()) {
      cursor.skip();
      return;
    }
    while (cursor.nextElement()) {
      if (cursor.isObject()) {
        choice(cursor);
      } else {
        cursor.skip();
      }
    }
  }

  /// The index may come after the content, so a choice is read before it is judged.
  private void choice(Cursor cursor) {
    var read = new Delta();
    String end = "";
    String nativeEnd = "";
    long index = 0;
    int start = cursor.start();
    while (cursor.nextMember()) {
      switch (cursor.name()) {
        case "index" -> index = cursor.count();
        case "delta", "message" -> read.take(cursor);
        case "finish_reason" -> end = cursor.text();
        case "logprobs" -> beside(cursor);
        case "native_finish_reason" -> nativeEnd = cursor.text();
        case "error" -> error(cursor);
        case "usage" -> usage(cursor);
        default -> cursor.skip();
      }
    }
    if (index == 0) {
      choice = true;
      delta = read;
      finish = end;
      nativeFinish = nativeEnd;
    } else {
      others = others.isEmpty() ? new ArrayList<>(1) : others;
      others.add(new Other(index, cursor.rawFrom(start), !end.isEmpty()));
    }
  }
}
