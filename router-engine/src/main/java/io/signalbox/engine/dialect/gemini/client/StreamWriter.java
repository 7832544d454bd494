package io.signalbox.engine.dialect.gemini.client;

import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.spi.ClientDialect.ReplyHead;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ReplyWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// An answer piece by piece, as server-sent events or as the elements of one JSON array. The last
/// piece waits for the usage. A sign of life is a line end: Google's clients take a comment for a
/// part of an answer.
final class StreamWriter implements ReplyWriter {
  /// SDKs add up the texts of all pieces, and some take a missing one for a word.
  private static final String NO_TEXT = "{\"text\":\"\"}";

  private final ReplyHead head;
  private final boolean list;
  private final ReplyBody body;
  private final AnswerParts parts;
  private final ReplyEnd ending = new ReplyEnd();
  private Optional<Usage> usage = Optional.empty();
  private boolean begun;

  StreamWriter(ReplyHead head) {
    this.head = head;
    this.list = ReplyForm.of(head).list();
    this.body = new ReplyBody(head);
    this.parts = new AnswerParts(head.id(), ReplyForm.of(head).thoughts());
  }

  @Override
  public byte[] write(ReplyEvent event) {
    if (event instanceof ReplyEvent.Started started) {
      body.identify(started.id());
    } else if (event instanceof ReplyEvent.UsageReported reported) {
      usage = Optional.of(reported.usage());
    }
    ending.take(event);
    List<String> told = parts.take(event).stream().map(Piece::json).toList();
    return told.isEmpty() ? new byte[0] : frame(body.piece(told, usage));
  }

  private byte[] frame(String json) {
    String before = begun ? ",\n" : "[";
    begun = true;
    String text = list ? before + json : "data: " + json + "\n\n";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean passesOn() {
    return !list;
  }

  @Override
  public boolean tells(ReplyEvent piece) {
    return !(piece instanceof ReplyEvent.Foreign own) || OwnPiece.isOwn(own);
  }

  @Override
  public byte[] end(Optional<Usage> used) {
    return last(body.last(List.of(NO_TEXT), ending, parts.isBroken(), used.or(() -> usage)));
  }

  @Override
  public byte[] failed(ClientError error) {
    JsonText json = ErrorWords.body(error, head.id());
    return last(json.toString());
  }

  private byte[] last(String json) {
    byte[] frame = frame(json);
    return list
        ? (new String(frame, StandardCharsets.UTF_8) + "]").getBytes(StandardCharsets.UTF_8)
        : frame;
  }

  @Override
  public byte[] keepAlive() {
    return new byte[] {'\n'};
  }
}
