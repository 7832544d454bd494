package io.signalbox.engine.cache;

import io.signalbox.engine.chat.EmbeddingVector;
import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Gathers an answer as it goes by and says whether it may be given again. That is so for an answer
/// in words, or in vectors, that came to its own end. It is not so for one that
///
/// - calls tools: what they do and say belongs to one conversation,
/// - was refused by the model or ended by the provider's filter, a limit of tokens or a failure,
/// - holds something that only its provider's dialect knows, such as citations or sound,
/// - is longer than [#MOST].
///
/// Pieces that follow one another are joined. The provider's id is left out: clients take answers
/// with the same id for one answer. Belongs to one thread.
public final class AnswerEvents {
  /// The longest answer that is kept, in characters, thinking included.
  public static final int MOST = 500_000;

  /// The longest text that a stream gives in one event, in characters.
  private static final int PIECE = 1_000;

  private final List<ReplyEvent> events = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder thinking = new StringBuilder();
  private long chars;
  private boolean said;
  private boolean unfit;
  private boolean finished;

  /// Takes a piece.
  public void take(List<ReplyEvent> piece) {
    for (ReplyEvent event : piece) {
      if (!unfit) {
        take(event);
      }
    }
  }

  private void take(ReplyEvent event) {
    switch (event) {
      case ReplyEvent.TextDelta delta -> join(text, thinking, delta.text());
      case ReplyEvent.ReasoningDelta delta -> join(thinking, text, delta.text());
      case ReplyEvent.Started started -> add(new ReplyEvent.Started("", started.model()));
      case ReplyEvent.ReasoningSigned signed -> add(signed);
      case ReplyEvent.ReasoningRedacted redacted -> add(redacted);
      case ReplyEvent.Finished end -> finish(end);
      case ReplyEvent.UsageReported usage -> {}
      case ReplyEvent.KeepAlive sign -> {}
      case ReplyEvent.Embedded vector -> embedded(vector);
      case ReplyEvent.RefusalDelta refusal -> drop();
      case ReplyEvent.ToolCallStarted call -> drop();
      case ReplyEvent.ToolCallDelta call -> drop();
      case ReplyEvent.Foreign foreign -> drop();
      case ReplyEvent.Failed failed -> drop();
    }
  }

  private void join(StringBuilder to, StringBuilder other, String more) {
    chars += more.length();
    if (chars > MOST) {
      drop();
      return;
    }
    if (!other.isEmpty()) {
      flush();
    }
    to.append(more);
    said |= to == text && !more.isEmpty();
  }

  private void embedded(ReplyEvent.Embedded vector) {
    chars +=
        switch (vector.vector()) {
          case EmbeddingVector.Decimals(String json) -> json.length();
          case EmbeddingVector.Packed(String base64) -> base64.length();
        };
    if (chars > MOST) {
      drop();
      return;
    }
    add(vector);
    said = true;
  }

  private void add(ReplyEvent event) {
    flush();
    events.add(event);
  }

  private void finish(ReplyEvent.Finished end) {
    if (end.reason() != FinishReason.STOP) {
      drop();
      return;
    }
    add(end);
    finished = true;
  }

  private void flush() {
    if (!thinking.isEmpty()) {
      events.add(new ReplyEvent.ReasoningDelta(thinking.toString()));
      thinking.setLength(0);
    }
    if (!text.isEmpty()) {
      events.add(new ReplyEvent.TextDelta(text.toString()));
      text.setLength(0);
    }
  }

  private void drop() {
    unfit = true;
    events.clear();
    text.setLength(0);
    thinking.setLength(0);
  }

  /// The answer; empty if it is not whole or may not be given again.
  public Optional<List<ReplyEvent>> whole() {
    return unfit || !finished || !said ? Optional.empty() : Optional.of(List.copyOf(events));
  }

  /// An answer in pieces as a stream gives them.
  public static List<ReplyEvent> pieces(List<ReplyEvent> answer) {
    var pieces = new ArrayList<ReplyEvent>();
    for (ReplyEvent event : answer) {
      if (event instanceof ReplyEvent.TextDelta(String all)) {
        cut(all).forEach(part -> pieces.add(new ReplyEvent.TextDelta(part)));
      } else if (event instanceof ReplyEvent.ReasoningDelta(String all)) {
        cut(all).forEach(part -> pieces.add(new ReplyEvent.ReasoningDelta(part)));
      } else {
        pieces.add(event);
      }
    }
    return pieces;
  }

  /// Never within a character of two units.
  private static List<String> cut(String text) {
    var parts = new ArrayList<String>();
    for (int from = 0; from < text.length(); ) {
      int to = Math.min(text.length(), from + PIECE);
      if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
        to--;
      }
      parts.add(text.substring(from, to));
      from = to;
    }
    return parts;
  }
}
